// The filters of the question index. They combine, and live in the page's address. And an address
// that asks for a random question leads on to one.
"use strict";

const form = document.getElementById("filters");
const filters = [...form.querySelectorAll("select")];
const questions = [...document.querySelectorAll(".hb-question")];
const labels = new Map(filters.flatMap((filter) => [...filter.options].map((o) => [o, o.text])));

const has = (question, name, value) => question.dataset[name].split(" ").includes(value);

/** Whether a question fits every filter, or every one but `except`. */
const fits = (question, except) =>
  filters.every((f) => f === except || !f.value || has(question, f.name, f.value));

/** Show the questions that fit, and beside each option how many it would leave. */
function show() {
  for (const question of questions) question.hidden = !fits(question);
  for (const topic of document.querySelectorAll(".hb-topic")) {
    topic.hidden = !topic.querySelector(".hb-question:not([hidden])");
  }
  for (const filter of filters) {
    const others = questions.filter((question) => fits(question, filter));
    for (const option of [...filter.options].slice(1)) {
      const count = others.filter((q) => has(q, filter.name, option.value)).length;
      option.text = `${labels.get(option)} (${count})`;
      option.disabled = count === 0 && !option.selected;
    }
  }
  const shown = questions.filter((question) => !question.hidden).length;
  document.getElementById("shown").textContent = shown;
  document.getElementById("none-shown").hidden = shown > 0;
}

function readAddress() {
  const wanted = new URLSearchParams(location.search);
  for (const filter of filters) {
    const option = [...filter.options].find((o) => o.value === wanted.get(filter.name));
    (option ?? filter.options[0]).selected = true;
  }
  show();
}

function writeAddress() {
  const address = new URL(location.href);
  address.hash = "";
  for (const filter of filters) {
    if (filter.value) address.searchParams.set(filter.name, filter.value);
    else address.searchParams.delete(filter.name);
  }
  history.pushState(null, "", address);
  show();
}

form.addEventListener("change", writeAddress);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault(); // it comes before the form is reset, and the address is written from it
  for (const filter of filters) filter.value = "";
  writeAddress();
});
addEventListener("popstate", readAddress);
document.addEventListener("handbook:marks", show); // assets/marks.js has read them anew

readAddress();

if (questions.length && new URLSearchParams(location.search).has("random")) {
  const any = questions[Math.floor(Math.random() * questions.length)];
  location.replace(any.querySelector("a").href);
}
