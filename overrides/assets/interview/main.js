// The mock interview: a form, its questions one by one, the result. The settings live in the page's
// address, and how far one is in the tab's session storage: both languages share it, a new tab not.

import { anySeed, draw, fitting, readSettings, writeQuery } from "./draw.js";
import { about, addressOf, answer, cards, filled, linkTo, make, part, root, setup } from "./page.js";
import { showResult, showSheet } from "./report.js";
import { elapsed, fresh, reading, started, stopped } from "./timing.js";

const STORED = "interview";
const KEYS_OFF = "interview-keys-off";

/** What the browser keeps, or null. It may be told to keep nothing: then a reload begins anew. */
function kept(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

const byId = (id) => document.getElementById(id);
const run = byId("run");
const button = (name) => run.querySelector(`[data-do="${name}"]`);

let settings = readSettings(location.search, cards);
let set = []; // what is asked: { card, followUps }
let state; // what is stored: the settings' query, where one is, and an entry for each question
let wasOver = false;

// ---- Views ----

const views = ["setup", "run", "result", "sheet"].map(byId);
const viewNow = () => views.find((view) => !view.hidden)?.id;

function show(id) {
  for (const view of views) view.hidden = view.id !== id;
  byId("link-note").hidden = id === "run";
  byId("said").textContent = "";
}

/** Where reading goes on, for a screen reader and for the keys. */
const goTo = (heading) => heading.focus({ preventScroll: false });

// ---- The form ----

function fillForm() {
  for (const name of ["questions", "minutes", "seed", "path"]) setup[name].value = settings[name];
  for (const box of setup.querySelectorAll("[type=checkbox]")) {
    box.checked = settings[box.name === "level" ? "levels" : "topics"].includes(box.value);
  }
  showFit();
}

/** Settings of the form; the address follows it, so that it can be sent, or read in Chinese. */
function readForm() {
  settings = readSettings(new URLSearchParams(new FormData(setup)), cards);
  history.replaceState(null, "", writeQuery(settings));
  showFit();
}

function showFit() {
  const count = fitting(cards, settings).length;
  byId("fit").textContent = count;
  byId("fewer").hidden = count >= settings.questions;
  byId("topics").disabled = Boolean(settings.path);
  for (const each of setup.querySelectorAll("button:not([data-do=link])")) each.disabled = count === 0;
}

setup.addEventListener("input", readForm);
// Out of its limits a number counts as the nearest within; here it also looks so.
setup.addEventListener("change", fillForm);
setup.addEventListener("submit", (event) => {
  event.preventDefault();
  readForm();
  begin();
});

// ---- The run: what is stored ----

const entry = () => state.entries[state.at];
const isRunning = () => viewNow() === "run" && !state.paused && !entry().shown;

/** Store where one is. No clock runs in what is stored, for nobody knows when it is read again. */
function save() {
  const entries = state.entries.map((each) => ({ ...each, clock: stopped(each.clock, Date.now()) }));
  kept(() => sessionStorage.setItem(STORED, JSON.stringify({ ...state, entries })));
}

/** Let the clock of the question run, if anything is to be measured. */
function wind() {
  if (isRunning()) entry().clock = started(entry().clock, Date.now());
}

function halt() {
  entry().clock = stopped(entry().clock, Date.now());
}

function begin() {
  set = draw(cards, settings);
  const entries = set.map(() => ({ clock: fresh(), shown: false, score: null, note: "" }));
  state = { query: writeQuery(settings), view: "run", at: 0, paused: false, entries };
  ask(0);
}

/** Go on where this tab was, if it was in the interview of this address. */
function resume() {
  const stored = kept(() => JSON.parse(sessionStorage.getItem(STORED)));
  if (stored?.query !== writeQuery(settings)) return false;
  set = draw(cards, settings);
  if (set.length !== stored.entries.length) return false; // the book has changed meanwhile
  state = stored;
  if (state.view === "result") finish();
  else ask(state.at);
  return true;
}

// ---- The run: what is shown ----

function ask(index) {
  if (viewNow() === "run") halt();
  state.at = index;
  state.view = "run";
  show("run");
  wind();
  save();

  const { card, followUps } = set[index];
  const progress = byId("progress");
  progress.textContent = filled(progress.dataset.text, index + 1, set.length);
  run.querySelector("h2").textContent = card.title;
  byId("about").replaceChildren(...about(card));
  byId("note").value = entry().note;
  byId("whole").href = addressOf(card);
  part(run, "follow-ups").replaceChildren(...followUps.map(followUp));
  byId("follow-ups").hidden = !followUps.length;
  button("previous").disabled = index === 0;
  button("next").disabled = index === set.length - 1;
  byId("time-up").textContent = "";
  wasOver = clockReading().over;
  showScore();
  showClock();
  showAnswer();
  goTo(run.querySelector("h2"));
}

const clockReading = () => reading(elapsed(entry().clock, Date.now()), settings.minutes * 60_000);

/** The timer is no live region: the end of the time is said once, not each second. */
function showClock() {
  const { over, text } = clockReading();
  byId("timer").textContent = text;
  byId("timer").classList.toggle("hb-interview__timer--over", over);
  if (over && !wasOver) byId("time-up").textContent = byId("time-up").dataset.text;
  wasOver = over;
  byId("paused").hidden = !state.paused || entry().shown;
  button("pause").hidden = entry().shown;
  button("pause").textContent = state.paused ? button("pause").dataset.resume : button("pause").dataset.pause;
}

function showScore() {
  for (const each of run.querySelectorAll("[data-score]")) {
    each.setAttribute("aria-pressed", Number(each.dataset.score) === entry().score);
  }
}

async function showAnswer() {
  const box = byId("answer");
  box.hidden = !entry().shown;
  button("show").hidden = entry().shown;
  if (entry().shown) await fill(set[state.at].card, part(box, "short"), part(box, "mistakes"));
}

/** Put a card's answer into its place; what goes wrong is said there. */
async function fill(card, short, mistakes) {
  const { loading, failed } = byId("answer").dataset;
  short.replaceChildren(make("p", {}, loading));
  mistakes.replaceChildren();
  let found;
  try {
    found = await answer(card);
  } catch {
    found = { short: make("p", {}, failed, " ", linkTo(card)), mistakes: "" };
  }
  // Meanwhile another question may have come.
  if (short.isConnected && (short.closest("details") || set[state.at].card === card)) {
    short.replaceChildren(found.short);
    mistakes.replaceChildren(found.mistakes);
  }
}

/** A follow-up: the question, and on request its short answer. */
function followUp(card) {
  const short = make("div", {});
  const details = make("details", {}, make("summary", {}, card.title), short, make("p", {}, linkTo(card)));
  details.addEventListener("toggle", () => fill(card, short, make("div", {})), { once: true });
  return details;
}

// ---- The run: what a reader does ----

function reveal() {
  if (entry().shown) return;
  halt();
  entry().shown = true;
  save();
  showClock();
  showAnswer();
  goTo(byId("answer").querySelector("h3"));
}

function pause() {
  if (entry().shown) return;
  state.paused = !state.paused;
  if (state.paused) halt();
  else wind();
  save();
  showClock();
}

function score(points) {
  entry().score = points;
  save();
  showScore();
}

function move(by) {
  if (set[state.at + by]) ask(state.at + by);
}

function finish() {
  if (viewNow() === "run") halt();
  state.view = "result";
  show("result");
  save();
  showResult(set.map(({ card }, i) => ({ card, ...state.entries[i], spent: state.entries[i].clock.spent })));
  goTo(byId("result").querySelector("h2"));
}

function restart() {
  kept(() => sessionStorage.removeItem(STORED));
  state = undefined;
  settings = { ...settings, seed: anySeed() };
  history.replaceState(null, "", writeQuery(settings));
  show("setup");
  fillForm();
  goTo(setup.questions);
}

async function openSheet() {
  show("sheet");
  goTo(byId("sheet").querySelector("h2"));
  await showSheet(draw(cards, settings), settings);
}

async function copyLink() {
  const said = byId("said");
  try {
    await navigator.clipboard.writeText(location.href);
    said.textContent = said.dataset.copied;
  } catch {
    said.textContent = `${said.dataset.notCopied} ${location.href}`;
  }
}

const actions = {
  back: () => ask(state.at),
  close: () => (state ? finish() : show("setup")),
  finish,
  keys: () => byId("keys").showModal(),
  link: copyLink,
  new: restart,
  next: () => move(1),
  pause,
  previous: () => move(-1),
  print: () => print(),
  sheet: openSheet,
  show: reveal,
};

root.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do], [data-score]");
  if (pressed?.dataset.do) actions[pressed.dataset.do]();
  else if (pressed) score(Number(pressed.dataset.score));
});
byId("note").addEventListener("input", () => {
  entry().note = byId("note").value;
  save();
});

