/** Caps worked out by hand: sizes and values in AUD, a spread that widens, a book that thins. */
import { describe, expect, test } from 'vitest';
import { Decimal, decimal, sizePlan, type Instrument, type QuoteParts } from '@tradewright/core';
import { aFill, aPlanProposal, aQuote, anInstrument } from '@tradewright/core/testing';
import type { RateSource } from '../market/currency-converter.ts';
import { aDeskIntent, aRiskDesk } from '../testing/risk-desk.ts';
import { defaultClassCaps } from './default-class-caps.ts';
import type { RiskCaps } from './risk-caps.ts';

/** One AUD is 0.64 to 0.66 USD and 95 to 97 yen; against us, a USD is 1.5625 AUD and a yen 1/95. */
const rates: RateSource = (from, _to, bias) => {
  const { bid, ask } = { USD: { bid: '0.64', ask: '0.66' }, JPY: { bid: '95', ask: '97' } }[
    from
  ] ?? { bid: '1', ask: '1' };
  const mid = Decimal.from(bid).plus(Decimal.from(ask)).times(Decimal.from('0.5'));
  const side = { high: Decimal.from(bid), mid, low: Decimal.from(ask) }[bias];
  return Decimal.one.dividedToPlaces(side, 15, 'up');
};

const pair = (symbol: string, step: string): Instrument =>
  anInstrument({
    symbol,
    assetClass: 'fx',
    base: symbol.slice(0, 3),
    currency: symbol.slice(4),
    tickLadder: [{ from: decimal('0'), increment: decimal(step) }],
    canShort: true,
  });
const audUsd = pair('AUD/USD', '0.00005');
const apple = anInstrument({ symbol: 'AAPL/USD', base: 'AAPL', currency: 'USD', canShort: true });
const sony = anInstrument({
  symbol: '6758/JPY',
  base: '6758',
  currency: 'JPY',
  tickLadder: [{ from: decimal('0'), increment: decimal('1') }],
});
const bhp = anInstrument({ canShort: true });

describe('AUD sizing: 1 % of A$100,000 may be lost between entry and stop', () => {
  test.for<[what: string, Instrument, 'buy' | 'sell', entry: number, stop: number, size: string]>([
    ['a long of an ASX share', bhp, 'buy', 50, 48, '500'],
    ['a short of an ASX share', bhp, 'sell', 50, 52, '500'],
    ['a long of a US share, a USD at 1.5625 AUD', apple, 'buy', 200, 190, '64'],
    ['a short of a US share', apple, 'sell', 200, 210, '64'],
    ['a long of a share in yen, 95 for an AUD', sony, 'buy', 3_000, 2_890, '863'],
    ['a long of AUD/USD', audUsd, 'buy', 0.65, 0.64, '64000'],
    ['a short of AUD/USD', audUsd, 'sell', 0.65, 0.66, '64000'],
  ])('%s', ([, instrument, side, entryPrice, stopPrice, size]) => {
    const { symbol, currency } = instrument;
    const shape = { targetPrice: null, trailDistance: null, riskFraction: 0.01 };
    const sized = sizePlan({
      proposal: aPlanProposal({ ...shape, symbol, side, entryPrice, stopPrice }),
      instrument,
      quote: undefined,
      equity: Decimal.from('100000'),
      rate: currency === 'AUD' ? Decimal.one : rates(currency, 'AUD', 'high'),
      valueCap: Decimal.from('1000000'),
    });
    expect(sized).toMatchObject({ kind: 'sized', quantity: size });
  });
});

describe('the value cap of A$5,000 less A$5', () => {
  test.for<[what: string, Instrument, price: string, passes: string, denied: string]>([
    // 4,995 / 50 = 99.9
    ['of a share in AUD', bhp, '50', '99', '100'],
    // 200 USD are 312.50 AUD: 4,995 / 312.5 = 15.98
    ['of a share in USD', apple, '200', '15', '16'],
    // 3,000 yen are 31.58 AUD: 4,995 / 31.5789 = 158.2
    ['of a share in JPY', sony, '3000', '158', '159'],
    // 0.65 USD are 1.015625 AUD: 4,995 / 1.015625 = 4,918.2
    ['of a pair in USD', audUsd, '0.65', '4918', '4919'],
  ])('%s', ([, instrument, price, passes, denied]) => {
    const { risk, market } = aRiskDesk({ instruments: [instrument], rates });
    const { symbol } = instrument;
    market.onQuote(aQuote({ symbol, bid: Number(price), ask: Number(price) }));
    const ask = (quantity: string) =>
      risk.dryRun(aDeskIntent({ symbol, quantity: decimal(quantity), limitPrice: decimal(price) }));
    expect(ask(passes).approved).toBe(true);
    expect(ask(denied)).toMatchObject({
      approved: false,
      largestSize: passes,
      denials: [{ rule: 'max-order-value', limit: '4995' }],
    });
  });

  test('no rate is no order: ten million yen are not ten million AUD', () => {
    const { risk } = aRiskDesk({ instruments: [sony] });
    const intent = aDeskIntent({ symbol: sony.symbol, limitPrice: decimal('3000') });
    const { approved, denials } = risk.dryRun(intent);
    expect(approved).toBe(false);
    expect(denials.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['max-order-value', 'minimum-trade', 'gross-exposure']),
    );
  });
});

