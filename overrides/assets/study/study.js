// The page of study mode: the choice of cards, a session, statistics, and progress in and out.

import { section } from "../practice/answers.js";
import { loadCards } from "../practice/cards.js";
import { mergedMarks } from "./marks.js";
import * as schedule from "./schedule.js";
import * as store from "./store.js";

const id = (name) => document.getElementById(name);
const now = () => Date.now(); // the only clock of this page

const study = id("study-mode");
const form = id("choice");
const language = document.documentElement.lang;
const root = new URL(`${study.dataset.root.replace(/\/?$/, "/")}`, location.href);

let cards = []; // until they are loaded, which the page waits for before it shows anything
let progress = schedule.empty();
let session = null; // { card, graded: [ids] }, or null while nobody studies

// ---- Saying things: all words stand in the page, hidden until they are true ----

/** Of the notices in a container, show this one alone. */
function say(container, name) {
  for (const notice of container.querySelectorAll("[data-notice]")) {
    notice.hidden = notice.dataset.notice !== name;
  }
}

const inline = (text) => Object.assign(document.createElement("span"), { textContent: text });

const date = (time, options) => new Intl.DateTimeFormat(language, options).format(time);

/** How long something takes, in the largest unit that says it well. */
function duration(milliseconds) {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  const days = minutes / (24 * 60);
  const [value, unit] =
    minutes < 60 ? [minutes, "minute"] : days < 1 ? [minutes / 60, "hour"]
    : days < 31 ? [days, "day"] : days < 365 ? [days / 30.4375, "month"] : [days / 365.25, "year"];
  const digits = days < 31 ? 0 : 1;
  return new Intl.NumberFormat(language, {
    style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits,
  }).format(value);
}

// ---- Progress, read anew before each change: another tab may have studied too ----

/** Read the progress; return whether there is one that may be written over. */
function load() {
  const { progress: read, problem } = store.read();
  progress = read ?? schedule.empty();
  const readable = read !== undefined;
  if (problem || !readable) say(id("notices"), problem);
  else if (["corrupt", "newer"].some((name) => !notice(name).hidden)) say(id("notices"));
  id("rescue").hidden = readable;
  for (const part of ["start", "export", "import"]) id(part).disabled = !readable;
  id("import-label").toggleAttribute("data-disabled", !readable);
  return readable;
}

const notice = (name) => id("notices").querySelector(`[data-notice=${name}]`);

/** Change the progress, and say so if the browser does not keep the change. */
function change(changed) {
  if (!load()) return false;
  progress = changed(progress);
  say(id("notices"), store.write(progress));
  return true;
}

// ---- The choice ----

const ticked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map(({ value }) => value);

const choice = () => ({
  from: form.from.value,
  level: ticked("level"),
  topic: ticked("topic"),
  tag: ticked("tag"),
  fresh: form.fresh.value,
  reviews: form.reviews.value,
  keys: id("use-keys").checked,
});

function showChoice({ from = "", level = [], topic = [], tag = [], fresh, reviews, keys = true }) {
  form.from.value = from;
  if (form.from.selectedIndex < 0) form.from.value = "";
  for (const [name, wanted] of Object.entries({ level, topic, tag })) {
    for (const box of form.querySelectorAll(`[name=${name}]`)) {
      box.checked = wanted.includes(box.value);
      if (box.checked) box.closest("details").open = true;
    }
  }
  for (const [name, value] of Object.entries({ fresh, reviews })) {
    if (value !== undefined) form[name].value = value;
  }
  id("use-keys").checked = keys;
}

/** What the reader chose the last time; the address, if it asks for cards, says which. */
function wanted() {
  const address = new URLSearchParams(location.search);
  const kept = store.readChoice();
  if (!["path", "list", "topic", "level", "tag"].some((name) => address.has(name))) return kept;
  const from = ["path", "list"].find((name) => address.has(name));
  return {
    ...kept,
    from: from ? `${from} ${address.get(from)}` : "",
    level: address.getAll("level"),
    topic: address.getAll("topic"),
    tag: address.getAll("tag"),
  };
}

const limits = () => ({ fresh: Number(form.fresh.value), reviews: Number(form.reviews.value) });

function chosenCards() {
  const [kind, name] = form.from.value.split(" ");
  return schedule.chosen(cards, {
    topics: ticked("topic"),
    levels: ticked("level"),
    tags: ticked("tag"),
    list: kind === "list" ? name : undefined,
    path: kind === "path" ? form.from.selectedOptions[0].dataset.questions.split(" ") : undefined,
  });
}

