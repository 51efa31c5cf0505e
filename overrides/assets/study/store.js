// Where progress is kept: one text in the browser's localStorage. What is there and cannot be read
// is never written over.

import { soundMarks } from "./marks.js";
import { empty, parsed } from "./schedule.js";

const KEY = "handbook.study";

/** What the browser would not keep; it lives as long as the page. */
let unsaved = null;

/** The stored text as it is, or null. */
export function stored() {
  return unsaved ?? localStorage.getItem(KEY);
}

/** Return `{ progress }`, with a `problem` if it is not kept, or `{ problem }` alone. */
export function read() {
  try {
    const text = stored();
    return text === null ? { progress: empty() } : parsed(text);
  } catch {
    return { progress: empty(), problem: "forbidden" };
  }
}

/** Keep a progress; return the problem, 'full' or 'forbidden', if the browser does not. */
export function write(progress) {
  const text = JSON.stringify(progress);
  try {
    localStorage.setItem(KEY, text);
    unsaved = null;
    return undefined;
  } catch (error) {
    unsaved = text;
    return error.name === "QuotaExceededError" ? "full" : "forbidden";
  }
}

/** Throw away what is stored. */
export function clear() {
  unsaved = null;
  localStorage.removeItem(KEY);
}

/** Call back when another tab has changed what is stored. */
export function onChange(callback) {
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) callback();
  });
}

// ---- The reader's marks, which assets/marks.js keeps ----

const MARKS = "handbook.marks";

export function readMarks() {
  try {
    return soundMarks(JSON.parse(localStorage.getItem(MARKS)));
  } catch {
    return {};
  }
}

/** Keep marks; return the problem, as `write` does. */
export function writeMarks(marks) {
  try {
    localStorage.setItem(MARKS, JSON.stringify(marks));
    return undefined;
  } catch (error) {
    return error.name === "QuotaExceededError" ? "full" : "forbidden";
  }
}

// ---- What the reader has chosen: a convenience, so that a browser may refuse to keep it ----

const CHOICE = "handbook.study.choice";

export function readChoice() {
  try {
    return JSON.parse(localStorage.getItem(CHOICE)) ?? {};
  } catch {
    return {};
  }
}

export function writeChoice(choice) {
  try {
    localStorage.setItem(CHOICE, JSON.stringify(choice));
  } catch {
    // Then it is chosen anew the next time.
  }
}
