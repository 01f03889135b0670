/** JSON whose numbers keep what was written. @module */
import { Decimal, TradewrightError } from '@tradewright/core';

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const mostDigits = 15;

/**
 * Parses one JSON object. Numbers become the text of their shortest decimal form; a key that stands
 * twice is refused, since readers differ on which one holds.
 *
 * @throws TradewrightError `USAGE`, also for a number of more than 15 significant digits
 */
export function parseExactJson(text: string): Readonly<Record<string, unknown>> {
  const rewritten = text.replace(tokens, (token) =>
    token.startsWith('"') ? token : numberText(token),
  );
  let body: unknown;
  try {
    body = JSON.parse(rewritten);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw usage(`The order was no JSON: ${reason}.`, cause);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw usage('The order was no JSON object.');
  const keys = topLevelKeys(text);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw usage(`${twice}: stood twice in the order; leave one.`);
  return body as Record<string, unknown>;
}

function numberText(token: string): string {
  const digits = token
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '');
  if (digits.length > mostDigits) {
    throw new TradewrightError(
      'USAGE',
      `The number ${token.slice(0, 40)} had more than ${mostDigits} digits.`,
      {
        hint: `quote it, so that no digit is lost: "${token.slice(0, 40)}"`,
      },
    );
  }
  const value = Number(token);
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21)
    throw usage(`The number ${token.slice(0, 40)} was too large.`);
  return `"${Decimal.fromMarketNumber(value).toString()}"`;
}

/** An order is flat, so that every string before a colon is a key. */
function topLevelKeys(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].map((match) => match[1] ?? '');
}

function usage(message: string, cause?: unknown): TradewrightError {
  return new TradewrightError('USAGE', message, {
    cause,
    hint: '`tradewright place --help` shows orders to paste',
  });
}
