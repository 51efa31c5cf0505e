// How long a question has taken. Times are in milliseconds, and `now` is given. No DOM.

/** A clock is data, so that it can be stored: the time counted, and since when it runs, if it does. */
export const fresh = () => ({ spent: 0, since: null });

export const elapsed = ({ spent, since }, now) =>
  spent + (since === null ? 0 : Math.max(0, now - since));

export const started = (clock, now) => (clock.since === null ? { ...clock, since: now } : clock);

export const stopped = (clock, now) => ({ spent: elapsed(clock, now), since: null });

/** Minutes and seconds, such as 2:05. */
export function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What a timer shows: down to 0:00, and from there up, with a plus sign. */
export function reading(spent, limit) {
  const over = spent >= limit;
  const text = over
    ? `+${minutes(Math.floor((spent - limit) / 1000))}`
    : minutes(Math.ceil((limit - spent) / 1000));
  return { over, text };
}
