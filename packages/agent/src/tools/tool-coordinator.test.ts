/** @module */
import { describe, expect, test, vi } from 'vitest';
import { VirtualClock, type ToolResult } from '@tradewright/core';
import { decodeBars } from '../context/encode-bars.ts';
import { untrustedText } from '../text/untrusted-text.ts';
import { aContextWithBars, risingBars } from '../testing/agent-rig.ts';
import { aGatePolicy } from '../testing/gate-cases.ts';
import { aToolCall } from '../testing/scripted-model.ts';
import { ToolCoordinator } from './tool-coordinator.ts';
import type { ToolLimits } from './tool-limits.ts';
import type { ToolSources } from './tool-sources.ts';

const context = aContextWithBars();

function aCoordinator(sources: Partial<ToolSources> = {}, limits: Partial<ToolLimits> = {}) {
  const clock = new VirtualClock(0);
  const coordinator = new ToolCoordinator({
    sources: {
      timeframes: ['5m', '1h'],
      bars: (symbol, timeframe) => ({ symbol, timeframe, bars: [], clampedFrom: null }),
      ...sources,
    },
    policy: aGatePolicy(),
    clock,
    limits,
  });
  const open = () => coordinator.open({ context, simulate: () => undefined });
  return { coordinator, open, clock };
}

const bars = (limit: number, timeframe = '5m') =>
  aToolCall('get_bars', { symbol: 'BHP/AUD', timeframe, limit });
const code = (result: ToolResult) => (result.body as { error?: { code: string } }).error?.code;

describe('defect I: what is trimmed is the old end', () => {
  test('100 bars of which 10 are asked keep the 10 newest', async () => {
    const result = await aCoordinator().open().call(bars(10));
    const { bars: text } = result.body as { bars: string };
    expect(decodeBars(text, '5m')).toEqual(context.symbols[0]?.bars.slice(-10));
  });

  test('so do bars that do not fit into the bytes, and the answer says so', async () => {
    const result = await aCoordinator({}, { bytesPerResult: 700 }).open().call(bars(100));
    const body = result.body as { bars: string; truncated: { kept: number; of: number } };
    expect(body.truncated.of).toBe(100);
    expect(decodeBars(body.bars, '5m')).toEqual(
      context.symbols[0]?.bars.slice(-body.truncated.kept),
    );
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(700);
  });
});

describe('limits', () => {
  test('calls per decision are counted, and the same call twice is one', async () => {
    const scope = aCoordinator({}, { callsPerDecision: 2 }).open();
    const first = await scope.call(bars(10));
    expect((await scope.call(bars(10))).body).toEqual(first.body);
    expect((await scope.call(bars(11))).ok).toBe(true);
    expect(code(await scope.call(bars(12)))).toBe('quota');
    expect(scope.traces).toHaveLength(4);
  });

  test('a fresh size is no fresh allowance', async () => {
    const { open } = aCoordinator({}, { callsPerKeyPerMinute: 2 });
    await open().call(bars(100));
    await open().call(bars(101));
    expect(code(await open().call(bars(102)))).toBe('rate');
    expect((await open().call(aToolCall('get_quote', { symbol: 'BHP/AUD' }))).ok).toBe(true);
  });

  test('bytes per decision end the reading', async () => {
    const scope = aCoordinator({}, { bytesPerDecision: 900 }).open();
    await scope.call(bars(100));
    expect(['bytes']).toContain(code(await scope.call(bars(101))));
  });

  test.for([
    ['another tool', aToolCall('place_order', {}), 'unknown-tool'],
    [
      'a key too many',
      aToolCall('get_quote', { symbol: 'BHP/AUD', approve: true }),
      'bad-arguments',
    ],
    ['a key twice', { ...bars(1), argumentsJson: '{"symbol":"a","symbol":"b"}' }, 'bad-arguments'],
    [
      'a size that is no number',
      { ...bars(1), argumentsJson: '{"symbol":"BHP/AUD","timeframe":"5m","limit":"9"}' },
      'bad-arguments',
    ],
    ['another symbol', aToolCall('get_quote', { symbol: 'DOGE/USD' }), 'unknown-symbol'],
    ['another timeframe', bars(10, '6h'), 'timeframe-unsupported'],
  ] as const)('%s is a typed error', async ([, call, expected]) => {
    expect(code(await aCoordinator().open().call(call))).toBe(expected);
  });

  test('a timeframe that does not exist names those that do, and is not replaced', async () => {
    const result = await aCoordinator().open().call(bars(10, '4h'));
    expect(JSON.stringify(result.body)).toContain('use one of 5m, 1h');
  });
});

describe('sources', () => {
  test('a tool without its source is not offered', () => {
    const names = (sources: Partial<ToolSources>) =>
      aCoordinator(sources).coordinator.offered.map(({ name }) => name);
    expect(names({})).not.toContain('get_news');
    expect(names({ fetchNews: async () => [] })).toContain('get_news');
  });

  test('a source that hangs ends with its deadline', async () => {
    const { open, clock } = aCoordinator({ fetchBook: () => new Promise(() => undefined) });
    const pending = open().call(aToolCall('get_book', { symbol: 'BHP/AUD', depth: 5 }));
    await vi.waitFor(() => clock.advanceTo(clock.now() + 5_000));
    expect(code(await pending)).toBe('timeout');
  });

  test('three failures of a source open the circuit; what a model does wrong never does', async () => {
    const { open, coordinator } = aCoordinator({
      fetchBook: async () => {
        throw new Error('down');
      },
    });
    for (let count = 0; count < 5; count += 1) {
      await open().call(aToolCall('nonsense', {}));
      await open().call(aToolCall('get_quote', { symbol: 'DOGE/USD' }));
      await open().call(bars(5, '9h'));
    }
    expect(coordinator.circuit.isOpen(context.time)).toBe(false);
    for (const depth of [1, 2, 3])
      await open().call(aToolCall('get_book', { symbol: 'BHP/AUD', depth }));
    expect(coordinator.circuit.isOpen(context.time)).toBe(true);
    const book = await open().call(aToolCall('get_book', { symbol: 'BHP/AUD', depth: 4 }));
    expect(code(book)).toBe('circuit-open');
    expect((await open().call(bars(5))).ok).toBe(true);
    expect(coordinator.circuit.isOpen(context.time + 60_001)).toBe(false);
  });

  test('news taints the decision, and tomorrow is not shown today', async () => {
    const news = [
      { time: context.time - 5, text: untrustedText('profit\u{200b} up') },
      { time: context.time + 5, text: untrustedText('tomorrow') },
    ];
    const scope = aCoordinator({ fetchNews: async () => news }).open();
    const result = await scope.call(aToolCall('get_news', { symbol: 'BHP/AUD', limit: 20 }));
    expect(JSON.stringify(result.body)).toContain('profit up');
    expect(JSON.stringify(result.body)).not.toContain('tomorrow');
    expect(scope.tainted).toBe(true);
  });

  test('bars beyond memory are fetched, and old data is marked stale', async () => {
    const old = risingBars(40, context.time - 86_400_000);
    const scope = aCoordinator({
      fetchBars: async (symbol, timeframe) => ({ symbol, timeframe, bars: old, clampedFrom: null }),
    }).open();
    const result = await scope.call(bars(40, '1h'));
    expect(result.body).toMatchObject({ stale: true });
    expect([...scope.shown.values()][0]?.stale).toBe(true);
  });
});
