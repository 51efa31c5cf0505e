// What a reader types, in the words that the book has: Traditional Chinese in Simplified, and for a
// word that the book has not the nearest of its own.

import { served } from "./served.js";

const HAN = /\p{Script=Han}/u;
const RUN = /\p{Script=Han}+|[\p{L}\p{N}][\p{L}\p{N}_]*/gu;

/** What is made of what is served. */
const book = served.then(({ terms, simplified, words: indexed }) => {
  const typed = Object.keys(simplified).sort((one, other) => other.length - one.length);
  const traditional = new RegExp(typed.join("|") || "(?!)", "gu");
  const words = new Set(terms.flatMap((term) => term.toLowerCase().match(RUN) ?? []));
  const simplify = (text) => text.replace(traditional, (part) => simplified[part]);
  return { terms, words, simplify, indexed: ` ${indexed}` };
});

/** The runs of Chinese characters, and the words of other scripts, of a text. */
export const runs = (text) => text.match(RUN) ?? [];

/** How many characters must be changed, added, left out or swapped to come from one to another. */
export function distance(one, other) {
  let [before, previous] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = previous[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(changed, previous[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, previous] = [previous, row];
  }
  return previous[other.length];
}

/** The candidates of which at most that many characters differ, nearest first. */
function nearest(text, candidates, limit) {
  return [...candidates]
    .filter((candidate) => Math.abs(candidate.length - text.length) <= limit)
    .map((candidate) => ({ candidate, away: distance(text, candidate.toLowerCase()) }))
    .filter(({ away }) => away <= limit)
    .sort((one, other) => one.away - other.away)
    .map(({ candidate }) => candidate);
}

export async function simplified(text) {
  return (await book).simplify(text);
}

/** Whether a word of the book is this one, or begins with it. */
export async function occurs(word) {
  return (await book).indexed.includes(` ${word.toLowerCase()}`);
}

/** The book's word that a word it has not was probably meant to be, if there is one. */
export async function corrected(word) {
  const shortest = HAN.test(word) ? 3 : 4;
  if (word.length < shortest) return undefined;
  return nearest(word.toLowerCase(), (await book).words, word.length < 8 ? 1 : 2)[0];
}

/** The terms, titles and other wordings nearest to what was typed, with at least a part the same. */
export async function alike(text, limit = 3) {
  const { terms } = await book;
  return nearest(text.toLowerCase(), terms, Math.max(text.length - 1, 0)).slice(0, limit);
}
