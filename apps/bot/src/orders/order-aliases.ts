/** The words in which an order may be given, and what they mean here. @module */
import { TradewrightError } from '@tradewright/core';

/** The broker's words, in camelCase, and ours. */
const aliases: Readonly<Record<string, string>> = {
  action: 'side',
  orderType: 'type',
  tif: 'timeInForce',
  orderRef: 'tag',
  clientTag: 'tag',
  outsideRth: 'outsideHours',
  auxPrice: 'stopPrice',
  lmtPrice: 'limitPrice',
  totalQuantity: 'quantity',
  goodTillDate: 'expireTime',
  primaryExchange: 'primaryExch',
};

const types: Readonly<Record<string, string>> = {
  mkt: 'market',
  lmt: 'limit',
  stp: 'stop',
  'stp lmt': 'stop-limit',
  'stp-lmt': 'stop-limit',
  trail: 'trailing-stop',
};

/** Every key that an order may have, ours first. */
const orderKeys = [
  'symbol',
  'side',
  'type',
  'quantity',
  'limitPrice',
  'stopPrice',
  'trailingAmount',
  'timeInForce',
  'expireTime',
  'postOnly',
  'reduceOnly',
  'outsideHours',
  'transmit',
  'tag',
  'secType',
  'exchange',
  'currency',
  'primaryExch',
] as const;

/**
 * Keys in our words, whichever were used; snake_case and camelCase are the same. `named` tells under
 * which key each value was given, for errors in the caller's words.
 *
 * @throws TradewrightError `USAGE` for a key that is not known or given twice under two names
 */
export function inOurWords(body: Readonly<Record<string, unknown>>): {
  readonly values: Readonly<Record<string, unknown>>;
  readonly named: Readonly<Record<string, string>>;
} {
  const values: Record<string, unknown> = {};
  const named: Record<string, string> = {};
  for (const [given, value] of Object.entries(body)) {
    const camel = given.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const key = aliases[camel] ?? camel;
    if (!orderKeys.includes(key as (typeof orderKeys)[number])) {
      throw new TradewrightError('USAGE', `${given.slice(0, 40)}: is not a field of an order.`, {
        hint: `it takes ${orderKeys.join(', ')}, and the broker's words for them`,
      });
    }
    const earlier = named[key];
    if (earlier !== undefined)
      throw new TradewrightError(
        'USAGE',
        `${given}: was given beside ${earlier}, which means the same.`,
        {
          hint: 'leave one of them',
        },
      );
    named[key] = given;
    values[key] = value;
  }
  return { values, named };
}

/** `BUY` and `LMT` in our words; what is no text is left to the schema. */
export function ourWord(field: 'side' | 'type' | 'timeInForce', value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (field === 'timeInForce') return value.toUpperCase();
  const word = value.trim().toLowerCase().replaceAll('_', '-');
  return field === 'type' ? (types[word] ?? types[word.replaceAll('-', ' ')] ?? word) : word;
}
