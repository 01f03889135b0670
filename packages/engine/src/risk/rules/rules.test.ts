import { describe, expect, test } from 'vitest';
import { decimal, type OrderIntent, type QuoteParts } from '@tradewright/core';
import { aFill, aQuote, anEquityPoint, anInstrument } from '@tradewright/core/testing';
import { aDeskIntent, aRiskDesk, type RiskDeskParts } from '../../testing/risk-desk.ts';
import type { ClassCaps, RiskCaps } from '../risk-caps.ts';
import type { PlanTerms } from '../risk-input.ts';

type Case = {
  readonly caps?: Partial<RiskCaps>;
  readonly equity?: ClassCaps;
  readonly intent?: Partial<OrderIntent>;
  readonly quote?: Partial<QuoteParts>;
  readonly terms?: PlanTerms;
  readonly desk?: RiskDeskParts;
  readonly held?: string;
};

/** Rules that deny, each with the largest size that it would pass. */
function broken(parts: Case): Record<string, string | null> {
  const caps = { ...parts.caps, classes: { equity: parts.equity ?? {} } };
  const { risk, portfolio, market } = aRiskDesk({ ...parts.desk, caps });
  if (parts.quote !== undefined) market.onQuote(aQuote(parts.quote));
  if (parts.held !== undefined) {
    const [side, quantity] = parts.held.startsWith('-')
      ? (['sell', parts.held.slice(1)] as const)
      : (['buy', parts.held] as const);
    portfolio.bookFill(aFill({ side, quantity: decimal(quantity) }), 'test')?.commit();
  }
  const { denials } = risk.dryRun(aDeskIntent(parts.intent), parts.terms);
  return Object.fromEntries(denials.map(({ rule, largestSize }) => [rule, largestSize]));
}

const plan = (stop: string, target: string | null): PlanTerms => ({
  stopPrice: decimal(stop),
  targetPrice: target === null ? null : decimal(target),
});
const shortable = { instruments: [anInstrument({ canShort: true })] };
const sell = { side: 'sell', limitPrice: decimal('50') } as const;

