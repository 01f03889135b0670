/** Which way round two currencies are quoted. @module */

/** The currency that stands first in this list is the base of a pair: the custom of the market. */
const order = [
  'EUR',
  'GBP',
  'AUD',
  'NZD',
  'USD',
  'CAD',
  'CHF',
  'SGD',
  'HKD',
  'SEK',
  'NOK',
  'DKK',
  'CNH',
  'JPY',
];

/** Where two currencies have no pair, each one's pair with this one is looked for. */
export const ratePivot = 'USD';

/** Both symbols of a pair, the customary one first. A coin is the base against any currency. */
export function pairSymbols(left: string, right: string): readonly [string, string] {
  const [first, second] = [rankOf(left), rankOf(right)];
  const [base, quote] = first <= second ? [left, right] : [right, left];
  return [`${base}/${quote}`, `${quote}/${base}`];
}

/** True for the money of a state that this project knows; a coin is none. */
export function isFiat(currency: string): boolean {
  return order.includes(currency);
}

function rankOf(currency: string): number {
  return order.indexOf(currency);
}
