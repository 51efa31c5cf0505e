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
// Most words have a character that the book has not, which spares a look through all of it.
const inBook = new Set(book);
const has = (text) => [...text].every((character) => inBook.has(character)) && book.includes(text);
const wanted = [...simple, ...words].filter(
  ([typed, meant]) => has(meant) && !has(typed) && /^\p{Script=Han}+$/u.test(typed),
);
process.stdout.write(JSON.stringify(Object.fromEntries(wanted)));