describe('a rule denies what it is for, and names the largest size that it would pass', () => {
  test.for<[string, Case, Record<string, string | null>]>([
    ['nothing', {}, {}],
    ['symbols', { caps: { allowedSymbols: ['CSL/AUD'] } }, { 'allowed-symbols': null }],
    ['classes', { caps: { allowedClasses: ['fx'] } }, { 'allowed-classes': null }],
    ['price step', { intent: { limitPrice: decimal('50.001') } }, { 'price-step': null }],
    [
      'price step, unguarded',
      { caps: { tickSizeGuard: false }, intent: { limitPrice: decimal('50.001') } },
      {},
    ],
    ['order type', { intent: { type: 'trailing-stop' } }, { 'order-type': null }],
    ['odd lot', { intent: { quantity: decimal('50.5') } }, { 'lot-size': '50' }],
    [
      'venue minimum',
      { desk: { instruments: [anInstrument({ minimumNotional: decimal('2501') })] } },
      { 'venue-minimum': null },
    ],
    [
      'parcel',
      { equity: { minimumParcels: { AUD: decimal('2501') } } },
      { 'minimum-parcel': null },
    ],
    ['parcel with more', { equity: { minimumParcels: { AUD: decimal('2501') } }, held: '1' }, {}],
    ['phase', { equity: { phases: ['auction'] } }, { 'session-phase': null }],
    ['short of a share', { intent: sell }, { 'short-permission': null }],
    ['short beyond what is held', { intent: sell, held: '20' }, { 'short-permission': '20' }],
    [
      'short not allowed',
      { desk: shortable, intent: sell, equity: { allowShort: false } },
      { 'short-permission': null },
    ],
    ['order value', { intent: { quantity: decimal('110') } }, { 'max-order-value': '99' }],
    ['minimum trade', { intent: { quantity: decimal('9') } }, { 'minimum-trade': null }],
    ['gross', { caps: { maxTotalExposure: decimal('2000') } }, { 'gross-exposure': '40' }],
    ['net long', { caps: { maxNetExposure: decimal('2000') } }, { 'net-exposure': '40' }],
    [
      'net short',
      { caps: { maxNetExposure: decimal('2000') }, desk: shortable, intent: sell },
      { 'net-exposure': '40' },
    ],
    ['net across', { caps: { maxNetExposure: decimal('2000') }, held: '-30' }, {}],
    ['symbol', { caps: { maxSymbolExposure: decimal('2000') } }, { 'symbol-exposure': '40' }],
    ['class', { equity: { maxExposure: decimal('2000') } }, { 'class-exposure': '40' }],
    [
      'capital',
      { caps: { allocatedCapital: { test: decimal('2000') } } },
      { 'allocated-capital': '40' },
    ],
    ["another's capital", { caps: { allocatedCapital: { other: decimal('1') } } }, {}],
    ['stacking', { caps: { allowStacking: false }, held: '10' }, { stacking: null }],
    [
      'stacking by a person',
      { caps: { allowStacking: false }, held: '10', intent: { strategyName: null } },
      {},
    ],
    ['collar', { equity: { collarPercent: 1 }, quote: { last: 49 } }, { 'price-collar': null }],
    [
      'collar, waiting far away',
      { equity: { collarPercent: 1 }, intent: { limitPrice: decimal('40') } },
      {},
    ],
    [
      'collar without a market',
      { equity: { collarPercent: 1 }, quote: { last: null, bid: null, ask: null } },
      { 'price-collar': null },
    ],
    ['spread', { equity: { maxSpreadPercent: 0.03 } }, { spread: null }],
    [
      'spread not known',
      { equity: { maxSpreadPercent: 0.03 }, quote: { ask: null } },
      { spread: null },
    ],
    ['crossed', { equity: { maxSpreadPercent: 0.03 }, quote: { bid: 50.02 } }, { spread: null }],
    [
      'thin book',
      { equity: { minTopOfBookNotional: decimal('750') }, quote: { bidSize: 14 } },
      { 'book-notional': null },
    ],
    [
      'depth not known',
      { equity: { minTopOfBookNotional: decimal('750') }, quote: { bidSize: null } },
      { 'book-notional': null },
    ],
    [
      'few shares',
      { equity: { minQuoteSize: 100 }, quote: { askSize: 99 } },
      { 'quote-size': null },
    ],
    ['stop on the winning side', { terms: plan('51', null) }, { 'stop-distance': null }],
    [
      'stop too near',
      { terms: plan('49.99', null), equity: { minStopPercent: 0.1 } },
      { 'stop-distance': null },
    ],
    [
      'stop too far',
      { terms: plan('30', null), equity: { maxStopPercent: 25 } },
      { 'stop-distance': null },
    ],
    [
      'reward before costs is not enough',
      { terms: plan('49', '51.2'), equity: { minRewardRisk: 1.2 } },
      { 'reward-risk': null },
    ],
    ['reward after costs is', { terms: plan('49', '51.5'), equity: { minRewardRisk: 1.2 } }, {}],
  ])('%s', ([, parts, expected]) => {
    expect(broken(parts)).toEqual(expected);
  });
});

describe('slippage', () => {
  const market: Partial<OrderIntent> = { type: 'market', limitPrice: null };
  const thin = { bid: 49.95, ask: 50.05, askSize: 10 };

  test.for<[string, Case, Record<string, string | null>]>([
    ['what stands at the touch costs half the spread', { equity: { maxSlippagePercent: 0.1 } }, {}],
    [
      'an order for five times the touch slips five times as far',
      { equity: { maxSlippagePercent: 0.3 }, quote: thin },
      { slippage: '29' },
    ],
    [
      'a thin book shrinks the cap',
      { equity: { maxSlippagePercent: 1, thinBookNotional: decimal('6000') }, quote: thin },
      { slippage: null },
    ],
    [
      'a depth that is not known denies where the cap rests on it',
      {
        equity: { maxSlippagePercent: 1, thinBookNotional: decimal('1') },
        quote: { askSize: null },
      },
      { slippage: null },
    ],
  ])('%s', ([, parts, expected]) => {
    expect(broken({ ...parts, intent: market })).toEqual(expected);
  });

  test('a limit bounds it, and an order that waits does not slip', () => {
    const equity = { maxSlippagePercent: 0.1 };
    expect(broken({ equity, quote: thin, intent: { limitPrice: decimal('50.05') } })).toEqual({});
    expect(broken({ equity, quote: thin, intent: { limitPrice: decimal('50') } })).toEqual({});
  });
});

