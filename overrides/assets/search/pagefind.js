// Stands between Pagefind's components, which load `pagefind.js` from their bundle path, and
// Pagefind itself, for what Chinese needs: the index has spaces between the words of a text
// (handbook/search.py), and takes a phrase for any page that has all of the phrase's words.

import * as pagefind from "../../pagefind/pagefind.js";
import { fits, tally } from "./filters.js";
import { alike, corrected, occurs, runs, simplified } from "./typed.js";

/** Words that say little of what is looked for. */
const LITTLE = /^(\p{Script=Han}|[a-z]|an?|and|are|as|at|by|do(es)?|during|every|for|from|how|i|in|is|it|its|my|of|on|or|so|that|the|this|to|too|up|very|we|what|when|which|why|with|you|your)$/iu;

/** With fewer results than these, what has but some of the words is shown too. */
const ENOUGH = 5;

/** So many results are made ready before they are asked for: about what a dialog shows at once. */
const READY = 4;

const HAN = /\p{Script=Han}/u;
const SPACE_IN_CHINESE = /(?<=[\u2010-\u2027\u3000-\u9fff\uff00-\uffef](?:<\/mark>)?) (?=(?:<mark>)?[\u2010-\u2027\u3000-\u9fff\uff00-\uffef])/g;
const MARKED_CHARACTER = /<mark>(\p{Script=Han})<\/mark>/gu;

const segmenter = new Intl.Segmenter("zh-Hans", { granularity: "word" });
const words = (text) => [...segmenter.segment(text)].filter((segment) => segment.isWordLike);

/** The length of the longest unbroken row in ascending word positions. */
function longestRow(positions) {
  let [longest, row, previous] = [0, 0, NaN];
  for (const position of positions) {
    row = position === previous + 1 ? row + 1 : 1;
    longest = Math.max(longest, row);
    previous = position;
  }
  return longest;
}

/** The results that have the phrase as it was typed; all of them, if none has. */
function withPhrase(results, phrase) {
  const length = words(phrase).length;
  const whole = results.filter((result) => longestRow(result.words) >= length);
  return whole.length ? whole : results;
}

/** The words of a text that say something: a single Chinese character says little beside a word. */
function tellingWords(text) {
  const all = [...new Set(words(text).map(({ segment }) => segment))];
  const telling = all.filter((word) => !LITTLE.test(word));
  return telling.length ? telling : all;
}

/** A result's data as a reader wants it: whole words marked, and excerpts from the page's sections
    or, where only its title or its unseen words fit, from the page. */
async function readable(result, looksForCharacter) {
  const clean = (text) => {
    const joined = text.replace(SPACE_IN_CHINESE, "").replaceAll("</mark><mark>", "");
    return looksForCharacter ? joined : joined.replace(MARKED_CHARACTER, "$1");
  };
  const data = await result.data();
  const title = clean(data.meta.title);
  const sections = data.sub_results
    .map((part) => ({ ...part, title: clean(part.title), excerpt: clean(part.excerpt) }))
    .filter((part) => part.title !== title && part.excerpt.includes("<mark>"));
  const excerpt = sections.length ? "" : clean(data.excerpt);
  return { ...data, meta: { ...data.meta, title }, excerpt, sub_results: sections };
}

/** An English text without the words that say little: no answer is missed for want of a "during". */
function withoutLittle(text) {
  const telling = text.split(/\s+/).filter((word) => HAN.test(word) || !LITTLE.test(word));
  return telling.length ? telling.join(" ") : text;
}

export function createInstance(options) {
  const index = pagefind.createInstance(options);
  const done = new Map();

  /** Pagefind's answer, which is asked for once: a reader types the same words letter by letter.
      A letter alone is looked for as a word, since every page has words that begin with it. */
  function ask(text) {
    const asked = /^\s*[a-z]\s*$/i.test(text) ? `"${text}"` : text;
    if (!done.has(asked)) done.set(asked, index.search(asked));
    return done.get(asked);
  }

  const search = async (text) => (await ask(text)).results;

  /** Whether a page has the word, or one that begins with it, as a word does while it is typed.
      For a word it has not, Pagefind finds others that begin less and less alike. */
  const has = async (word) => (await occurs(word)) || (await search(`"${word}"`)).length > 0;

  /** Whether a page has the characters of a run in this order, in whichever words. */
  async function hasRun(run) {
    if (!HAN.test(run) || (await search(`"${run}"`)).length) return has(run);
    const [first] = await search(run);
    return first ? (await first.data()).content.replaceAll(" ", "").includes(run) : false;
  }

  /** The text with the book's words in place of those that no page has. */
  async function spelled(text) {
    let better = text;
    for (const run of runs(text)) {
      const meant = await corrected(run); // which few have, so that few need be looked for
      if (meant && meant !== run.toLowerCase() && !(await hasRun(run))) better = better.replace(run, meant);
    }
    return better;
  }

  /** The results of each of the words, one a page: with the sum of its scores, and with the word
      that it fits best. */
  async function withAny(worth) {
    const found = new Map();
    for (const result of (await Promise.all(worth.map(search))).flat()) {
      const { score, best } = found.get(result.id) ?? { score: 0, best: result };
      const better = result.score > best.score ? result : best;
      found.set(result.id, { score: score + result.score, best: better });
    }
    return [...found.values()].map(({ score, best }) => ({ ...best, score }));
  }

  /** The results that have all words as they were typed and, if those are few, those that have any
      of them: a page counts twice that has all the words, and three times that has the phrase. */
  async function ranked(text, found) {
    const telling = tellingWords(text);
    const answers = await Promise.all(telling.map(has));
    const all = answers.every(Boolean) ? found : [];
    const phrases = text.split(/\s+/).filter((phrase) => HAN.test(phrase));
    const whole = phrases.length === 1 ? withPhrase(all, phrases[0]) : all;
    const worth = telling.filter((word, place) => answers[place] && !LITTLE.test(word));
    if (whole.length >= ENOUGH || !worth.length) return whole;
    const shown = new Map([...all, ...whole].map((result) => [result.id, result]));
    const counted = (result) => {
      const times = 1 + all.some(({ id }) => id === result.id) + whole.some(({ id }) => id === result.id);
      return { ...(shown.get(result.id) ?? result), score: result.score * times };
    };
    const any = await withAny(worth);
    return any.map(counted).sort((one, other) => other.score - one.score);
  }

  return {
    filters: () => index.filters(),

    /** What is found and fits the filters, how many each option of a filter would leave, and how
        many there are without filters. And what was searched for, where that is not what was
        typed; if nothing was found, the terms of the book that look most like it. */
    async search(term, { filters: chosen = {} } = {}) {
      const asTyped = !term || term.includes('"');
      const typed = asTyped ? term : await simplified(term);
      const text = asTyped ? term : await spelled(typed);
      const found = await ask(asTyped ? text : withoutLittle(text));
      const all = asTyped ? found.results : await ranked(text, found.results);
      const results = await fits(all, chosen);
      const single = (text ?? "").split(/\s+/).some((part) => HAN.test(part) && part.length === 1);
      return {
        ...found,
        results: results.map((result, place) => {
          const ready = place < READY ? readable(result, single) : undefined;
          return { ...result, data: () => ready ?? readable(result, single) };
        }),
        counts: await tally(all, chosen),
        unfiltered: all.length,
        corrected: text === typed ? "" : text,
        alike: all.length ? [] : await alike(typed ?? ""),
      };
    },
  };
}
