// What the search dialog has beyond Pagefind's components: filters with counts, recent searches, and
// help where nothing is found.

import { forget, keep, recent } from "./recent.js";

/** A search for less than this is none to remember. */
const SHORTEST = 2;

/** Make the dialog's own parts work with the search of the components. */
export function connect(modal, search) {
  const input = modal.querySelector("input");
  const filters = [...modal.querySelectorAll("select")];

  function type(term) {
    input.value = term;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }

  /** A button that types a term. */
  function offer(term) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: term });
    button.addEventListener("click", () => type(term));
    return button;
  }

  search.on("search", (term) => {
    // Without a word or a filter Pagefind would show every page.
    modal.toggleAttribute("data-idle", !term && filters.every((filter) => !filter.value));
  });
  connectFilters(filters, search);
  connectHelp(modal, search, filters, offer);
  connectRecent(modal, search, input, offer);
  connectArrows(modal, input);
}

/** Make the selects narrow the search, and show beside each option how many it would leave. */
function connectFilters(filters, search) {
  const labels = new Map(filters.flatMap((filter) => [...filter.options].map((o) => [o, o.text])));
  for (const filter of filters) {
    filter.addEventListener("change", () =>
      search.triggerFilter(filter.dataset.filter, filter.value ? [filter.value] : []),
    );
  }
  search.on("results", ({ counts }) => {
    for (const filter of filters) {
      for (const option of [...filter.options].slice(1)) {
        const count = counts?.[filter.dataset.filter]?.[option.value] ?? 0;
        option.text = `${labels.get(option)} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
  });
}

/** Say what was searched for instead of a misspelt word; if nothing was found, offer terms, or to
    search without the filters. */
function connectHelp(modal, search, filters, offer) {
  const [instead, nearest, unfiltered] = modal.querySelector(".hb-search-help").children;
  search.on("results", ({ corrected, alike, results, unfiltered: all }) => {
    instead.hidden = !corrected;
    instead.querySelector("b").textContent = corrected ?? "";
    nearest.hidden = !alike?.length;
    nearest.querySelector("span").replaceChildren(...(alike ?? []).map(offer));
    unfiltered.hidden = results.length > 0 || !all;
  });
  unfiltered.querySelector("button").addEventListener("click", () => {
    for (const filter of filters) filter.value = "";
    search.triggerFilters({});
    modal.querySelector("input").focus(); // the button goes
  });
}

/** Keep what was looked for and found, and offer it while nothing is typed. */
function connectRecent(modal, search, input, offer) {
  const box = modal.querySelector(".hb-searches");
  let found = "";

  function show() {
    const terms = recent();
    box.hidden = !terms.length;
    const items = terms.map((term) => {
      const item = document.createElement("li");
      item.append(offer(term));
      return item;
    });
    box.querySelector("ul").replaceChildren(...items);
  }

  function remember() {
    const term = input.value.trim();
    if (term.length < SHORTEST || term !== found) return;
    keep(term);
    show();
  }

  search.on("results", ({ results }) => {
    found = results.length ? search.searchTerm.trim() : "";
  });
  const results = modal.querySelector("pagefind-results");
  for (const event of ["click", "auxclick"]) {
    results.addEventListener(event, ({ target }) => target.closest("a") && remember());
  }
  modal.querySelector("dialog").addEventListener("close", remember);
  box.querySelector(":scope > button").addEventListener("click", () => {
    forget();
    show();
    input.focus(); // the button goes
  });
  show();
}

/** Let the arrows walk from the input through the offered terms, as they do through results. */
function connectArrows(modal, input) {
  const offered = () =>
    [...modal.querySelectorAll(".hb-searches li button, .hb-search-help span button")].filter((each) =>
      each.checkVisibility(),
    );
  modal.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = [input, ...offered()];
    const here = places.indexOf(event.target);
    if (!step || here < 0 || places.length < 2) return;
    event.preventDefault();
    places[here + step]?.focus();
  });
}
