// How long something counts, by the calendar of the learner's zone.

/** @typedef {{ count: number, unit: string }} Validity in `years`, `months`, `weeks` or `days` */

/** The last day on which something counts that was done at `at`: the same day
 * later, or the month's last where there is none such.
 * @param {number} at milliseconds since 1970 @param {Validity} validity @returns {number} milliseconds since 1970 */
export const validUntil = (at, { count, unit }) => {
  const done = new Date(at);
  const months = unit === "years" ? 12 * count : unit === "months" ? count : 0;
  const days = unit === "weeks" ? 7 * count : unit === "days" ? count : 0;
  const month = new Date(done.getFullYear(), done.getMonth() + months + 1, 0);
  const day = Math.min(done.getDate(), month.getDate());
  return new Date(month.getFullYear(), month.getMonth(), day + days).getTime();
};
