/** Instruments as ccxt's markets and currencies. @module */
import type { Instrument } from '@tradewright/core';
import type { CcxtCurrency, CcxtMarket, CcxtRange } from './ccxt-shapes.ts';

/** What a venue takes of a trade, as fractions. */
export type CcxtFees = { readonly maker: number; readonly taker: number };

const open: CcxtRange = { min: undefined, max: undefined };

/** A market. `precision.price` is the step of the highest price band, which fits the lower ones too. */
export function toCcxtMarket(instrument: Instrument, fees: CcxtFees | undefined): CcxtMarket {
  const { symbol, base, currency, lot, minimumQuantity, minimumNotional, tickLadder } = instrument;
  const step = Number(tickLadder.at(-1)?.increment);
  const least = (value: string | null): CcxtRange =>
    value === null ? { ...open } : { min: Number(value), max: undefined };
  return {
    id: symbol,
    symbol,
    base,
    quote: currency,
    baseId: base,
    quoteId: currency,
    active: instrument.orderTypes.length > 0,
    type: 'spot',
    subType: undefined,
    spot: true,
    margin: false,
    swap: false,
    future: false,
    option: false,
    stock: instrument.assetClass === 'equity',
    contract: false,
    settle: undefined,
    settleId: undefined,
    contractSize: undefined,
    linear: undefined,
    inverse: undefined,
    expiry: undefined,
    expiryDatetime: undefined,
    strike: undefined,
    optionType: undefined,
    taker: fees?.taker,
    maker: fees?.maker,
    percentage: true,
    tierBased: false,
    precision: { amount: Number(lot), price: step },
    limits: {
      amount: least(minimumQuantity ?? lot),
      price: { min: step, max: undefined },
      cost: least(minimumNotional),
      leverage: { ...open },
    },
    created: undefined,
    info: instrument,
  };
}

/** Every code that the markets know. Cash counts in hundredths where nothing finer is known. */
export function toCcxtCurrencies(markets: readonly CcxtMarket[]): Record<string, CcxtCurrency> {
  const steps = new Map<string, number>();
  for (const { quote } of markets) steps.set(quote, 0.01);
  for (const { base, precision } of markets) steps.set(base, precision.amount);
  return Object.fromEntries(
    [...steps].map(([code, precision]) => [
      code,
      {
        id: code,
        code,
        name: code,
        active: true,
        precision,
        limits: { amount: { ...open }, withdraw: { ...open } },
        networks: {},
        info: {},
      },
    ]),
  );
}
