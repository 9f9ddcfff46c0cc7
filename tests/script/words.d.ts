// What the theme puts in front of the script when it is built.
declare const words: Record<string, string | Record<string, string>>;
