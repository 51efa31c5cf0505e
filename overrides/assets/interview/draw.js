// Which questions an interview has: settings in the page's address, and the set they draw. No DOM.

export const LEVELS = ["basic", "intermediate", "advanced"];
export const LIMITS = { questions: [3, 20], minutes: [1, 15], seed: [1, 999999] };
export const FOLLOW_UPS = 2;

const USUAL = { questions: 6, minutes: 3 };

/**
 * A small seeded generator: numbers from 0 to below 1, the same in every browser.
 * mulberry32 by Tommy Ettinger, public domain:
 * https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function mulberry32(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const anySeed = () => 1 + Math.floor(Math.random() * LIMITS.seed[1]);

// ---- Settings ----

/** A whole number within its limits, or undefined for what is none. */
function within([least, most], text) {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? undefined : Math.min(Math.max(number, least), most);
}

/** The settings that an address's query has; what it lacks or has wrong is as usual. */
export function readSettings(query, cards) {
  const wanted = new URLSearchParams(query);
  const known = (name, all) => [...new Set(wanted.getAll(name))].filter((value) => all.has(value)).sort();
  const [path = ""] = known("path", new Set(cards.flatMap((card) => card.paths)));
  return {
    questions: within(LIMITS.questions, wanted.get("questions")) ?? USUAL.questions,
    minutes: within(LIMITS.minutes, wanted.get("minutes")) ?? USUAL.minutes,
    levels: known("level", new Set(LEVELS)),
    path,
    topics: path ? [] : known("topic", new Set(cards.map((card) => card.topic))),
    seed: within(LIMITS.seed, wanted.get("seed")) ?? anySeed(),
  };
}

/** The query that has these settings: one text for one meaning. */
export function writeQuery({ questions, minutes, levels, path, topics, seed }) {
  const query = new URLSearchParams({ questions, minutes });
  for (const level of levels) query.append("level", level);
  if (path) query.append("path", path);
  for (const topic of topics) query.append("topic", topic);
  query.append("seed", seed);
  return `?${query}`;
}

// ---- The set ----

const levelFits = (card, { levels }) => !levels.length || levels.includes(card.level);

/** The cards that fit the settings. No topic, no level chosen: all of them. */
export function fitting(cards, settings) {
  const { path, topics } = settings;
  return cards.filter(
    (card) =>
      levelFits(card, settings) &&
      (!path || card.paths.includes(path)) &&
      (!topics.length || topics.includes(card.topic)),
  );
}

/**
 * How many questions of each level, of so many that there are: every level that there is, and
 * the others in proportion (Sainte-Laguë's method).
 */
export function shares(available, questions) {
  const shares = available.map((count) => Math.min(count, 1));
  const wanted = Math.min(questions, available.reduce((sum, count) => sum + count, 0));
  for (let left = wanted - shares.filter(Boolean).length; left > 0; left -= 1) {
    const claims = available.map((count, i) => (shares[i] < count ? count / (2 * shares[i] + 1) : -1));
    shares[claims.indexOf(Math.max(...claims))] += 1;
  }
  return shares;
}

function shuffled(things, random) {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

/**
 * Draw an interview: a list of `{ card, followUps }`, basic questions first. The same settings draw
 * the same from the same cards, in whichever order these are. Each next question is of a topic that
 * has had the fewest so far. Follow-ups are of the chosen levels, of any topic, and each card
 * comes once at most.
 */
export function draw(cards, settings) {
  const random = mulberry32(settings.seed);
  const byId = new Map(cards.map((card) => [card.id, card]));
  const ids = fitting(cards, settings).map((card) => card.id).sort();
  const pool = shuffled(ids, random).map((id) => byId.get(id));
  const topics = [...new Set(pool.map((card) => card.topic))];
  const had = new Map(topics.map((topic) => [topic, 0]));
  const drawn = [];

  const counts = LEVELS.map((level) => pool.filter((card) => card.level === level).length);
  for (const [i, share] of shares(counts, settings.questions).entries()) {
    for (let n = 0; n < share; n += 1) {
      const left = pool.filter((card) => card.level === LEVELS[i] && !drawn.includes(card));
      const fewest = Math.min(...left.map((card) => had.get(card.topic)));
      // Of equals, the first in the pool's random order.
      const card = left.find((each) => had.get(each.topic) === fewest);
      had.set(card.topic, fewest + 1);
      drawn.push(card);
    }
  }

  const used = new Set(drawn.map((card) => card.id));
  return drawn.map((card) => {
    const fit = card.follow_ups.filter((id) => !used.has(id) && levelFits(byId.get(id), settings));
    const followUps = fit.slice(0, FOLLOW_UPS);
    for (const id of followUps) used.add(id);
    return { card, followUps: followUps.map((id) => byId.get(id)) };
  });
}
