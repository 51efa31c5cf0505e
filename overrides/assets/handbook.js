// What every page does beyond being read: search, the language switch, the menu, and formulas.
"use strict";
{
  const assets = new URL("./", document.currentScript.src);

  // ---- Search: Pagefind's components, loaded at the first use ----

  const button = document.getElementById("search-button");
  let dialog;

  const loaded = (element) =>
    new Promise((resolve, reject) => {
      element.addEventListener("load", resolve);
      element.addEventListener("error", reject);
      document.head.append(element);
    });

  /** Load Pagefind and return its dialog, closed. */
  async function makeDialog() {
    const bundle = new URL("../pagefind/pagefind-component-ui", assets);
    const style = (href) => loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    const [{ connect }] = await Promise.all([
      import(new URL("search/dialog.js", assets)),
      style(`${bundle}.css`).then(() => style(new URL("search/dialog.css", assets))),
      loaded(Object.assign(document.createElement("script"), { src: `${bundle}.js` })),
    ]);
    const parts = document.getElementById("search-dialog").content.cloneNode(true);
    parts.querySelector("pagefind-config").setAttribute("bundle-path", new URL("search/", assets));
    document.body.append(parts);
    const modal = document.querySelector("pagefind-modal");
    const search = window.PagefindComponents.getInstanceManager().getInstance("default");
    connect(modal, search);
    // Once loaded, the components search for nothing, and forget what was typed meanwhile.
    search.triggerLoad().then(() => {
      const typed = modal.querySelector("input").value;
      if (typed) search.triggerSearch(typed);
    });
    return modal;
  }

  async function openSearch() {
    if (location.protocol === "file:") { // where a browser loads no modules and fetches nothing
      document.getElementById("no-search").showModal();
      return;
    }
    dialog ??= makeDialog();
    (await dialog).open();
  }

  button.hidden = false;
  button.addEventListener("click", openSearch);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (command || slash) {
      event.preventDefault();
      openSearch();
    }
  });

  // ---- The language switch keeps the section, and the filters of the question index ----

  /** The id of the section being read, of those that both languages have. */
  function sectionHere() {
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 1;
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    // The last sections of a page may be too short to come to the top of the window.
    if (atEnd && named?.matches("h2") && named.getBoundingClientRect().top > 0) return named.id;
    const sections = [...document.querySelectorAll(".md-content h2[id], .hb-list > li[id]")];
    const begun = (each) => each.checkVisibility() && each.getBoundingClientRect().top < innerHeight / 4;
    return sections.findLast(begun)?.id;
  }

  const other = document.getElementById("language-switch");
  for (const event of ["click", "auxclick"]) {
    other.addEventListener(event, () => {
      other.search = location.search;
      other.hash = sectionHere() ?? "";
    });
  }

  // ---- The menu of narrow screens ----

  const menu = document.getElementById("menu");
  const drawer = document.getElementById("__drawer");

  menu.hidden = false;
  menu.addEventListener("click", () => {
    drawer.click();
    if (drawer.checked) document.querySelector(".md-nav--primary a").focus();
  });
  drawer.addEventListener("change", () => menu.setAttribute("aria-expanded", drawer.checked));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) {
      drawer.click();
      menu.focus();
    }
  });

  // ---- Formulas: no punctuation mark after one starts a line ----

  function keepTogether(part) {
    for (const formula of part.querySelectorAll(":not(.katex-display) > .katex")) {
      const after = formula.nextSibling;
      const mark = after?.nodeType === Node.TEXT_NODE && /^[,.:;!?)\]，。、：；！？）」”’]+/.exec(after.data);
      if (!mark) continue;
      after.splitText(mark[0].length);
      const together = Object.assign(document.createElement("span"), { className: "hb-together" });
      formula.before(together);
      together.append(formula, after);
    }
  }
  keepTogether(document);
  // What comes into the page later, such as the other language beside this one.
  document.addEventListener("handbook:added", ({ target }) => keepTogether(target));
}
