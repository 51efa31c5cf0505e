// Draws formulas as SVG. Reads a list of `[tex, display]` as JSON from standard input and writes a
// list with an answer for each: `{"svg": …, "width": …, "depth": …}`, the sizes in ex, or
// `{"error": …}` with MathJax's message.

import { text } from "node:stream/consumers";
import MathJax from "mathjax";

// Of MathJax's font, in thousandths of an em, as are all sizes within an SVG.
const X_HEIGHT = 442;

// How far the paper below a formula reaches at least: as a line of text does, and a little to the
// sides.
const ASCENT = 750;
const DESCENT = 200;
const MARGIN = 50;

// In pixels. Chinese, which MathJax's font lacks, is left to a font of the reader's, and is as large
// as the rest if MathJax takes the font around the formula for as high as its own.
const METRICS = { em: 16, ex: (16 * X_HEIGHT) / 1000 };

// Displayed formulas that are longer are broken; on a phone they still have to shrink by a third.
const LONGEST = "32em";

// TeX of data/tex.yml that MathJax does not know, but for letters such as \ss in \text.
const MACROS = {
  Alpha: "\\mathrm{A}",
  Beta: "\\mathrm{B}",
  Chi: "\\mathrm{X}",
  Epsilon: "\\mathrm{E}",
  Eta: "\\mathrm{H}",
  Iota: "\\mathrm{I}",
  Kappa: "\\mathrm{K}",
  Mu: "\\mathrm{M}",
  Nu: "\\mathrm{N}",
  Omicron: "\\mathrm{O}",
  Rho: "\\mathrm{P}",
  Tau: "\\mathrm{T}",
  Zeta: "\\mathrm{Z}",
  bm: ["\\boldsymbol{#1}", 1],
  dag: "\\dagger",
  ddag: "\\ddagger",
  lBrace: "⦃",
  lang: "\\langle",
  llbracket: "⟦",
  mapsfrom: "↤",
  mathsterling: "£",
  medspace: "\\:",
  notni: "∌",
  pounds: "£",
  rBrace: "⦄",
  rang: "\\rangle",
  rrbracket: "⟧",
  underbar: ["\\underline{#1}", 1],
  utilde: ["\\underset{\\sim}{#1}", 1],
};

await MathJax.init({
  loader: { load: ["input/tex", "[tex]/mathtools", "[tex]/textcomp", "output/svg"] },
  tex: {
    packages: { "[+]": ["mathtools", "textcomp"], "[-]": ["noundefined"] },
    macros: MACROS,
    formatError: (_, error) => {
      throw error;
    },
  },
  svg: {
    fontCache: "none",
    displayOverflow: "linebreak",
    linebreaks: { inline: false, width: LONGEST },
  },
  startup: { typeset: false },
});

const { adaptor } = MathJax.startup;

function elements(node) {
  const children = adaptor.childNodes(node).filter((child) => child.kind !== "#text");
  return [node, ...children.flatMap(elements)];
}

// What MathJax leaves to the stylesheet of a page goes into the image, what its scripts need out.
function standAlone(element) {
  const names = adaptor.allAttributes(element).map(({ name }) => name);
  if (names.includes("data-line") || names.includes("data-frame")) {
    adaptor.setAttribute(element, "stroke-width", "70");
    adaptor.setAttribute(element, "fill", "none");
  }
  for (const name of names) {
    if (adaptor.getAttribute(element, name) === "currentColor") {
      adaptor.setAttribute(element, name, "#000");
    }
    if (name.startsWith("data-")) adaptor.removeAttribute(element, name);
  }
}

// White paper below the formula, in the image itself: reading apps show black images on their dark
// pages as they are, and many drop the backgrounds that a stylesheet asks for.
function drawn(svg) {
  const [left, top, width, height] = adaptor.getAttribute(svg, "viewBox").split(" ").map(Number);
  const y = Math.min(top, -ASCENT) - MARGIN;
  const bottom = Math.max(top + height, DESCENT) + MARGIN;
  const [x, w, h] = [left - MARGIN, width + 2 * MARGIN, bottom - y].map(rounded);
  elements(svg).forEach(standAlone);
  for (const name of ["style", "role", "focusable"]) adaptor.removeAttribute(svg, name);
  adaptor.setAttribute(svg, "viewBox", `${x} ${y} ${w} ${h}`);
  adaptor.setAttribute(svg, "width", `${inEx(w)}ex`);
  adaptor.setAttribute(svg, "height", `${inEx(h)}ex`);
  const paper = adaptor.node("rect", { x, y, width: w, height: h, fill: "#fff" });
  adaptor.insert(paper, adaptor.firstChild(svg));
  return { svg: adaptor.serializeXML(svg), width: inEx(w), depth: inEx(bottom) };
}

function rounded(size) {
  return Number(size.toFixed(1));
}

function inEx(size) {
  return Number((size / X_HEIGHT).toFixed(3));
}

async function answer([tex, display]) {
  try {
    const container = await MathJax.tex2svgPromise(tex, { display, ...METRICS });
    return drawn(adaptor.firstChild(container));
  } catch (error) {
    return { error: error.message };
  }
}

const answers = [];
for (const formula of JSON.parse(await text(process.stdin))) answers.push(await answer(formula));
process.stdout.write(JSON.stringify(answers));