// ---- Keys, which a reader who speaks to the computer can turn off ----

const keys = { " ": reveal, ArrowLeft: actions.previous, ArrowRight: actions.next, p: pause, "?": actions.keys };
const keysOn = byId("keys-on");

keysOn.checked = !kept(() => localStorage.getItem(KEYS_OFF));
keysOn.addEventListener("change", () => {
  kept(() => (keysOn.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "1")));
});

document.addEventListener("keydown", (event) => {
  if (viewNow() !== "run" || !keysOn.checked || document.querySelector("dialog[open]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const own = event.key === " " ? "button, a, summary, " : ""; // what a key does there by itself
  if (event.target.closest(`${own}input, select, textarea, [contenteditable]`)) return;
  if (event.key === " " && entry().shown) return; // it scrolls
  const action = /^[0-3]$/.test(event.key) ? () => score(Number(event.key)) : keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// ---- The clock, which stands still while nobody is on the page ----

setInterval(() => {
  if (viewNow() === "run") showClock();
}, 250);

addEventListener("pagehide", () => {
  if (!state) return;
  halt();
  save();
});
addEventListener("pageshow", (event) => {
  if (event.persisted && state) wind();
});

byId("needs-script").hidden = true;
if (cards.length) {
  history.replaceState(null, "", writeQuery(settings) + location.hash);
  root.hidden = false;
  fillForm();
  if (!resume()) show("setup");
} else {
  byId("no-cards").hidden = false;
}
