// Reads one formula a line from standard input, `[tex, display]` as JSON, and answers each with one
// line: `{"html": …}`, or `{"error": …}` with KaTeX's message. Ends with its input.

import { createInterface } from "node:readline";
import katex from "katex";

function answer(tex, displayMode) {
  try {
    const html = katex.renderToString(tex, {
      displayMode,
      output: "htmlAndMathml",
      strict: "error",
      throwOnError: true,
      trust: false,
    });
    return { html };
  } catch (error) {
    return { error: error.message };
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(JSON.stringify(answer(...JSON.parse(line))) + "\n");
});
