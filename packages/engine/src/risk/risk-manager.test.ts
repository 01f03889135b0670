import { describe, expect, test } from 'vitest';
import { Decimal, decimal } from '@tradewright/core';
import { aFill, anEquityPoint, anInstrument, anOrderRecord } from '@tradewright/core/testing';
import { aDeskIntent, aRiskDesk } from '../testing/risk-desk.ts';
import { ApprovedOrder } from './approved-order.ts';

const rulesOf = (review: {
  readonly verdict: { readonly denials: readonly { readonly rule: string }[] };
}): string[] => review.verdict.denials.map((denial) => denial.rule);

describe('RiskManager', () => {
  test('an order within every cap is approved, and the approval cannot be copied', () => {
    const { approved } = aRiskDesk().risk.review(aDeskIntent());
    expect(ApprovedOrder.isGenuine(approved)).toBe(true);
    expect(ApprovedOrder.isGenuine(JSON.parse(JSON.stringify(approved)))).toBe(false);
  });

  test('a verdict names every broken rule', () => {
    const { risk } = aRiskDesk({
      caps: { maxOrderValue: decimal('1000'), maxTotalExposure: decimal('2000') },
    });
    expect(rulesOf(risk.review(aDeskIntent({ limitPrice: decimal('50.001') })))).toEqual([
      'price-step',
      'max-order-value',
      'gross-exposure',
    ]);
  });

  test('what is approved is reserved: concurrent orders cannot add up past the exposure cap', () => {
    const { risk } = aRiskDesk();
    const reviews = [1, 2, 3, 4, 5].map(() => risk.review(aDeskIntent()));
    expect(reviews.map(({ verdict }) => verdict.approved)).toEqual([true, true, true, true, false]);
    risk.release('nobody');
    risk.release(reviews[0]?.approved?.intent.clientOrderId ?? '');
    expect(risk.review(aDeskIntent()).verdict.approved).toBe(true);
  });

  test('a fill moves value from the reservation to the position and counts it once', () => {
    const { risk, portfolio } = aRiskDesk();
    const { approved } = risk.review(aDeskIntent({ quantity: decimal('90') }));
    portfolio.bookFill(aFill({ quantity: decimal('90'), fillId: 'x' }), 'test')?.commit();
    risk.onFill(approved?.intent.clientOrderId ?? '', decimal('90'));
    expect(risk.headroom().find((row) => row.rule === 'gross-exposure')?.used).toBe('4500');
  });

  test('defect F: an amount in yen without a rate is not an amount in dollars; it denies', () => {
    const instruments = [anInstrument({ symbol: 'TM/JPY', currency: 'JPY' })];
    const review = aRiskDesk({ instruments }).risk.review(aDeskIntent({ symbol: 'TM/JPY' }));
    expect(rulesOf(review)).toEqual(['max-order-value', 'minimum-trade', 'gross-exposure']);
    expect(review.verdict.denials.every((denial) => denial.value === null)).toBe(true);
  });

  test('defect K: a position worth less than the smallest trade can be closed, whatever the caps say', () => {
    const { risk, portfolio } = aRiskDesk();
    portfolio.bookFill(aFill({ quantity: decimal('6'), fillId: 'k' }), 'test')?.commit();
    risk.onEquity(anEquityPoint({ time: 2_000, equity: decimal('1') }));
    const exit = aDeskIntent({ side: 'sell', quantity: decimal('6') });
    expect(risk.review(exit).verdict.approved).toBe(true);
  });

  test('two exits cannot both claim the same position', () => {
    const { risk, portfolio } = aRiskDesk();
    portfolio.bookFill(aFill({ quantity: decimal('60'), fillId: 'x' }), 'test')?.commit();
    const exit = { side: 'sell', quantity: decimal('60') } as const;
    expect(risk.review(aDeskIntent(exit)).verdict.approved).toBe(true);
    expect(rulesOf(risk.review(aDeskIntent(exit)))).toContain('short-permission');
  });

  test('an exit that a flip has left without its position counts as the entry that it has become', () => {
    const shortable = [anInstrument({ canShort: true })];
    const { risk, portfolio } = aRiskDesk({ instruments: shortable });
    const sold = (quantity: string, fillId: string): void => {
      const fill = aFill({ side: 'sell', quantity: decimal(quantity), fillId });
      portfolio.bookFill(fill, 'test')?.commit();
    };
    portfolio.bookFill(aFill({ quantity: decimal('60'), fillId: 'x' }), 'test')?.commit();
    risk.review(aDeskIntent({ side: 'sell', quantity: decimal('60') }));
    const flip = risk.review(aDeskIntent({ side: 'sell', quantity: decimal('90') })).approved;
    sold('90', 'y');
    risk.onFill(flip?.intent.clientOrderId ?? '', decimal('90'));
    risk.release(flip?.intent.clientOrderId ?? '');
    // Short 30 now, and 90 once the exit has filled as well: only 110 more fit under 10,000.
    const more = risk.dryRun(aDeskIntent({ side: 'sell', quantity: decimal('130') }));
    const cap = more.denials.find((denial) => denial.rule === 'gross-exposure');
    expect(cap?.largestSize).toBe('110');
  });

  test('a sale of more than is held offers what would close the position', () => {
    const { risk, portfolio } = aRiskDesk();
    portfolio.bookFill(aFill({ quantity: decimal('6'), fillId: 'k' }), 'test')?.commit();
    const sale = aDeskIntent({ side: 'sell', quantity: decimal('20') });
    expect(risk.dryRun(sale).largestSize).toBe('6');
  });

  test('an order of an earlier run holds what it held, and an unknown holding blocks entries until it ends', () => {
    const { risk } = aRiskDesk();
    const intent = aDeskIntent();
    const record = anOrderRecord({ intent, reservation: decimal('9000') });
    risk.restore(record, Decimal.from(intent.quantity));
    expect(rulesOf(risk.review(aDeskIntent()))).toEqual(['gross-exposure']);
    risk.release(intent.clientOrderId);
    risk.restore(anOrderRecord({ intent, reservation: null }), Decimal.from(intent.quantity));
    const [denial] = risk.review(aDeskIntent()).verdict.denials;
    expect(denial).toMatchObject({ rule: 'gross-exposure', value: null });
    risk.release(intent.clientOrderId);
    expect(risk.review(aDeskIntent()).verdict.approved).toBe(true);
  });
});

