// Reads the Chinese text of the book from standard input and answers with what a reader may type in
// Traditional characters for what stands there, as OpenCC has it: characters, and the words of
// Taiwan. What the book itself has is left as it is.

import { readFileSync } from "node:fs";
import characters from "opencc-js/dict/TSCharacters";
import phrases from "opencc-js/dict/TWPhrasesRev";

const pairs = (list) => list.split("|").map((pair) => pair.split(" "));

const simple = new Map(pairs(characters));
const simplified = (text) => [...text].map((character) => simple.get(character) ?? character).join("");

const words = pairs(phrases).map(([typed, standard]) => [typed, simplified(standard)]);
const candidates = [...simple, ...words].filter(([typed]) => /^\p{Script=Han}+$/u.test(typed));

// What the book has of these, found in one walk over it: to look for each takes a walk each.
const sought = new Set(candidates.flat());
const lengths = [...new Set([...sought].map((text) => text.length))];
const runs = new Set(readFileSync(0, "utf8").match(/\S+/gu));
const has = new Set();
for (const run of runs) {
  for (let start = 0; start < run.length; start++) {
    for (const length of lengths) {
      const text = run.slice(start, start + length);
      if (sought.has(text)) has.add(text);
    }
  }
}
const wanted = candidates.filter(([typed, meant]) => !has.has(typed) && has.has(meant));
process.stdout.write(JSON.stringify(Object.fromEntries(wanted)));
