import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, SessionIds, VirtualClock, decimal, type OrderIntent } from '@tradewright/core';
import {
  aFill,
  aQuote,
  anEquityPoint,
  anInstrument,
  anOrderIntent,
} from '@tradewright/core/testing';
import { CurrencyConverter } from '../market/currency-converter.ts';
import { MarketState } from '../market/market-state.ts';
import { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { ApprovedOrder } from './approved-order.ts';
import type { RiskCaps } from './risk-caps.ts';
import { RiskManager } from './risk-manager.ts';

const caps: RiskCaps = {
  maxOrderValue: decimal('5000'),
  orderValueBuffer: decimal('5'),
  minTradeSize: decimal('500'),
  maxTotalExposure: decimal('10000'),
  maxPositions: 2,
  maxDailyLoss: decimal('1000'),
  maxDailyLossPercent: decimal('3'),
  allowedSymbols: [],
};

function aDesk(parts: { readonly caps?: Partial<RiskCaps>; readonly baseCurrency?: string } = {}) {
  const clock = new VirtualClock(1_000);
  const market = new MarketState();
  const portfolio = new PortfolioTracker(new SessionIds('TW', 'test'));
  for (const [symbol, currency] of [
    ['BHP/AUD', 'AUD'],
    ['CBA/AUD', 'AUD'],
    ['CSL/AUD', 'AUD'],
    ['TM/JPY', 'JPY'],
  ] as const) {
    market.setInstrument(anInstrument({ symbol, currency }));
    market.onQuote(aQuote({ symbol }));
  }
  const baseCurrency = parts.baseCurrency ?? 'AUD';
  const risk = new RiskManager({
    caps: { ...caps, ...parts.caps },
    baseCurrency,
    clock,
    market,
    portfolio,
    converter: new CurrencyConverter(),
  });
  risk.onEquity(anEquityPoint({ time: 1_000, equity: decimal('100000') }));
  return { risk, portfolio, clock };
}

let count = 0;
function anIntent(parts: Partial<OrderIntent> = {}): OrderIntent {
  count += 1;
  return anOrderIntent({
    clientOrderId: `o-${count}`,
    quantity: decimal('50'),
    limitPrice: decimal('50'),
    ...parts,
  });
}

const rulesOf = (review: {
  readonly verdict: { readonly denials: readonly { readonly rule: string }[] };
}): string[] => review.verdict.denials.map((denial) => denial.rule);

describe('RiskManager', () => {
  test('an order within every cap is approved, and the approval cannot be copied', () => {
    const { approved } = aDesk().risk.review(anIntent());
    expect(ApprovedOrder.isGenuine(approved)).toBe(true);
    expect(ApprovedOrder.isGenuine(JSON.parse(JSON.stringify(approved)))).toBe(false);
  });

  test.for([
    ['max-order-value', { quantity: decimal('200') }, '99'],
    ['minimum-trade', { quantity: decimal('1') }, null],
    ['instrument-terms', { limitPrice: decimal('50.001') }, null],
    ['instrument-terms', { side: 'sell' as const }, null],
  ] as const)('%s denies, with the largest size that would pass', ([rule, parts, largestSize]) => {
    const review = aDesk().risk.review(anIntent(parts));
    expect(rulesOf(review)).toContain(rule);
    expect(review.verdict.largestSize).toBe(largestSize);
  });

  test('a verdict names every broken rule', () => {
    const { risk } = aDesk({
      caps: { maxOrderValue: decimal('1000'), maxTotalExposure: decimal('2000') },
    });
    expect(rulesOf(risk.review(anIntent({ limitPrice: decimal('50.001') })))).toEqual([
      'instrument-terms',
      'max-order-value',
      'gross-exposure',
    ]);
  });

  test('what is approved is reserved: concurrent orders cannot add up past the exposure cap', () => {
    const { risk } = aDesk();
    const reviews = [1, 2, 3, 4, 5].map(() => risk.review(anIntent()));
    expect(reviews.map(({ verdict }) => verdict.approved)).toEqual([true, true, true, true, false]);
    risk.release('nobody');
    risk.release(reviews[0]?.approved?.intent.clientOrderId ?? '');
    expect(risk.review(anIntent()).verdict.approved).toBe(true);
  });

  test('a third symbol is one position too many', () => {
    const { risk } = aDesk();
    risk.review(anIntent());
    risk.review(anIntent({ symbol: 'CBA/AUD' }));
    expect(rulesOf(risk.review(anIntent({ symbol: 'CSL/AUD' })))).toEqual(['max-positions']);
  });

  test('defect F: an amount in yen without a rate is not an amount in dollars; it denies', () => {
    const review = aDesk().risk.review(anIntent({ symbol: 'TM/JPY' }));
    expect(rulesOf(review)).toEqual(['max-order-value', 'minimum-trade', 'gross-exposure']);
    expect(review.verdict.denials.every((denial) => denial.value === null)).toBe(true);
  });

  test('defect K: a position worth less than the smallest trade can be closed, whatever the caps say', () => {
    const { risk, portfolio } = aDesk();
    portfolio.bookFill(aFill({ quantity: decimal('6'), fillId: 'k' }), 'test')?.commit();
    risk.onEquity(anEquityPoint({ time: 2_000, equity: decimal('1') }));
    expect(risk.review(anIntent({ side: 'sell', quantity: decimal('6') })).verdict.approved).toBe(
      true,
    );
  });

  test('two exits cannot both claim the same position', () => {
    const { risk, portfolio } = aDesk();
    portfolio.bookFill(aFill({ quantity: decimal('60'), fillId: 'x' }), 'test')?.commit();
    expect(risk.review(anIntent({ side: 'sell', quantity: decimal('60') })).verdict.approved).toBe(
      true,
    );
    expect(rulesOf(risk.review(anIntent({ side: 'sell', quantity: decimal('60') })))).toContain(
      'instrument-terms',
    );
  });

  test('the loss of the day stops entries at the amount or the percentage, until the next UTC day', () => {
    const { risk } = aDesk();
    risk.onEquity(anEquityPoint({ time: 2_000, equity: decimal('99000') }));
    expect(rulesOf(risk.review(anIntent()))).toEqual(['daily-loss']);
    risk.onEquity(anEquityPoint({ time: 86_400_000, equity: decimal('99000') }));
    expect(risk.review(anIntent()).verdict.approved).toBe(true);
  });

  test('an unknown equity denies where a daily cap is set', () => {
    const { risk } = aDesk();
    risk.onEquity(anEquityPoint({ time: 2_000, equity: null }));
    expect(rulesOf(risk.review(anIntent()))).toEqual(['daily-loss']);
  });

  test('no sequence of approvals, fills and ends crosses the exposure cap; a tighter cap never allows more', () => {
    const step = fc.record({
      quantity: fc.integer({ min: 1, max: 150 }),
      fill: fc.boolean(),
      symbol: fc.constantFrom('BHP/AUD', 'CBA/AUD'),
    });
    const approvals = (
      steps: readonly { quantity: number; fill: boolean; symbol: string }[],
      cap: string,
    ): boolean[] => {
      const { risk, portfolio } = aDesk({ caps: { maxTotalExposure: decimal(cap) } });
      return steps.map(({ quantity, fill, symbol }, index) => {
        const { approved } = risk.review(anIntent({ symbol, quantity: decimal(String(quantity)) }));
        if (approved !== undefined && fill) {
          const size = approved.intent.quantity;
          portfolio
            .bookFill(aFill({ fillId: `p${index}`, symbol, quantity: size }), 'test')
            ?.commit();
          risk.onFill(approved.intent.clientOrderId, size);
          risk.release(approved.intent.clientOrderId);
        }
        const used = risk.headroom().find((row) => row.rule === 'gross-exposure')?.used ?? '0';
        expect(Decimal.from(used).isGreaterThan(Decimal.from(cap))).toBe(false);
        return approved !== undefined;
      });
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        approvals(steps, '10000');
        const first = steps.slice(0, 1);
        expect(Number(approvals(first, '3000')[0] ?? false)).toBeLessThanOrEqual(
          Number(approvals(first, '10000')[0] ?? false),
        );
      }),
      { numRuns: 200 },
    );
  });
});
