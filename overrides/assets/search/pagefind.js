// Stands between Pagefind's components, which load `pagefind.js` from their bundle path, and
// Pagefind itself, for what Chinese needs: its index has spaces between the words of a text
// (handbook/search.py), and it takes a phrase for any page that has all of the phrase's words.

import * as pagefind from "../../pagefind/pagefind.js";

const HAN = /\p{Script=Han}/u;
const segmenter = new Intl.Segmenter("zh-Hans", { granularity: "word" });
const words = (text) => [...segmenter.segment(text)].filter((segment) => segment.isWordLike);

/** The length of the longest unbroken row in a result's ascending word positions. */
function longestRow(positions) {
  let longest = 0;
  let row = 0;
  let previous;
  for (const position of positions) {
    row = position === previous + 1 ? row + 1 : 1;
    longest = Math.max(longest, row);
    previous = position;
  }
  return longest;
}

/** The results that have the whole phrase; all of them, if none has. */
function withPhrase(results, phrase) {
  const length = words(phrase).length;
  const whole = results.filter((result) => longestRow(result.words) >= length);
  return whole.length ? whole : results;
}

/** Take the spaces out again, and marks from single characters unless one was looked for. */
function joined(text, single) {
  const close = text
    .replace(/([\u2010-\u2027\u3000-\u9fff\uff00-\uffef](?:<\/mark>)?) (?=(?:<mark>)?[\u2010-\u2027\u3000-\u9fff\uff00-\uffef])/gu, "$1")
    .replaceAll("</mark><mark>", "");
  return single ? close : close.replace(/<mark>(\p{Script=Han})<\/mark>/gu, "$1");
}

/** A result's data, fit to be read: excerpts from its sections, or else from the page. */
async function readable(result, single) {
  const data = await result.data();
  const title = joined(data.meta.title, single);
  const sections = data.sub_results
    .map((part) => ({ ...part, title: joined(part.title, single), excerpt: joined(part.excerpt, single) }))
    .filter((part) => part.title !== title && part.excerpt.includes("<mark>"));
  const excerpt = sections.length ? "" : joined(data.excerpt, single);
  return { ...data, meta: { ...data.meta, title }, excerpt, sub_results: sections };
}

export function createInstance(options) {
  const index = pagefind.createInstance(options);
  return {
    filters: () => index.filters(),
    async search(term, choice) {
      const found = await index.search(term, choice);
      const phrases = (term ?? "").split(/\s+/).filter((phrase) => HAN.test(phrase));
      const single = phrases.some((phrase) => phrase.length === 1);
      const results = phrases.length === 1 ? withPhrase(found.results, phrases[0]) : found.results;
      return { ...found, results: results.map((r) => ({ ...r, data: () => readable(r, single) })) };
    },
  };
}