/** What is left of the choice for today. */
const queue = () => schedule.queue(progress, chosenCards(), limits(), now());

function showWaiting() {
  const { due, fresh, ahead } = queue();
  const counts = { chosen: chosenCards().length, due: due.length + ahead.length, fresh: fresh.length };
  for (const place of id("waiting").querySelectorAll("[data-count]")) {
    place.textContent = counts[place.dataset.count];
  }
  const left = counts.due + counts.fresh;
  id("nothing-fits").hidden = counts.chosen > 0;
  id("nothing-left").hidden = counts.chosen === 0 || left > 0;
  id("start").disabled = left === 0 || !id("rescue").hidden;
}

// ---- A session ----

function showSession(running) {
  for (const part of [form, id("statistics"), id("progress")]) part.hidden = running;
  id("study-intro").classList.toggle("hb-study-running", running);
  id("session").hidden = !running;
}

function start() {
  if (!load()) return;
  store.writeChoice(choice());
  session = { card: undefined, graded: [] };
  showSession(true);
  next();
}

function end() {
  session = null;
  showSession(false);
  refresh();
  id(id("start").disabled ? "study-statistics" : "start").focus();
}

/** Show the card that comes now, or that none is left. */
function next() {
  const { due, fresh, ahead } = queue();
  showQuestion(due[0] ?? fresh[0] ?? ahead[0]);
}

function showLeft() {
  const { due, fresh, ahead } = queue();
  id("session").querySelector("[data-left=due]").textContent = due.length + ahead.length;
  id("session").querySelector("[data-left=fresh]").textContent = fresh.length;
  id("undo").disabled = session.graded.length === 0;
}

const label = (name, value) => form.querySelector(`[name=${name}][value="${value}"]`).parentElement.textContent.trim();

function showQuestion(card) {
  session.card = card;
  showLeft();
  id("card").hidden = !card;
  id("finished").hidden = Boolean(card);
  if (!card) return showFinished();
  id("card-title").textContent = card.title;
  id("card-topic").textContent = label("topic", card.topic);
  id("card-level").textContent = label("level", card.level);
  id("card-level").className = `hb-level hb-level--${card.level}`;
  id("card-page").href = new URL(card.address, root);
  id("reveal").hidden = false;
  id("back").hidden = true;
  id("card-title").focus();
}

function showFinished() {
  id("graded").textContent = session.graded.length;
  const time = schedule.comesNext(progress, chosenCards(), limits(), now());
  id("next-due").hidden = !Number.isFinite(time);
  if (Number.isFinite(time)) {
    const today = time < schedule.dayAfter(now(), 1);
    id("next-due").querySelector("strong").textContent =
      date(time, today ? { timeStyle: "short" } : { dateStyle: "full" });
  }
  id("finished").focus();
}

async function reveal() {
  const { card } = session;
  const shown = () => session?.card === card && !id("back").hidden;
  const times = schedule.intervals(progress.cards[card.id], now());
  id("grades").querySelectorAll(".hb-study__interval").forEach((place, index) => {
    place.textContent = duration(times[index]);
  });
  id("reveal").hidden = true;
  id("answer").replaceChildren();
  id("not-loaded").hidden = true;
  id("loading").hidden = false;
  id("back").hidden = false;
  id("answer").focus({ preventScroll: true });
  try {
    const short = await section(new URL(card.address, root).href, "short-answer");
    if (shown()) id("answer").replaceChildren(short);
  } catch {
    if (shown()) id("not-loaded").hidden = false;
  }
  if (shown()) id("loading").hidden = true;
}

function grade(value) {
  const { card } = session;
  if (!change((before) => schedule.graded(before, card.id, value, now()))) return;
  session.graded.push(card.id);
  next();
}

/** Take the last grade back, and let the reader grade that card again. */
function undo() {
  const last = session.graded.at(-1);
  if (!last || !change((before) => schedule.undone(before, last))) return;
  session.graded.pop();
  showQuestion(cards.find((card) => card.id === last));
  reveal();
}

// ---- Keys ----

function press(event) {
  const { key, target } = event;
  if (!session || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target.closest("input, select, textarea, [contenteditable]")) return;
  const revealed = session.card && !id("back").hidden;
  let act;
  if (key === "?") act = () => id("keys").showModal(); // even if unused: the keys are switched on there
  else if (!id("use-keys").checked) return;
  // On a button or a link the space bar does what it always does.
  else if (key === " " && session.card && !revealed && !target.closest("button, a, summary")) act = reveal;
  else if (key === "u") act = undo;
  else if (revealed && !event.repeat && schedule.GRADES.includes(Number(key))) act = () => grade(Number(key));
  if (!act) return;
  event.preventDefault();
  act();
}

