// What every page does beyond being read: search, the language switch, and a keyboard's way to
// everything that scrolls or opens.
"use strict";
{
  const assets = new URL("./", document.currentScript.src);

  // Material would ask each language's address for a sitemap of its own. It looks for the exact
  // value; a browser reads words.
  for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel += " ";

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
    await Promise.all([
      loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${bundle}.css` })),
      loaded(Object.assign(document.createElement("script"), { src: `${bundle}.js` })),
    ]);
    const parts = document.getElementById("search-dialog").content.cloneNode(true);
    parts.querySelector("pagefind-config").setAttribute("bundle-path", new URL("search/", assets));
    document.body.append(parts);
    const modal = document.querySelector("pagefind-modal");
    connectFilters(modal, window.PagefindComponents.getInstanceManager().getInstance("default"));
    return modal;
  }

  /** Make the selects narrow the search. */
  function connectFilters(modal, search) {
    const filters = [...modal.querySelectorAll("select")];
    for (const filter of filters) {
      filter.addEventListener("change", () =>
        search.triggerFilter(filter.dataset.filter, filter.value ? [filter.value] : []),
      );
    }
    search.on("search", (term) => {
      // Without a word or a filter Pagefind would show every page.
      modal.toggleAttribute("data-idle", !term && filters.every((filter) => !filter.value));
    });
  }

  async function openSearch() {
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

  /** The id of the section being read, if it is one that both languages have. */
  function sectionHere() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches("h2, li")) {
      const { top } = target.getBoundingClientRect();
      if (top >= 0 && top < innerHeight) return target.id;
    }
    const sections = [...document.querySelectorAll(".md-content h2[id]")];
    return sections.findLast((h2) => h2.getBoundingClientRect().top < innerHeight / 4)?.id;
  }

  const other = document.getElementById("language-switch");
  for (const event of ["click", "auxclick"]) {
    other.addEventListener(event, () => {
      other.search = location.search;
      other.hash = sectionHere() ?? "";
    });
  }

  // ---- The keyboard ----

  const drawer = document.querySelector("label[role=button][for=__drawer]");
  drawer.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      drawer.click();
    }
  });

  // Material wraps the tables when the page has loaded.
  addEventListener("load", () => {
    for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) table.tabIndex = 0;
  });
}
