/** What models cost. @module */
import { Decimal, TradewrightError, decimal, type DecimalString } from '@tradewright/core';

/** Where the prices come from: nobody can tell whether they still hold. */
export const modelPriceList = {
  currency: 'USD',
  asOf: '2026-06',
  source:
    'public comparisons of the official price list (morphllm.com, deploybase.ai, tokenmath.io)',
} as const;

/**
 * US dollars per million tokens. Cached input is charged as such only where the endpoint counts it;
 * thoughts are charged as output.
 */
export type ModelPrice = {
  readonly input: DecimalString;
  readonly cachedInput: DecimalString;
  readonly output: DecimalString;
};

const price = (input: string, cachedInput: string, output: string): ModelPrice => ({
  input: decimal(input),
  cachedInput: decimal(cachedInput),
  output: decimal(output),
});

/**
 * List prices of OpenAI as pages about them gave them.
 * {@link modelPriceList} has their date; prices change, and what is configured wins.
 */
export const modelPrices: Readonly<Record<string, ModelPrice>> = {
  'gpt-5.5': price('5', '0.5', '30'),
  'gpt-5.4': price('2.5', '0.25', '15'),
  'gpt-5.4-mini': price('0.75', '0.075', '4.5'),
  'gpt-5.4-nano': price('0.2', '0.02', '1.25'),
  'gpt-5': price('1.25', '0.125', '10'),
  'gpt-5-mini': price('0.25', '0.025', '2'),
  'gpt-5-nano': price('0.05', '0.005', '0.4'),
  'gpt-4.1': price('2', '0.5', '8'),
  'gpt-4.1-mini': price('0.4', '0.1', '1.6'),
};

/** What an operator states; `null` leaves it to the table. */
export type StatedPrice = {
  readonly input: DecimalString | null;
  readonly output: DecimalString | null;
  /** Left out, cached input costs what input does. */
  readonly cachedInput?: DecimalString | null;
};

/** The stated price, else the known one; `keys` is how the keys that state it begin. @throws TradewrightError `CONFIG_INVALID` for a model without either: it is never free */
export function priceOf(model: string, stated: StatedPrice, keys = 'LLM_PRICE'): ModelPrice {
  const { input, output } = stated;
  if (input !== null && output !== null)
    return { input, cachedInput: stated.cachedInput ?? input, output };
  const known = modelPrices[model];
  if (known !== undefined && input === null && output === null) return known;
  throw new TradewrightError('CONFIG_INVALID', `The price of the model ${model} was not known.`, {
    hint: `set ${keys}_INPUT and ${keys}_OUTPUT, per million tokens`,
  });
}

/** The higher of two prices in each of its parts. */
export function higherPrice(one: ModelPrice, other: ModelPrice): ModelPrice {
  const higher = (part: keyof ModelPrice): DecimalString =>
    Decimal.maximum(Decimal.from(one[part]), Decimal.from(other[part])).toString();
  return { input: higher('input'), cachedInput: higher('cachedInput'), output: higher('output') };
}
