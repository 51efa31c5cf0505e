// The questions of the reader's language as cards: one file, which hooks/study.py makes.

/** Return the cards, or none if they cannot be loaded; the page then says so. */
export async function loadCards(address) {
  try {
    const response = await fetch(address);
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
