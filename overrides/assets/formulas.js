// A formula's TeX, copied with one click: by a button beside a displayed formula, and by a click on
// one in the text.
"use strict";
if (navigator.clipboard) { // which a page has over HTTPS, and on this machine
  const { copy, copied } = document.currentScript.dataset;
  const HOW_LONG = 2000; // milliseconds until the message goes

  const message = Object.assign(document.createElement("p"), { className: "hb-copied" });
  message.setAttribute("role", "status");
  document.body.append(message);
  let timer;

  const texOf = (element) =>
    element.querySelector('annotation[encoding="application/x-tex"]').textContent.trim();

  async function copyTex(element) {
    await navigator.clipboard.writeText(texOf(element));
    message.textContent = copied;
    clearTimeout(timer);
    timer = setTimeout(() => (message.textContent = ""), HOW_LONG);
  }

  for (const formula of document.querySelectorAll(".formula")) {
    const frame = Object.assign(document.createElement("div"), { className: "hb-formula" });
    const button = Object.assign(document.createElement("button"), {
      className: "hb-formula__copy",
      type: "button",
      textContent: "TeX",
      title: copy,
    });
    button.setAttribute("aria-label", copy);
    button.addEventListener("click", () => copyTex(formula));
    formula.replaceWith(frame);
    frame.append(formula, button);
  }

  document.addEventListener("click", (event) => {
    const formula = event.target.closest(".katex");
    const isText = formula && !formula.closest(".formula, a, button");
    // Whoever marks text with the mouse ends with a click, too.
    if (isText && getSelection().isCollapsed) copyTex(formula);
  });
}
