/** @module */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Decimal, SeededRandom, decimal, type Headroom } from '@tradewright/core';
import { aFill, anEquityPoint, anInstrument } from '@tradewright/core/testing';
import { aDeskIntent, aRiskDesk } from '../testing/risk-desk.ts';
import { defaultClassCaps } from './default-class-caps.ts';
import type { RiskCaps } from './risk-caps.ts';

/** Every cap there is, on. */
const everyCap: Partial<RiskCaps> = {
  allowedSymbols: ['BHP/AUD', 'CSL/AUD'],
  allowedClasses: ['equity'],
  maxNetExposure: decimal('8000'),
  maxSymbolExposure: decimal('6000'),
  maxDrawdownPercent: decimal('20'),
  buckets: [['BHP/AUD', 'CSL/AUD']],
  maxPerBucket: 1,
  maxOrdersPerMinute: 30,
  maxOrdersPerSecond: 5,
  entryCooldownMs: 120_000,
  allowStacking: false,
  allocatedCapital: { test: decimal('7000') },
  classes: { equity: { ...defaultClassCaps.equity, maxExposure: decimal('9000') } },
};
const view = { strategyName: 'test', symbols: ['BHP/AUD', 'CSL/AUD'] };
const bhp = anInstrument({ minimumQuantity: decimal('2'), minimumNotional: decimal('100') });
const csl = anInstrument({ symbol: 'CSL/AUD' });

function rowOf(rows: readonly Headroom[], rule: string, symbol: string | null = null): Headroom {
  const row = rows.find((one) => one.rule === rule && one.symbol === symbol);
  if (row === undefined) throw new Error(`there is no row of ${rule}`);
  return row;
}

describe('headroom', () => {
  test('has a row for each rule that is on, and none for one that is off', () => {
    const rules = readdirSync(join(import.meta.dirname, 'rules'))
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => name.replace('.ts', ''));
    const all = aRiskDesk({ caps: everyCap, instruments: [bhp, csl] }).risk.headroom(view);
    expect(new Set(all.map(({ rule }) => rule))).toEqual(new Set(rules));
    const few = aRiskDesk()
      .risk.headroom(view)
      .map(({ rule }) => rule);
    expect(few).not.toContain('spread');
    expect(few).not.toContain('net-exposure');
  });

  test('of a session names no symbol, and of a symbol only those that are asked for', () => {
    const { risk } = aRiskDesk({ caps: everyCap, instruments: [bhp, csl] });
    expect(risk.headroom().every(({ symbol }) => symbol === null)).toBe(true);
    const named = risk.headroom({ strategyName: null, symbols: ['CSL/AUD'] });
    expect(new Set(named.map(({ symbol }) => symbol))).toEqual(new Set([null, 'CSL/AUD']));
  });

  test('counts positions, reservations and losses', () => {
    const { risk, portfolio } = aRiskDesk({ caps: everyCap, instruments: [bhp, csl] });
    portfolio.bookFill(aFill({ quantity: decimal('40'), fillId: 'a' }), 'test')?.commit();
    risk.review(aDeskIntent({ quantity: decimal('20'), limitPrice: decimal('50') }));
    risk.onEquity(anEquityPoint({ time: 2_000, equity: decimal('99600') }));
    const rows = risk.headroom(view);
    // The reservation was denied: stacking. Forty at the mid of the quote.
    const held = rowOf(rows, 'gross-exposure').used;
    expect(rowOf(rows, 'symbol-exposure', 'BHP/AUD')).toMatchObject({ limit: '6000', used: held });
    expect(rowOf(rows, 'symbol-exposure', 'CSL/AUD').used).toBe('0');
    expect(rowOf(rows, 'class-exposure', 'CSL/AUD').used).toBe(held);
    expect(rowOf(rows, 'daily-loss')).toMatchObject({ limit: '1000', used: '400', left: '600' });
    expect(rowOf(rows, 'drawdown')).toMatchObject({ limit: '20000', left: '19600' });
    expect(rowOf(rows, 'stacking', 'BHP/AUD').blocks).toBe(true);
    expect(rowOf(rows, 'correlation-bucket', 'CSL/AUD').blocks).toBe(true);
    expect(rowOf(rows, 'correlation-bucket', 'BHP/AUD').blocks).toBe(false);
  });

  test('a long gives shorts more net room, and takes it from longs', () => {
    const { risk, portfolio } = aRiskDesk({ caps: everyCap, instruments: [bhp, csl] });
    portfolio.bookFill(aFill({ quantity: decimal('40'), fillId: 'a' }), 'test')?.commit();
    const net = risk.headroom(view).filter(({ rule }) => rule === 'net-exposure');
    const [long, short] = ['buy', 'sell'].map((side) => net.find((row) => row.side === side));
    const sum = Decimal.from(long?.left ?? '0').plus(Decimal.from(short?.left ?? '0'));
    expect(sum.toString()).toBe('16000');
    expect(Number(short?.left)).toBeGreaterThan(8_000);
  });

  test('what is not known blocks, and is null rather than zero', () => {
    const yen = anInstrument({ symbol: 'TM/JPY', currency: 'JPY' });
    const { risk, portfolio } = aRiskDesk({ caps: everyCap, instruments: [yen] });
    const fill = aFill({ symbol: 'TM/JPY', currency: 'JPY', fillId: 'y' });
    portfolio.bookFill(fill, 'test')?.commit();
    risk.onEquity(anEquityPoint({ time: 2_000, equity: null }));
    const rows = risk.headroom({ strategyName: 'test', symbols: ['TM/JPY', 'XXX/AUD'] });
    for (const rule of ['gross-exposure', 'allocated-capital', 'daily-loss', 'drawdown'])
      expect(rowOf(rows, rule)).toMatchObject({ used: null, left: null, blocks: true });
    expect(rowOf(rows, 'allowed-classes', 'XXX/AUD').blocks).toBe(true);
  });
});

