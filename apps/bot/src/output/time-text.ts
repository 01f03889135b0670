/** Times for eyes. @module */

/** `2018-04-04 10:15` in UTC. */
export function minuteText(time: number | null): string {
  return time === null ? '-' : new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
