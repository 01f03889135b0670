/** What an answer took, thoughts included. @module */

/** Tokens as an endpoint counts them; `null` where it does not. */
export type TokenCounts = {
  readonly input: number | null | undefined;
  readonly output: number | null | undefined;
  readonly total: number | null | undefined;
};

/**
 * Output that is paid for. Most endpoints count thoughts as output; some leave them out there and
 * have them in the total alone (xAI does), so the larger figure counts. `null` without a count.
 */
export function countedOutput({ input, output, total }: TokenCounts): number | null {
  if (output == null) return null;
  return input == null || total == null ? output : Math.max(output, total - input);
}
