// The filters of the search. Pagefind has its own, which count and narrow what it finds for one text;
// here several searches make one answer (pagefind.js), and its results are counted and narrowed.

import { served } from "./served.js";

/** Whether a page, by its labels for each filter, fits all that is chosen, or all but `except`. */
const fitting = (labels, chosen, except) =>
  Object.entries(chosen).every(
    ([name, values]) =>
      name === except || !values.length || values.some((value) => labels?.[name]?.includes(value)),
  );

/** The results whose pages fit. */
export async function fits(results, chosen) {
  const { pages } = await served;
  return results.filter(({ id }) => fitting(pages[id], chosen));
}

/** For each filter and label, how many results would be left if it were chosen in this filter. */
export async function tally(results, chosen) {
  const { pages } = await served;
  const counts = {};
  for (const { id } of results) {
    for (const [name, labels] of Object.entries(pages[id] ?? {})) {
      if (!fitting(pages[id], chosen, name)) continue;
      counts[name] ??= {};
      for (const label of labels) counts[name][label] = (counts[name][label] ?? 0) + 1;
    }
  }
  return counts;
}
