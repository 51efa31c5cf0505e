// Finding a term of the glossary, in whichever language it is typed.
"use strict";
{
  const form = document.getElementById("find");
  const terms = [...document.querySelectorAll(".hb-term")];
  const plain = (text) => text.toLowerCase().replace(/[\s-]+/g, "");
  const names = new Map(terms.map((term) => [term, plain(term.querySelector("dt").textContent)]));

  /** Show the terms whose name has what is typed. */
  function show() {
    const typed = plain(form.term.value);
    for (const term of terms) term.hidden = !names.get(term).includes(typed);
    for (const topic of document.querySelectorAll(".hb-topic")) {
      topic.hidden = !topic.querySelector(".hb-term:not([hidden])");
    }
    document.getElementById("none-shown").hidden = terms.some((term) => !term.hidden);
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