/** The rules that deny a small order under the class caps of the defaults, at this market. */
function deniedAt(
  instrument: Instrument,
  quote: Partial<QuoteParts>,
  order: { readonly quantity: string; readonly price: string },
): readonly string[] {
  const caps: Partial<RiskCaps> = { classes: defaultClassCaps };
  const { risk, market } = aRiskDesk({ instruments: [instrument], rates, caps });
  const { symbol } = instrument;
  market.onQuote(aQuote({ symbol, last: null, ...quote }));
  const quantity = decimal(order.quantity);
  const intent = aDeskIntent({ symbol, quantity, limitPrice: decimal(order.price) });
  return risk.dryRun(intent).denials.map(({ rule }) => rule);
}

describe('a spread that widens step by step', () => {
  const share = { quantity: '20', price: '50' };
  test.for<[steps: number, denied: readonly string[]]>([
    [1, []], // 0.02 %
    [5, []], // 0.10 %
    [10, []], // 0.20 %
    [17, []], // 0.34 %
    [18, ['spread']], // 0.36 %
    [30, ['spread']], // 0.60 %
    [60, ['spread', 'slippage']], // 1.2 %: half of it is past the slippage cap, too
  ])('a share at 50 with %i cents between bid and ask', ([steps, denied]) => {
    const quote = { bid: 50 - steps / 100, ask: 50, bidSize: 5_000, askSize: 5_000 };
    expect(deniedAt(bhp, quote, share)).toEqual(denied);
  });

  const pairOrder = { quantity: '2000', price: '0.65' };
  test.for<[steps: number, denied: readonly string[]]>([
    [1, []], // 0.008 %
    [5, []], // 0.038 %
    [10, []], // 0.077 %
    [11, ['spread']], // 0.085 %
    [30, ['spread', 'slippage']], // 0.23 %: half of it is past 0.1 %
  ])('AUD/USD at 0.65 with %i half pips between bid and ask', ([steps, denied]) => {
    const quote = { bid: 0.65 - steps * 0.00005, ask: 0.65, bidSize: 1e6, askSize: 1e6 };
    expect(deniedAt(audUsd, quote, pairOrder)).toEqual(denied);
  });
});

describe('a book that thins', () => {
  const share = { quantity: '20', price: '50' };
  test.for<[size: number, denied: readonly string[]]>([
    [5_000, []], // 250,000 AUD at the touch
    [150, []], // 7,500: from here on the slippage cap shrinks
    [100, []], // 5,000 and the fewest shares that are enough
    [99, ['quote-size']],
    [16, ['quote-size']], // 799.84 on the bid
    [15, ['book-notional', 'quote-size']], // 749.85
    [1, ['book-notional', 'quote-size', 'slippage']], // the cap has shrunk to 0.0033 %
  ])('a share at 50 with %i on each side', ([size, denied]) => {
    const quote = { bid: 49.99, ask: 50, bidSize: size, askSize: size };
    expect(deniedAt(bhp, quote, share)).toEqual(denied);
  });

  const pairOrder = { quantity: '2000', price: '0.65' };
  test.for<[size: number, denied: readonly string[]]>([
    [1_000_000, []],
    [15_000, []], // 15,234 AUD at the touch
    [2_000, []],
    [1_500, []],
    [1_400, ['book-notional']],
  ])('AUD/USD at 0.65 with %i on each side', ([size, denied]) => {
    const quote = { bid: 0.64995, ask: 0.65, bidSize: size, askSize: size };
    expect(deniedAt(audUsd, quote, pairOrder)).toEqual(denied);
  });
});

describe("a strategy's allocated capital is a cap of its own", () => {
  const caps = { allocatedCapital: { alpha: decimal('3000') } };
  const ask = (strategyName: string, quantity: string) => ({
    strategyName,
    quantity: decimal(quantity),
  });

  test('positions and open entries of the strategy count, those of another do not', () => {
    const { risk, portfolio } = aRiskDesk({ caps });
    const other = aFill({ fillId: 'f-1', quantity: decimal('40') });
    portfolio.bookFill(other, 'beta')?.commit();
    const own = aFill({ fillId: 'f-2', symbol: 'CBA/AUD', quantity: decimal('20') });
    portfolio.bookFill(own, 'alpha')?.commit();
    expect(risk.review(aDeskIntent(ask('alpha', '20'))).approved).toBeDefined();
    // 1,000 held and 1,000 reserved leave 1,000 of 3,000.
    expect(risk.dryRun(aDeskIntent(ask('alpha', '21')))).toMatchObject({
      largestSize: '20',
      denials: [{ rule: 'allocated-capital', limit: '3000', value: '3050' }],
    });
    expect(risk.dryRun(aDeskIntent(ask('beta', '21'))).approved).toBe(true);
  });

  test('in AUD for a strategy that trades in USD', () => {
    const { risk } = aRiskDesk({ instruments: [apple], rates, caps });
    const intent = { ...ask('alpha', '39'), symbol: apple.symbol };
    // 50 USD are 78.125 AUD: 3,000 hold 38 of them.
    expect(risk.dryRun(aDeskIntent(intent))).toMatchObject({ approved: false, largestSize: '38' });
  });
});