// ---- Statistics ----

function row(heading, ...cells) {
  const line = document.createElement("tr");
  const first = Object.assign(document.createElement("th"), { scope: "row", textContent: heading });
  line.append(first, ...cells.map((content) => {
    const cell = document.createElement("td");
    cell.append(content);
    return cell;
  }));
  return line;
}

/** A number, and beside it a bar for the eye. */
function bar(count, most) {
  const both = document.createElement("span");
  const drawn = Object.assign(document.createElement("progress"), { max: Math.max(most, 1), value: count });
  drawn.ariaHidden = "true";
  both.append(drawn, inline(count));
  both.className = "hb-study__measure";
  return both;
}

function showStatistics() {
  const { forecast, reviews, today, retention, topics } = schedule.statistics(progress, cards, now());
  const share = new Intl.NumberFormat(language, { style: "percent" });
  const figures = {
    due: forecast[0].count,
    reviews,
    today,
    retention: retention.of ? share.format(retention.kept / retention.of) : "–",
    kept: `${retention.kept}/${retention.of}`,
  };
  for (const place of id("statistics").querySelectorAll("[data-figure]")) {
    place.textContent = figures[place.dataset.figure];
  }
  const most = Math.max(...forecast.map(({ count }) => count));
  id("forecast").replaceChildren(...forecast.map(({ day, count }) =>
    row(date(day, { weekday: "short", month: "short", day: "numeric" }), bar(count, most))));
  id("topics").replaceChildren(...topics.map(({ topic, fresh, learning, known }) =>
    row(label("topic", topic), fresh, learning, known)));
}

// ---- Progress in and out ----

function download(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const day = new Date(now()).toLocaleDateString("en-CA"); // 2026-11-22
  Object.assign(document.createElement("a"), { href: address, download: `study-${day}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function importFile(file) {
  const { progress: theirs, marks, problem } = schedule.parsed(await file.text());
  let added = 0;
  const add = (ours) => {
    const both = schedule.merged(ours, theirs);
    const had = new Set(ours.reviews.map(schedule.keyOf));
    added = both.reviews.filter((review) => !had.has(schedule.keyOf(review))).length;
    return both;
  };
  if (!problem && !change(add)) return;
  if (!problem) addMarks(marks);
  id("added").textContent = added;
  say(id("import-result"), problem ?? "imported");
  refresh();
}

function addMarks(theirs) {
  const ours = store.readMarks();
  const both = mergedMarks(ours, theirs);
  const changed = Object.keys(both).filter((id) => both[id].mark !== (ours[id]?.mark ?? null));
  if (Object.keys(theirs).length) {
    const problem = store.writeMarks(both);
    if (problem) say(id("notices"), problem);
  }
  id("marks-changed").textContent = changed.length;
}

// ---- The page ----

/** Show what is stored now. */
function refresh() {
  const readable = load();
  if (session && !readable) {
    session = null;
    showSession(false);
  }
  if (session) return showLeft();
  showWaiting();
  showStatistics();
}

form.addEventListener("input", () => {
  store.writeChoice(choice());
  showWaiting();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
id("reveal").addEventListener("click", reveal);
id("undo").addEventListener("click", undo);
id("end").addEventListener("click", end);
id("grades").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) grade(Number(button.value));
});
id("show-keys").addEventListener("click", () => id("keys").showModal());
id("use-keys").addEventListener("change", () => store.writeChoice(choice()));
document.addEventListener("keydown", press);
id("export").addEventListener("click", () => download(JSON.stringify({ ...progress, marks: store.readMarks() })));
id("import").addEventListener("change", ({ target }) => {
  importFile(target.files[0]);
  target.value = ""; // so that the same file can be chosen again
});
id("export-stored").addEventListener("click", () => {
  download(store.stored());
  id("delete-stored").disabled = false;
});
id("delete-stored").addEventListener("click", () => {
  store.clear();
  id("delete-stored").disabled = true;
  refresh();
  id("start").focus();
});
store.onChange(refresh);
document.addEventListener("visibilitychange", () => document.hidden || refresh()); // the next day

cards = await loadCards(study.dataset.cards);
id("needs-script").hidden = true;
if (cards.length) {
  showChoice(wanted());
  refresh();
  study.hidden = false;
} else {
  id("no-cards").hidden = false;
}