describe('the session', () => {
  test('the loss of the day stops entries at the amount or the percentage, until the next UTC day', () => {
    const { risk } = aRiskDesk();
    const rules = (): string[] => risk.dryRun(aDeskIntent()).denials.map(({ rule }) => rule);
    risk.onEquity(anEquityPoint({ time: 2_000, equity: decimal('99000') }));
    expect(rules()).toEqual(['daily-loss']);
    risk.onEquity(anEquityPoint({ time: 86_400_000, equity: decimal('99000') }));
    expect(rules()).toEqual([]);
    risk.onEquity(anEquityPoint({ time: 86_400_001, equity: null }));
    expect(rules()).toEqual(['daily-loss']);
  });

  test('a fall from the peak stops entries on every day', () => {
    const { risk } = aRiskDesk({
      caps: { maxDailyLoss: null, maxDailyLossPercent: null, maxDrawdownPercent: decimal('10') },
    });
    const rules = (): string[] => risk.dryRun(aDeskIntent()).denials.map(({ rule }) => rule);
    risk.onEquity(anEquityPoint({ time: 86_400_000, equity: decimal('90001') }));
    expect(rules()).toEqual([]);
    risk.onEquity(anEquityPoint({ time: 2 * 86_400_000, equity: decimal('90000') }));
    expect(rules()).toEqual(['drawdown']);
  });

  test('a third symbol is one position too many', () => {
    const { risk } = aRiskDesk();
    risk.review(aDeskIntent());
    risk.review(aDeskIntent({ symbol: 'CBA/AUD' }));
    expect(risk.dryRun(aDeskIntent({ symbol: 'CSL/AUD' })).denials).toMatchObject([
      { rule: 'max-positions', limit: '2', value: '3' },
    ]);
  });

  test('a bucket counts longs and shorts of what moves together', () => {
    const instruments = ['BHP/AUD', 'CBA/AUD', 'CSL/AUD'].map((symbol) =>
      anInstrument({ symbol, canShort: true }),
    );
    const buckets = [['BHP/AUD', 'CSL/AUD']];
    const { risk } = aRiskDesk({ instruments, caps: { buckets, maxPerBucket: 1 } });
    risk.review(aDeskIntent({ side: 'sell' }));
    const rules = (symbol: string): string[] =>
      risk.dryRun(aDeskIntent({ symbol })).denials.map(({ rule }) => rule);
    expect(rules('CBA/AUD')).toEqual([]);
    expect(rules('CSL/AUD')).toEqual(['correlation-bucket']);
  });

  test('entries are limited by the minute and by the second, exits never', () => {
    const { risk, clock, portfolio } = aRiskDesk({
      caps: { maxOrdersPerMinute: 3, maxOrdersPerSecond: 2, maxTotalExposure: decimal('100000') },
    });
    portfolio.bookFill(aFill({ quantity: decimal('10'), fillId: 'x' }), 'test')?.commit();
    const ask = (parts: Partial<OrderIntent> = {}): string[] =>
      risk.review(aDeskIntent(parts)).verdict.denials.map(({ rule }) => rule);
    expect([ask(), ask(), ask()]).toEqual([[], [], ['order-rate']]);
    clock.advanceTo(2_000);
    expect([ask(), ask()]).toEqual([[], ['order-rate']]);
    expect(ask({ side: 'sell', quantity: decimal('10') })).toEqual([]);
    clock.advanceTo(61_000);
    expect(ask()).toEqual([]);
  });

  test('a strategy waits between two entries in a symbol, a person does not', () => {
    const { risk, clock } = aRiskDesk({ caps: { entryCooldownMs: 60_000 } });
    const rules = (parts: Partial<OrderIntent> = {}): string[] =>
      risk.dryRun(aDeskIntent(parts)).denials.map(({ rule }) => rule);
    risk.review(aDeskIntent());
    expect(rules()).toEqual(['cool-down']);
    expect(rules({ symbol: 'CSL/AUD' })).toEqual([]);
    expect(rules({ strategyName: null })).toEqual([]);
    clock.advanceTo(61_000);
    expect(rules()).toEqual([]);
  });
});
