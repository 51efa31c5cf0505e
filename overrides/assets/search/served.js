// What the site serves beside Pagefind's index, `pagefind/words.<language>.json`, which
// handbook/search.py writes. Without it a search finds what is typed as it is typed.

export const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const address = new URL(`../../pagefind/words.${language}.json`, import.meta.url);

export const served = fetch(address)
  .then((response) => response.json())
  .catch(() => ({ terms: [], words: "", simplified: {}, pages: {} }));
