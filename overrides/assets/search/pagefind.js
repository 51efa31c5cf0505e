// Stands between Pagefind's components, which load `pagefind.js` from their bundle path, and
// Pagefind itself, for what Chinese needs: the index has spaces between the words of a text
// (handbook/search.py), and takes a phrase for any page that has all of the phrase's words.

import * as pagefind from "../../pagefind/pagefind.js";

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
