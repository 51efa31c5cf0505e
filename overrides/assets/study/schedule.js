// Study mode without its page: what is due, what a grade does, how two stores become one, and the
// statistics. Nothing here knows the time or the document. Times are milliseconds since 1970.
//
// A reader's progress is { format, version, cards, reviews, undone }. `reviews` is the log of all
// grades, { id, time, grade }, and the truth; `cards` has for each id the state that FSRS makes of
// it. `undone` has { id, time } of the reviews that were taken back. Without it, an export from
// before would bring them in again. It is bounded, since what was undone hundreds of times ago is
// hardly in an export that is still to come; and older progress has none.

import { dueFrom, startOfDay } from "./due.js";
import { areMarks } from "./marks.js";
import { State, createEmptyCard, fsrs } from "./ts-fsrs.mjs";
import { isId, isTime, isWhole } from "./values.js";

export const FORMAT = "llm-interview-handbook.study";
export const VERSION = 1;
export const GRADES = [1, 2, 3, 4]; // again, hard, good, easy
export const AGAIN = 1;
export const FORECAST_DAYS = 14;
export const UNDONE_KEPT = 200;

/** How much too early a card in its first minutes may come when nothing else is left. */
const AHEAD = 20 * 60_000;

const NUMBERS = [
  "due", "last_review", "stability", "difficulty", "elapsed_days", "scheduled_days", "learning_steps",
  "reps", "lapses",
];

const scheduler = fsrs({ enable_fuzz: false }); // so that the same log always gives the same state

export const empty = () => ({ format: FORMAT, version: VERSION, cards: {}, reviews: [], undone: [] });

/** Which review it is: a card is graded once at a time. */
export const keyOf = ({ id, time }) => `${id} ${time}`;

// ---- Days ----

/** When the day begins that comes so many days after the day of `time`; not all have 24 hours. */
export function dayAfter(time, days) {
  const day = new Date(startOfDay(time));
  return day.setDate(day.getDate() + days);
}

// ---- Scheduling ----

const asStored = ({ card }) => ({ ...card, due: Number(card.due), last_review: Number(card.last_review) });

/** A clock that was set back does not change the order in which a card was graded. */
const timeOfReview = (state, now) => Math.max(now, (state?.last_review ?? -1) + 1);

const after = (state, time, grade) =>
  asStored(scheduler.next(state ?? createEmptyCard(time), time, grade));

/** For each grade, how many milliseconds later the card would come again. */
export function intervals(state, now) {
  const time = timeOfReview(state, now);
  return GRADES.map((grade) => after(state, time, grade).due - time);
}

/** Return the progress with a grade added to it. */
export function graded(progress, id, grade, now) {
  const time = timeOfReview(progress.cards[id], now);
  return {
    ...progress,
    cards: { ...progress.cards, [id]: after(progress.cards[id], time, grade) },
    reviews: [...progress.reviews, { id, time, grade }],
    // Graded anew in the same millisecond, it is no longer taken back.
    undone: progress.undone.filter((review) => keyOf(review) !== keyOf({ id, time })),
  };
}

/** Return the progress without the last review of a card, and with a record of what was undone. */
export function undone(progress, id) {
  const last = progress.reviews.findLast((review) => review.id === id);
  const reviews = progress.reviews.filter((review) => review !== last);
  const { [id]: _, ...cards } = progress.cards;
  const state = replayed(reviews.filter((review) => review.id === id)).at(-1)?.state;
  const undone = last ? [...progress.undone, { id, time: last.time }] : progress.undone;
  return { ...progress, cards: state ? { ...cards, [id]: state } : cards, reviews, undone: newest(undone) };
}

const inOrder = (reviews) =>
  reviews.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : Number(a.id > b.id)));

const newest = (undone) => inOrder(undone).slice(-UNDONE_KEPT);

/** The reviews of one card in the order of time, each with the state before and after it. */
function replayed(reviews) {
  let state;
  return reviews.map(({ time, grade }) => {
    const before = state;
    state = after(before, time, grade);
    return { grade, before, state };
  });
}

const byCard = (reviews) => Map.groupBy(reviews, (review) => review.id);

// ---- What comes next ----

/**
 * What is left for today: the cards that are due, the most overdue first; new ones, in the order of
 * `cards`; and those that come in some minutes. However often a card comes on one day, it counts
 * once against the limits.
 */
export function queue(progress, cards, limits, now) {
  const first = new Map();
  const today = new Set();
  for (const { id, time } of progress.reviews) {
    first.set(id, Math.min(time, first.get(id) ?? time));
    if (time >= startOfDay(now)) today.add(id);
  }
  const begunToday = [...today].filter((id) => first.get(id) >= startOfDay(now)).length;
  let reviewsLeft = limits.reviews - (today.size - begunToday);
  const newLeft = Math.max(0, limits.fresh - begunToday);

  const state = (card) => progress.cards[card.id];
  const begun = cards.filter(state).sort((a, b) => state(a).due - state(b).due);
  const isDue = (card) => dueFrom(state(card)) <= now;
  return {
    due: begun.filter((card) => isDue(card) && (today.has(card.id) || reviewsLeft-- > 0)),
    fresh: cards.filter((card) => !state(card)).slice(0, newLeft),
    ahead: begun.filter((card) => !isDue(card) && state(card).state !== State.Review && state(card).due <= now + AHEAD),
  };
}

