// Reads one formula a line from standard input, `[tex, display]` as JSON, and answers each with one
// line: `{"html": …}`, or `{"error": …}` with KaTeX's message. Ends with its input.

import { createInterface } from "node:readline";
import katex from "katex";

// TeX's \message and \show print: not among our answers.
console.log = console.error;

// Links, pictures and HTML; `trust: distrust` would show their name in red rather than reject them.
function distrust({ command }) {
  throw new Error(`${command} is not allowed`);
}

function answer(tex, displayMode) {
  try {
    const html = katex.renderToString(tex, {
      displayMode,
      output: "htmlAndMathml",
      strict: "error",
      throwOnError: true,
      trust: distrust,
    });
    return { html };
  } catch (error) {
    return { error: error.message };
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(JSON.stringify(answer(...JSON.parse(line))) + "\n");
});
