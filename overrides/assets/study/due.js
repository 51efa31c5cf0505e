// When a card is due; without FSRS, so that a question's page can tell what is due.

/** FSRS's state of a card that is learned; the others are in their first minutes. */
const LEARNED = 2;

/** Days are the reader's own, from midnight to midnight. */
export const startOfDay = (time) => new Date(time).setHours(0, 0, 0, 0);

/** From when on a card is due: a card that is learned, from the beginning of its day. */
export const dueFrom = ({ state, due }) => (state === LEARNED ? startOfDay(due) : due);
