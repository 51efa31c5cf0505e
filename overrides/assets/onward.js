// Where to go on from a question: along the path that the reader follows, and to what is due in
// study mode. Who neither follows a path nor studies loads nothing more.
"use strict";
{
  /** Show the path that is followed alone, if this question is on it. */
  function showPath() {
    const paths = [...document.querySelectorAll("[data-path]")];
    const followed = paths.some((path) => path.dataset.path === handbook.read("path"));
    for (const path of paths) path.hidden = followed && path.dataset.path !== handbook.read("path");
  }

  /** The ids of the cards that are due, the one due longest first. */
  async function dueIds() {
    const states = Object.entries(JSON.parse(handbook.read("study"))?.cards ?? {});
    if (!states.length) return [];
    const { dueFrom } = await import("./study/due.js");
    return states
      .filter(([, state]) => dueFrom(state) <= Date.now())
      .sort(([, a], [, b]) => a.due - b.due)
      .map(([id]) => id);
  }

  async function showDue() {
    const line = document.getElementById("next-due");
    const { root, cards } = line.dataset;
    let due = await dueIds();
    if (!due.length) return;
    const { loadCards } = await import("./practice/cards.js");
    const byId = new Map((await loadCards(cards)).map((card) => [card.id, card]));
    // Not those whose question is gone; if the cards cannot be loaded, the number is all there is.
    if (byId.size) due = due.filter((id) => byId.has(id));
    const here = document.getElementById("marking").dataset.id;
    const next = byId.get(due.find((id) => id !== here));
    if (next) {
      const link = line.querySelector("a");
      link.textContent = next.title;
      link.href = new URL(next.address, new URL(root.replace(/\/?$/, "/"), location.href));
    }
    line.firstElementChild.hidden = !next;
    line.querySelector("strong").textContent = due.length;
    line.hidden = !due.length;
  }

  showPath();
  addEventListener("storage", showPath);
  addEventListener("pageshow", showPath); // the reader comes back from a path
  // From disk a browser loads no modules and fetches nothing. Progress that cannot be read is study
  // mode's to mend.
  if (location.protocol !== "file:") showDue().catch(() => {});
}
