// Copied with one click: a formula's TeX, by a button beside a displayed formula and by a click on
// one in the text; and a block of code.
"use strict";
if (navigator.clipboard) { // which a page has over HTTPS, and on this machine
  const words = document.currentScript.dataset;
  const HOW_LONG = 2000; // milliseconds until the message goes

  const message = Object.assign(document.createElement("p"), { className: "hb-copied" });
  message.setAttribute("role", "status");
  document.body.append(message);
  let timer;

  async function copy(text, said) {
    await navigator.clipboard.writeText(text);
    message.textContent = said;
    clearTimeout(timer);
    timer = setTimeout(() => (message.textContent = ""), HOW_LONG);
  }

  /** Return a button that copies, with words only for who does not see it. */
  function copyButton(className, label, work) {
    const button = Object.assign(document.createElement("button"), { className, type: "button", title: label });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", work);
    return button;
  }

  const copyTex = (formula) => {
    const source = formula.querySelector('annotation[encoding="application/x-tex"]');
    return copy(source.textContent.trim(), words.texCopied);
  };

  function addTexButton(formula) {
    const frame = Object.assign(document.createElement("div"), { className: "hb-formula" });
    const button = copyButton("hb-formula__copy", words.copyTex, () => copyTex(formula));
    button.textContent = "TeX";
    formula.replaceWith(frame);
    frame.append(formula, button);
  }

  function addCodeButton(block) {
    const work = () => copy(block.textContent, words.codeCopied);
    const bar = Object.assign(document.createElement("div"), { className: "md-code__nav" });
    const button = copyButton("md-code__button", words.copyCode, work);
    button.dataset.mdType = "copy"; // by which the theme gives it its icon
    bar.append(button);
    block.before(bar);
  }

  function addButtons(part) {
    part.querySelectorAll(".formula").forEach(addTexButton);
    part.querySelectorAll("pre > code").forEach(addCodeButton);
  }
  addButtons(document);
  // What comes into the page later, such as the other language beside this one.
  document.addEventListener("handbook:added", ({ target }) => addButtons(target));

  document.addEventListener("click", (event) => {
    const formula = event.target.closest(".katex");
    const isText = formula && !formula.closest(".formula, a, button");
    // Whoever marks text with the mouse ends with a click, too.
    if (isText && getSelection().isCollapsed) copyTex(formula);
  });
}
