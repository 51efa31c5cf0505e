// How a reader has a question's page: folded, to think first, and with the other language beside it.
// The page's head has set the class of each mode that is on, so that nothing is seen before.
"use strict";
{
  const scripts = new URL("./", document.currentScript.src);
  const page = document.documentElement;
  const answer = document.querySelector(".hb-answer");

  /** Keep whether a mode is on; where the browser does not, it is for this page only. */
  const keep = (mode, on) => handbook.write(mode, on ? "1" : null);

  // ---- Think first: a section's text is folded until it is opened ----

  const prompt = document.getElementById("think");
  const toggle = document.getElementById("think-first");
  const all = prompt.querySelector("button");
  const isOn = () => page.classList.contains("hb-think-first");
  const own = [...answer.querySelectorAll(".hb-section")];
  const opened = new Set();

  /** Fold a section, of this language or of the one beside it, as far as it is not opened. */
  function fold(part) {
    const heading = part.querySelector("h2");
    const text = Object.assign(document.createElement("div"), { className: "hb-fold" });
    while (heading.nextSibling) text.append(heading.nextSibling);
    part.append(text);
    if (part.matches(".hb-section")) {
      const button = Object.assign(document.createElement("button"), { className: "hb-show", type: "button" });
      button.addEventListener("click", () => open(part.dataset.section, !opened.has(part.dataset.section)));
      heading.after(button);
    }
    render(part);
  }

  function unfold(part) {
    part.querySelector(".hb-show")?.remove();
    const text = part.querySelector(".hb-fold");
    text.replaceWith(...text.childNodes);
  }

  function render(part) {
    const isOpen = opened.has(part.dataset.section);
    const text = part.querySelector(".hb-fold");
    if (isOpen) text.removeAttribute("hidden");
    else text.setAttribute("hidden", "until-found"); // so that the browser's own search finds it
    label(part.querySelector(".hb-show"), isOpen, part.querySelector("h2").firstChild.textContent);
    label(all, opened.size === own.length);
  }

  /** Say what a button does; one of several says of which section. */
  function label(button, isOpen, section) {
    if (!button) return;
    const words = section ? prompt : all;
    button.textContent = isOpen ? words.dataset.hide : words.dataset.show;
    button.setAttribute("aria-expanded", isOpen);
    if (section) button.setAttribute("aria-label", `${button.textContent}: ${section}`);
  }

  function open(section, isOpen) {
    if (isOpen) opened.add(section);
    else opened.delete(section);
    for (const part of answer.querySelectorAll(`[data-section="${section}"]`)) render(part);
  }

  /** Open the section that the address names. */
  function openNamed() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = named?.closest(".hb-section");
    if (!part || !isOn()) return;
    open(part.dataset.section, true);
    named.scrollIntoView();
  }

  function think() {
    toggle.setAttribute("aria-pressed", isOn());
    opened.clear();
    for (const part of answer.querySelectorAll("[data-section]")) (isOn() ? fold : unfold)(part);
  }

  toggle.addEventListener("click", () => {
    keep("think-first", page.classList.toggle("hb-think-first"));
    think();
  });
  all.addEventListener("click", () => {
    const isOpen = opened.size < own.length;
    for (const { dataset } of own) open(dataset.section, isOpen);
  });
  // The browser's own search has found something folded.
  answer.addEventListener("beforematch", ({ target }) => open(target.closest("[data-section]").dataset.section, true));
  answer.addEventListener("handbook:added", ({ target }) => {
    if (isOn() && target.dataset.section) fold(target);
  });
  addEventListener("hashchange", openNamed);
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (link?.hash && link.href === location.href) openNamed(); // where the address stays the same
  });
  if (isOn()) {
    think();
    openNamed();
  }

  // ---- Side by side with the other language ----

  const beside = document.getElementById("side-by-side");
  const status = document.getElementById("side-by-side-status");

  async function setBeside(on) {
    beside.setAttribute("aria-pressed", on);
    status.textContent = "";
    try {
      const { show, hide } = await import(new URL("side-by-side.js", scripts));
      if (on) await show(answer, document.getElementById("language-switch"));
      if (!isBeside()) hide(answer); // it may have been switched off meanwhile
    } catch {
      page.classList.remove("hb-side-by-side");
      beside.setAttribute("aria-pressed", false);
      status.textContent = status.dataset.failed;
    }
  }
  const isBeside = () => beside.getAttribute("aria-pressed") === "true";

  if (beside && location.protocol === "file:") { // where a browser loads no modules and fetches nothing
    beside.remove();
    page.classList.remove("hb-side-by-side");
  } else if (beside) {
    beside.addEventListener("click", async () => {
      await setBeside(!isBeside());
      keep("side-by-side", isBeside());
    });
    if (page.classList.contains("hb-side-by-side")) setBeside(true);
  }
}
