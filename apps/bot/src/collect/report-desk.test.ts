/** When a company report is asked for, and what becomes of it. @module */
import { TradewrightError, VirtualClock, type BaseTrader } from '@tradewright/core';
import type { StoredReport } from '@tradewright/store';
import { describe, expect, test } from 'vitest';
import type { CompanyReport, VenueEntry } from '../venues/venue-entry.ts';
import { ReportDesk } from './report-desk.ts';

const report: CompanyReport = {
  summary: 'BHP',
  facts: { companyName: 'BHP', cik: null },
  rawHash: 'h',
  raw: '<xml/>',
  problem: null,
};

/** A desk whose venue gives `answer`; what it asked, kept and complained of is listed. */
function aDesk(answer: NonNullable<VenueEntry['fundamentals']> | undefined) {
  const clock = new VirtualClock(1_000);
  const kept = new Map<string, StoredReport>();
  const failures: string[] = [];
  const asked: string[] = [];
  const desk = new ReportDesk({
    ask:
      answer === undefined
        ? undefined
        : (trader, symbol, time) => {
            asked.push(symbol);
            return answer(trader, symbol, time);
          },
    trader: {} as BaseTrader,
    store: { keep: (one) => void kept.set(one.symbol, one), latest: (symbol) => kept.get(symbol) },
    clock,
    refreshMs: 3_600_000,
    onFailure: (symbol, reason) => failures.push(`${symbol}: ${reason}`),
  });
  return { clock, desk, kept, failures, asked };
}

describe('ReportDesk', () => {
  test('asks once, and again when the report has aged', async () => {
    const { clock, desk, kept, asked } = aDesk(async () => report);
    expect(desk.stateOf('BHP/AUD')).toBe('not-asked');
    await desk.refresh(['BHP/AUD']);
    expect(desk.stateOf('BHP/AUD')).toBe('kept');
    await desk.refresh(['BHP/AUD']);
    expect([desk.stateOf('BHP/AUD'), asked.length]).toEqual(['fresh', 1]);
    clock.advanceTo(3_601_000);
    await desk.refresh(['BHP/AUD']);
    expect(asked).toHaveLength(2);
    expect(kept.get('BHP/AUD')).toMatchObject({ time: 3_601_000, raw: '<xml/>' });
  });

  test('a failure is told and stops no other symbol', async () => {
    const { desk, failures } = aDesk(async (_trader, symbol) => {
      if (symbol === 'BHP/AUD') throw new TradewrightError('VENUE_PERMISSION', 'No.');
      return report;
    });
    await desk.refresh(['BHP/AUD', 'CBA/AUD']);
    expect([desk.stateOf('BHP/AUD'), desk.stateOf('CBA/AUD')]).toEqual(['failed', 'kept']);
    expect(failures).toEqual([expect.stringContaining('BHP/AUD: No.')]);
  });

  test('silence and a venue without reports are not offered; a broken one is kept with its raw text', async () => {
    const silent = aDesk(async () => undefined);
    await silent.desk.refresh(['AUD/USD']);
    expect([silent.desk.stateOf('AUD/USD'), silent.kept.size]).toEqual(['not-offered', 0]);
    const without = aDesk(undefined);
    await without.desk.refresh(['BTC/USD']);
    expect(without.desk.stateOf('BTC/USD')).toBe('not-offered');
    const broken = aDesk(async () => ({ ...report, problem: 'cut at line 3' }));
    await broken.desk.refresh(['BHP/AUD']);
    expect(broken.desk.stateOf('BHP/AUD')).toBe('unreadable');
    expect(broken.kept.get('BHP/AUD')?.raw).toBe('<xml/>');
    expect(broken.failures).toEqual(['BHP/AUD: cut at line 3']);
  });
});
