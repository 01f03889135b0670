/** Names of sessions. @module */

/** Sorts by time, and two sessions of one second differ: `20261125-101500-3f2a`. */
export function sessionIdAt(time: number, random: string): string {
  const stamp = new Date(time).toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${stamp}-${random}`;
}

/** What a session's order ids are made from. Time makes it its own, chance parts two processes of one millisecond. @param random - 4 hex digits */
export function sessionKeyAt(time: number, random: string): string {
  return `${time.toString(36).slice(-8)}${random}`;
}
