// Reads a JSON list of Chinese texts from standard input and answers with the words of each, as
// browsers split them: `Intl.Segmenter` is ICU here and there.

import { readFileSync } from "node:fs";

const segmenter = new Intl.Segmenter("zh-Hans", { granularity: "word" });
const words = (text) => [...segmenter.segment(text)].map(({ segment }) => segment);

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(words)));
