// What was looked for last, by language, in the browser's localStorage. It is a convenience: a browser
// may refuse to keep it, and what cannot be read is none.

import { language } from "./served.js";

const MOST = 8;

function all() {
  try {
    return JSON.parse(handbook.read("searches")) ?? {};
  } catch {
    return {};
  }
}

const write = (terms) => handbook.write("searches", JSON.stringify({ ...all(), [language]: terms }));

/** The last searches in the page's language, newest first. */
export function recent() {
  const terms = all()[language];
  return Array.isArray(terms) ? terms.filter((term) => typeof term === "string").slice(0, MOST) : [];
}

/** Keep a search as the newest. */
export function keep(term) {
  write([term, ...recent().filter((other) => other !== term)].slice(0, MOST));
}

export const forget = () => write([]);
