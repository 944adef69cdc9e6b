/** Partial dates as places on a line of years. */

/** Give the first moment of a partial date as a fraction of years. */
export function earliest(date) {
  const [year, month = 1, day = 1] = date.split("-").map(Number);
  return year + (month - 1) / 12 + (day - 1) / 372;
}

/** Give the last moment of a partial date as a fraction of years. */
export function latest(date) {
  const [year, month, day] = date.split("-").map(Number);
  if (!month) return year + 1;
  return year + (month - 1) / 12 + (day ? day / 372 : 1 / 12);
}

/** Give the middle of the time in which an event lies: one date, or the two that it lies between. */
export const middle = ({ since, until }) => (earliest(since ?? until) + latest(until ?? since)) / 2;

/** Give the year of a partial date. */
export const yearOf = (date) => date?.slice(0, 4) ?? "";
