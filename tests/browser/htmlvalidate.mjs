// Which rules pages are held to, and the five that do not fit what they are.

export default {
  root: true,
  elements: ["html5"],
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    "doctype-style": ["error", { style: "lowercase" }],
    // The checkboxes of a question share its name, as its radio buttons do.
    "form-dup-name": ["error", { shared: ["radio", "checkbox"] }],
    // A title says page, module and site, for those who hear it and nothing else.
    "long-title": "off",
    // Style and script come from the site itself, also when it is opened from a folder.
    "require-sri": "off",
    // The script marks quizzes and brings the button; without it a button would do nothing.
    "wcag/h32": "off",
  },
};
