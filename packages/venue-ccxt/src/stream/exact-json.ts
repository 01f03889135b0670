/** JSON whose whole numbers may be larger than a JS number holds. @module */

/** Text in quotes is passed over; a bare whole number of 16 digits or more is captured. */
const textOrLongNumber = /"(?:[^"\\]|\\.)*"|(-?\d{16,})(?![\d.eE])/g;

/**
 * Parses JSON; whole numbers of 16 digits or more come as text. The venue's order ids and nanosecond
 * times are beyond 2^53, where a JS number silently becomes another one.
 *
 * @throws SyntaxError
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(
    text.replace(textOrLongNumber, (found, long: string | undefined) =>
      long === undefined ? found : `"${long}"`,
    ),
  );
}
