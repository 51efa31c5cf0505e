// What comes after an interview, or instead of one: the result, and the interviewer's sheet.

import { about, answer, filled, linkTo, make, nameOf, part } from "./page.js";
import { minutes } from "./timing.js";

const result = document.getElementById("result");
const sheet = document.getElementById("sheet");

/** Scores of less than this call for another reading. */
const GOOD = 2;

const seconds = (milliseconds) => Math.round(milliseconds / 1000);
const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);
const isScored = ({ score }) => score !== null;
const scores = (entries) => entries.filter(isScored).map(({ score }) => score);

/** Show the result of `{ card, score, note, spent }`, one for each question. */
export function showResult(entries) {
  const given = scores(entries);
  const total = document.getElementById("total");
  total.textContent = filled(
    total.dataset.text, sum(given), 3 * given.length, given.length, entries.length,
  );

  rows("by-question", entries, (entry) => [
    linkTo(entry.card),
    isScored(entry) ? entry.score : result.dataset.unscored,
    minutes(seconds(entry.spent)),
    entry.note,
  ]);

  const topics = new Set(entries.map(({ card }) => card.topic));
  rows("by-topic", topics, (topic) => {
    const here = entries.filter(({ card }) => card.topic === topic);
    const points = scores(here);
    const average = points.length ? (sum(points) / points.length).toFixed(1) : result.dataset.unscored;
    return [nameOf(topic), here.length, average];
  });

  const weak = entries.filter((entry) => !isScored(entry) || entry.score < GOOD);
  const again = document.getElementById("again");
  again.replaceChildren(...weak.map(({ card }) => make("li", {}, linkTo(card))));
  document.getElementById("none-again").hidden = weak.length > 0;
}

/** Fill a table: a row for each thing, headed by its first cell. */
function rows(id, things, cells) {
  const filledRows = [...things].map((thing) => {
    const [head, ...others] = cells(thing);
    return make(
      "tr", {}, make("th", { scope: "row" }, head), ...others.map((each) => make("td", {}, String(each))),
    );
  });
  document.querySelector(`#${id} tbody`).replaceChildren(...filledRows);
}

/** Show the sheet of a set, as soon as the answers are here. */
export async function showSheet(set, settings) {
  const head = document.getElementById("sheet-set");
  head.replaceChildren(
    filled(head.dataset.text, settings.seed, set.length, settings.minutes),
    make("br"),
    make("span", {}, location.href),
  );
  const making = document.getElementById("making");
  making.hidden = false;
  const list = document.getElementById("sheet-questions");
  list.replaceChildren();
  const questions = await Promise.all(set.map(questionOfSheet));
  list.replaceChildren(...questions);
  making.hidden = true;
}

/** What each mistake is, in the words that its item begins with in bold. */
const leads = (mistakes) =>
  mistakes.querySelectorAll("li > strong:first-child, li > p:first-child > strong:first-child");

async function questionOfSheet({ card, followUps }, index) {
  const question = document.getElementById("sheet-question").content.cloneNode(true);
  question.querySelector("h3").textContent = `${index + 1}. ${card.title}`;
  question.querySelector("p").append(...about(card));
  try {
    const { short, mistakes } = await answer(card);
    part(question, "short").append(short);
    part(question, "mistakes").append(...[...leads(mistakes)].map((lead) => make("li", {}, ...lead.childNodes)));
  } catch {
    part(question, "short").append(make("p", {}, sheet.dataset.failed, " ", linkTo(card)));
  }
  const after = part(question, "follow-ups");
  after.querySelector("ul").append(...followUps.map((each) => make("li", {}, each.title)));
  if (!followUps.length) after.remove();
  return question;
}
