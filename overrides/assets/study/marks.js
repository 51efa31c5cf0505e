// A reader's marks in an export: whether they are sound, and how two sets become one. They are
// { id: { mark, at } }; a mark that was taken off is null, so that no older export brings it back.
// assets/marks.js shows them and changes them.

import { isId, isTime } from "./values.js";

const MARKS = ["read", "solid", "again", null];

const isMark = ([id, value]) => isId(id) && MARKS.includes(value?.mark) && isTime(value.at);
const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export const areMarks = (value) => isTable(value) && Object.entries(value).every(isMark);

/** The sound ones of what is stored. */
export const soundMarks = (value) =>
  Object.fromEntries(isTable(value) ? Object.entries(value).filter(isMark) : []);

/** Of each question, the later mark; of two at one time, any, but the same in either order. */
export function mergedMarks(ours, theirs) {
  const both = { ...ours };
  for (const [id, mark] of Object.entries(theirs)) {
    const our = both[id];
    const isLater = !our || mark.at > our.at || (mark.at === our.at && MARKS.indexOf(mark.mark) > MARKS.indexOf(our.mark));
    if (isLater) both[id] = mark;
  }
  return both;
}
