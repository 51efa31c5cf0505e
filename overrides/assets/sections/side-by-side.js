// The same question in the other language, beside this one's title and each of its sections. Loaded
// when a reader first asks for it.

import { copies } from "../practice/answers.js";

const CLASS = "hb-side-by-side"; // which the page's head may have set already
const page = document.documentElement;

/** Put the page that the language switch leads to beside an answer. */
export async function show(answer, { href, lang }) {
  const address = new URL(href);
  address.search = address.hash = "";
  const [title, ...sections] = await copies(String(address), ".hb-answer > h1, .hb-section");
  const beside = sections.map((section) => {
    const here = answer.querySelector(`.hb-section[data-section="${section.dataset.section}"]`);
    return [here, other(section.childNodes, lang, section.dataset.section)];
  });
  beside.unshift([answer.querySelector(":scope > h1"), other([title], lang)]);
  inPlace(answer, () => {
    page.classList.add(CLASS);
    remove(answer); // what an impatient reader's first click has put there meanwhile
    for (const [here, there] of beside) here?.after(there);
    // Others make it work as they did this page: formulas, and what is folded.
    for (const [, there] of beside) there.dispatchEvent(new Event("handbook:added", { bubbles: true }));
  });
}

/** Leave the answer as it was without the other language. */
export function hide(answer) {
  inPlace(answer, () => {
    page.classList.remove(CLASS);
    remove(answer);
  });
}

function remove(answer) {
  for (const each of answer.querySelectorAll(":scope > .hb-other")) each.remove();
}

/** A part of the other page. */
function other(nodes, lang, section) {
  const part = Object.assign(document.createElement("div"), { className: "hb-other md-typeset", lang });
  if (section) part.dataset.section = section;
  part.append(...nodes);
  for (const link of part.querySelectorAll(".headerlink")) link.remove();
  return part;
}

/** Change the page, and leave what is being read where it is in the window. */
function inPlace(answer, change) {
  const top = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const blocks = answer.querySelectorAll(":scope > :is(h1, .hb-about), .hb-section > :not(.hb-fold), .hb-fold > *");
  const shown = (each) => each.checkVisibility() && each.getBoundingClientRect().bottom > top;
  const read = [...blocks].find(shown) ?? answer;
  const before = read.getBoundingClientRect().top;
  const back = () => scrollBy({ top: read.getBoundingClientRect().top - before, behavior: "instant" });
  change();
  back();
  requestAnimationFrame(back); // a browser may have meant well, too
}