/** When the next card comes once nothing is left for now: what a limit holds back, tomorrow. */
export function comesNext(progress, cards, limits, now) {
  const tomorrow = dayAfter(now, 1);
  const times = cards.map(({ id }) => {
    const state = progress.cards[id];
    if (!state) return limits.fresh > 0 ? tomorrow : Infinity;
    if (dueFrom(state) > now) return dueFrom(state);
    return limits.reviews > 0 ? tomorrow : Infinity;
  });
  return Math.min(...times); // Infinity if none ever comes
}

/** The cards that a reader has chosen, in the book's order or in that of the path. */
export function chosen(cards, { topics, levels, tags, list, path }) {
  const fits = (wanted, values) => !wanted.length || values.some((value) => wanted.includes(value));
  const fitting = cards.filter(
    (card) =>
      fits(topics, [card.topic]) && fits(levels, [card.level]) && fits(tags, card.tags) &&
      (!list || card.lists.includes(list)) && (!path || path.includes(card.id)),
  );
  return path ? fitting.sort((a, b) => path.indexOf(a.id) - path.indexOf(b.id)) : fitting;
}

// ---- Statistics ----

/** What a reader sees of their progress, over all cards of the book. */
export function statistics(progress, cards, now) {
  const states = cards.map((card) => progress.cards[card.id]).filter(Boolean);
  const forecast = Array.from({ length: FORECAST_DAYS }, (_, day) => ({
    day: dayAfter(now, day),
    count: states.filter(({ due }) => (day === 0 || due >= dayAfter(now, day)) && due < dayAfter(now, day + 1)).length,
  }));
  const all = [...byCard(inOrder(progress.reviews)).values()].flatMap(replayed);
  const known = all.filter(({ before }) => before?.state === State.Review);
  const topics = [...Map.groupBy(cards, (card) => card.topic)].map(([topic, of]) => {
    const begun = of.map((card) => progress.cards[card.id]).filter(Boolean);
    const learned = begun.filter(({ state }) => state === State.Review).length;
    return { topic, fresh: of.length - begun.length, learning: begun.length - learned, known: learned };
  });
  return {
    forecast,
    reviews: progress.reviews.length,
    today: progress.reviews.filter(({ time }) => time >= startOfDay(now)).length,
    retention: { of: known.length, kept: known.filter(({ grade }) => grade !== AGAIN).length },
    topics,
  };
}

// ---- Files and merging ----

/**
 * Return two progresses as one: every review of both, once, but for those that either has undone. A
 * card's state is made from all of its reviews. Should one review have two grades, the worse counts: it only comes a little sooner.
 */
export function merged(ours, theirs) {
  const undone = new Map([...ours.undone, ...theirs.undone].map((review) => [keyOf(review), review]));
  const union = new Map();
  for (const review of [...ours.reviews, ...theirs.reviews]) {
    const key = keyOf(review);
    if (!undone.has(key) && !(union.get(key)?.grade <= review.grade)) union.set(key, review);
  }
  const reviews = inOrder([...union.values()]);
  const cards = { ...theirs.cards };
  for (const [id, state] of Object.entries(ours.cards)) {
    if (!(cards[id]?.last_review > state.last_review)) cards[id] = state;
  }
  for (const { id } of undone.values()) delete cards[id]; // of which no review may be left
  for (const [id, its] of byCard(reviews)) cards[id] = replayed(its).at(-1).state;
  return { ...empty(), cards, reviews, undone: newest([...undone.values()]) };
}

const isUndone = (value) => isId(value?.id) && isTime(value.time);
const isReview = (value) => isUndone(value) && GRADES.includes(value.grade);
const isState = (value) =>
  NUMBERS.every((name) => Number.isFinite(value?.[name]) && value[name] >= 0) &&
  value.stability > 0 && value.difficulty >= 1 && isTime(value.due) && isTime(value.last_review) &&
  [State.Learning, State.Review, State.Relearning].includes(value.state);

/**
 * Read what was stored or exported: `{ progress }`, or `{ problem }`, 'corrupt' or 'newer'. An export
 * may also have `marks`.
 */
export function parsed(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "corrupt" };
  }
  if (value?.format !== FORMAT || !isWhole(value.version)) return { problem: "corrupt" };
  if (value.version > VERSION) return { problem: "newer" };
  const { cards, reviews, undone = [], marks = {} } = value;
  const sound =
    Array.isArray(reviews) && reviews.every(isReview) &&
    Array.isArray(undone) && undone.every(isUndone) && areMarks(marks) &&
    cards !== null && typeof cards === "object" &&
    Object.entries(cards).every(([id, state]) => isId(id) && isState(state));
  if (!sound) return { problem: "corrupt" };
  return { progress: { ...empty(), cards, reviews, undone: newest(undone) }, marks };
}
