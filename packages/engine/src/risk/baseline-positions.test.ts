/** Holdings that stood in the account before the session, or that others brought there. */
import { describe, expect, test } from 'vitest';
import {
  Decimal,
  MemoryJournal,
  SessionIds,
  VirtualClock,
  complete,
  decimal,
  type Position,
} from '@tradewright/core';
import { aQuote } from '@tradewright/core/testing';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { buildEngine } from '../runner/build-engine.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';
import { aDeskIntent, aRiskDesk, deskCaps } from '../testing/risk-desk.ts';

const holding = (quantity: string, mark: number | null = null, symbol = 'CSL/AUD') => ({
  quantities: () => new Map([[symbol, Decimal.from(quantity)]]),
  markOf: () => mark,
});
const rulesOf = (desk: ReturnType<typeof aRiskDesk>, parts = {}) =>
  desk.risk.dryRun(aDeskIntent(parts)).denials.map(({ rule }) => rule);

describe('what is held and not ours', () => {
  test('is exposure at the mid, whichever way it is held', () => {
    for (const quantity of ['170', '-170']) {
      const desk = aRiskDesk({ external: holding(quantity) });
      const { denials } = desk.risk.dryRun(aDeskIntent());
      expect(denials.map(({ rule }) => rule)).toEqual(['gross-exposure']);
      expect(denials[0]?.message).toContain('BASELINE_POSITIONS=ignore');
      expect(desk.risk.headroom().find(({ rule }) => rule === 'gross-exposure')?.used).toMatch(
        /^8\d{3}/,
      );
    }
  });

  test('is nothing to a session that was told to ignore it', () => {
    expect(rulesOf(aRiskDesk())).toEqual([]);
  });

  test('counts in its symbol, and in no strategy', () => {
    const caps = {
      maxTotalExposure: decimal('1000000'),
      maxSymbolExposure: decimal('9000'),
      allocatedCapital: { trend: decimal('3000') },
    };
    const desk = aRiskDesk({ caps, external: holding('170') });
    expect(rulesOf(desk, { symbol: 'CSL/AUD' })).toEqual(['symbol-exposure']);
    expect(rulesOf(desk, { symbol: 'BHP/AUD' })).toEqual([]);
  });

  test('without a quote stands at the mark of the venue, and without either denies every entry', () => {
    const symbol = 'XYZ/AUD';
    expect(rulesOf(aRiskDesk({ external: holding('10', 50, symbol) }))).toEqual([]);
    expect(rulesOf(aRiskDesk({ external: holding('1000', 50, symbol) }))).toContain(
      'gross-exposure',
    );
    expect(rulesOf(aRiskDesk({ external: holding('10', null, symbol) }))).toContain(
      'gross-exposure',
    );
  });

  test('keeps no exit of ours from passing, and can itself not be sold', () => {
    const desk = aRiskDesk({
      caps: { classes: { equity: { allowShort: false } } },
      external: holding('100000', null, 'CSL/AUD'),
    });
    expect(rulesOf(desk, { side: 'sell', symbol: 'CSL/AUD' })).toContain('short-permission');
  });
});

async function begun(baselinePositions: 'count' | 'ignore') {
  const trader = new ScriptedTrader(() => Promise.reject(new Error('nothing may be sent')));
  const heard: string[] = [];
  const stood: Position = {
    venue: 'PAPER',
    accountId: 'PAPER-1',
    symbol: 'CBA/AUD',
    quantity: decimal('1000'),
    averagePrice: null,
    marketPrice: null,
    unrealisedPnl: null,
    currency: 'AUD',
    strategyName: null,
    time: 0,
  };
  Object.assign(trader, {
    fetchPositions: async () => complete([stood], 0),
    fetchQuote: async (symbol: string) => aQuote({ symbol }),
    subscribe: async ({ symbol }: { symbol: string }) => {
      heard.push(symbol);
      return () => undefined;
    },
  });
  const journal = new MemoryJournal();
  const { runner, parts } = buildEngine({
    sessionId: 's',
    baseCurrency: 'AUD',
    trader: trader.asTrader,
    clock: new VirtualClock(0),
    ids: new SessionIds('TW', 'test'),
    journal,
    caps: deskCaps,
    baselinePositions,
    fees: basisPointFees('10'),
    strategies: [],
    watchlist: ['BHP/AUD'],
    decisionIntervalMs: 60_000,
    planMonitorIntervalMs: 60_000,
    slippagePercent: 0.5,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await runner.start({ fillsSince: 0, freshPortfolio: true });
  const verdict = parts.riskManager.dryRun(aDeskIntent({ symbol: 'BHP/AUD' }));
  return { heard, verdict, journal, parts };
}

test('a position that stood before is written down, priced, counted and never ours', async () => {
  const { heard, verdict, journal, parts } = await begun('count');
  expect(heard).toEqual(['CBA/AUD', 'BHP/AUD']);
  expect(verdict.denials.map(({ rule }) => rule)).toEqual(['gross-exposure']);
  const memo = journal.events.find(
    (event) => event.type === 'ledger.posted' && event.body.kind === 'external',
  );
  expect(memo?.body).toMatchObject({ symbol: 'CBA/AUD', strategyName: null });
  expect(parts.portfolioTracker.books()).toEqual([]);
});

test('the same position is written down and left out where the setting says so', async () => {
  const { verdict, parts } = await begun('ignore');
  expect(verdict.denials).toEqual([]);
  expect(parts.externalHoldings.quantities().get('CBA/AUD')?.toString()).toBe('1000');
});
