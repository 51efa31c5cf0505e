// The filters of the question index. They combine, and live in the page's address. And an address
// that asks for a random question leads on to one. A book too large for a page lists its topics there;
// the questions that fit are made of the cards of study mode, which are fetched when they are needed.
"use strict";

const form = document.getElementById("filters");
const filters = [...form.querySelectorAll("select")];
let questions = [...document.querySelectorAll(".hb-question")];
const labels = new Map(filters.flatMap((filter) => [...filter.options].map((o) => [o, o.text])));

const has = (question, name, value) => question.dataset[name].split(" ").includes(value);

/** Whether a question fits every filter, or every one but `except`. */
const fits = (question, except) =>
  filters.every((f) => f === except || !f.value || has(question, f.name, f.value));

/** The list of a book too large for a page. */
const found = document.getElementById("found");
const template = found?.querySelector("template");

/** How many of the questions that fit it shows. */
const MOST_FOUND = 200;

function itemOf({ title, address, topic, level, tags, lists }) {
  const item = template.content.firstElementChild.cloneNode(true);
  Object.assign(item.dataset, { topic, level, tag: tags.join(" "), list: lists.join(" ") });
  const link = item.querySelector("a");
  link.textContent = title;
  link.href = new URL(`../${address}`, new URL(found.dataset.cards, location));
  const label = item.querySelector(".hb-level");
  label.classList.add(`hb-level--${level}`);
  label.textContent = labels.get([...form.elements.level.options].find((o) => o.value === level));
  return item;
}

/** Fetch the questions, unless they are there. */
async function load() {
  if (!found || questions.length) return;
  try {
    questions = (await (await fetch(found.dataset.cards)).json()).map(itemOf);
  } catch {
    document.getElementById("no-cards").hidden = false;
  }
}

/** List the questions that fit in place of the topics, once a filter asks for some. */
async function showFound() {
  if (isAsked()) await load();
  found.hidden = !isAsked();
  for (const topic of document.querySelectorAll(".hb-topic")) topic.hidden = isAsked();
  if (!questions.length) return;
  const fitting = questions.filter((question) => fits(question));
  const listed = fitting.slice(0, MOST_FOUND);
  found.replaceChildren(...listed);
  count(fitting.length, listed.length);
}

const isAsked = () => filters.some(({ value }) => value);

/** Show the questions that fit. */
function show() {
  if (found) return void showFound();
  for (const question of questions) question.hidden = !fits(question);
  for (const topic of document.querySelectorAll(".hb-topic")) {
    topic.hidden = !topic.querySelector(".hb-question:not([hidden])");
  }
  count(questions.filter((question) => !question.hidden).length);
}

/** Say how many fit, of which so many are listed, and beside each option how many it would leave. */
function count(fitting, listed = fitting) {
  for (const filter of filters) {
    const counts = new Map();
    for (const question of questions.filter((each) => fits(each, filter))) {
      for (const value of question.dataset[filter.name].split(" ")) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const option of [...filter.options].slice(1)) {
      const left = counts.get(option.value) ?? 0;
      option.text = `${labels.get(option)} (${left})`;
      option.disabled = left === 0 && !option.selected;
    }
  }
  document.getElementById("shown").textContent = listed < fitting ? `${listed} / ${fitting}` : fitting;
  document.getElementById("none-shown").hidden = fitting > 0;
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

async function leadOn() {
  await load();
  const any = questions[Math.floor(Math.random() * questions.length)];
  if (any) location.replace(any.querySelector("a").href);
}

if (new URLSearchParams(location.search).has("random")) leadOn();
