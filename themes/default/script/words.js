// The interface's words. The table itself (`words`) is put in front of the
// script when the theme is built, from words/LANGUAGE.yml.

export const language = () => document.documentElement.lang || "en";

/** The text for `key` with its blanks filled; `n` decides between the plural
 * forms. A missing key shows as itself: a gap in a translation stops nobody.
 * @param {string} key @param {Record<string, string | number>} [blanks] */
export const say = (key, blanks = {}) => {
  const entry = words[key] ?? key;
  const text = typeof entry === "string"
    ? entry
    : entry[new Intl.PluralRules(language()).select(Number(blanks.n))] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = blanks[name] ?? "";
    return typeof value === "number" ? value.toLocaleString(language()) : value;
  });
};