describe('changing caps at run time', () => {
  test('anybody may tighten, and it holds at once', () => {
    const { risk } = aRiskDesk();
    const change = risk.changeCaps({ maxOrderValue: decimal('1000') }, 'anyone');
    expect(change.kind).toBe('changed');
    expect(rulesOf(risk.review(aDeskIntent()))).toEqual(['max-order-value']);
  });

  test('a change that loosens one cap is refused as a whole, and names it', () => {
    const { risk } = aRiskDesk({ caps: { classes: { equity: { maxSpreadPercent: 0.1 } } } });
    const change = {
      maxPositions: 1,
      maxTotalExposure: decimal('10001'),
      classes: { equity: { maxSpreadPercent: 0.2 } },
    };
    expect(risk.changeCaps(change, 'anyone')).toEqual({
      kind: 'refused',
      loosened: ['maxTotalExposure', 'equity.maxSpreadPercent'],
    });
    expect(risk.caps.maxPositions).toBe(2);
    expect(risk.changeCaps(change, 'operator').kind).toBe('changed');
  });

  test.for([
    ['a cap that is switched off', { maxDailyLoss: null }, ['maxDailyLoss']],
    ['a longer list of symbols', { allowedSymbols: ['A/AUD', 'C/AUD'] }, ['allowedSymbols']],
    ['a list that becomes empty', { allowedSymbols: [] }, ['allowedSymbols']],
    ['a cap on nothing', { maxNetExposure: decimal('1') }, []],
    ['stacking', { allowStacking: true }, ['allowStacking']],
    ['a bucket that is split', { buckets: [['A/AUD'], ['B/AUD']] }, ['buckets']],
    ['a bucket that grows', { buckets: [['A/AUD', 'B/AUD', 'C/AUD']] }, []],
    ['less capital for one strategy', { allocatedCapital: { test: decimal('5') } }, []],
    ['capital without a cap', { allocatedCapital: {} }, ['allocatedCapital']],
    ['trading while closed', { classes: { fx: { phases: ['closed'] } } }, ['fx.phases']],
  ] as const)('%s', ([, change, loosened]) => {
    const { risk } = aRiskDesk({
      caps: {
        allowedSymbols: ['A/AUD', 'B/AUD'],
        allowStacking: false,
        buckets: [['A/AUD', 'B/AUD']],
        allocatedCapital: { test: decimal('10') },
      },
    });
    const result = risk.changeCaps(change, 'anyone');
    expect(result.kind === 'refused' ? result.loosened : []).toEqual(loosened);
  });
});
