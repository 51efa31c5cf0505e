// Reads the Chinese text of the book from standard input and answers with what a reader may type in
// Traditional characters for what stands there, as OpenCC has it: characters, and the words of
// Taiwan. What the book itself has is left as it is.

import { readFileSync } from "node:fs";
import characters from "opencc-js/dict/TSCharacters";
import phrases from "opencc-js/dict/TWPhrasesRev";

const book = readFileSync(0, "utf8");
const pairs = (list) => list.split("|").map((pair) => pair.split(" "));

const simple = new Map(pairs(characters));
const simplified = (text) => [...text].map((character) => simple.get(character) ?? character).join("");

const words = pairs(phrases).map(([typed, standard]) => [typed, simplified(standard)]);
const wanted = [...simple, ...words].filter(
  ([typed, meant]) => /^\p{Script=Han}+$/u.test(typed) && !book.includes(typed) && book.includes(meant),
);
process.stdout.write(JSON.stringify(Object.fromEntries(wanted)));