describe('over 300 random portfolios', () => {
  test('a rule that blocks denies every entry, and what is left passes to the last lot', () => {
    const random = new SeededRandom('headroom');
    let [blocked, passed, beyond] = [0, 0, 0];
    for (let count = 0; count < 300; count += 1) {
      const cents = anInstrument({ lot: decimal('0.01') });
      const { risk, portfolio, clock } = aRiskDesk({
        instruments: [cents, csl],
        caps: {
          ...everyCap,
          allowStacking: random.next() < 0.7,
          minTradeSize: decimal('0'),
          maxOrderValue: decimal('50000'),
          maxSymbolExposure: decimal(String(random.integer(1_000, 9_000))),
          allocatedCapital: { test: decimal(String(random.integer(1_000, 9_000))) },
          classes: { equity: { maxExposure: decimal(String(random.integer(1_000, 9_000))) } },
        },
      });
      const quantity = decimal(String(random.integer(1, 120)));
      if (random.next() < 0.7)
        portfolio.bookFill(aFill({ quantity, fillId: 'h' }), 'test')?.commit();
      clock.advanceTo(200_000);
      const rows = risk.headroom({ strategyName: 'test', symbols: ['BHP/AUD'] });
      const order = (size: Decimal) =>
        aDeskIntent({ quantity: size.toString(), limitPrice: decimal('50') });
      const denied = (size: Decimal) => risk.dryRun(order(size)).denials.map(({ rule }) => rule);
      const smallest = denied(Decimal.from('0.01'));
      for (const row of rows.filter(({ blocks, side }) => blocks && side !== 'sell')) {
        expect(smallest, row.rule).toContain(row.rule);
        blocked += 1;
      }
      const worth = rows.filter(
        ({ rule, side }) => /exposure|capital/.test(rule) && side !== 'sell',
      );
      for (const row of worth) {
        const size = Decimal.fromMarketNumber(Math.floor(Number(row.left) * 2) / 100);
        if (!size.isPositive()) continue;
        expect(denied(size), `${row.rule} ${size.toString()}`).not.toContain(row.rule);
        passed += 1;
        if (denied(size.plus(Decimal.from('0.01'))).includes(row.rule)) beyond += 1;
      }
    }
    expect(blocked).toBeGreaterThan(100);
    expect(passed).toBeGreaterThan(500);
    expect(beyond).toBe(passed);
  });
});
