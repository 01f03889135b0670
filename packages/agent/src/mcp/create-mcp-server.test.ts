/** @module */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { TradewrightError, VirtualClock, type TradingContext } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { gate } from '../gate/gate.ts';
import { aContextWithBars } from '../testing/agent-rig.ts';
import { aGatePolicy, aGateSnapshot, anOpenItem } from '../testing/gate-cases.ts';
import { ToolCoordinator } from '../tools/tool-coordinator.ts';
import { createMcpServer, type McpCall, type McpProposal } from './create-mcp-server.ts';

const context = aContextWithBars();
const policy = aGatePolicy();
const quotes = aGateSnapshot({ context }).shown;

async function connect(
  proposals: McpProposal[] | null,
  reading: { context: TradingContext; time: number } = { context, time: 0 },
) {
  const calls: McpCall[] = [];
  const coordinator = new ToolCoordinator({
    sources: {
      timeframes: ['5m'],
      bars: (symbol, timeframe) => ({ symbol, timeframe, bars: [], clampedFrom: null }),
    },
    policy,
    clock: new VirtualClock(0),
    limits: { callsPerMinute: 10 },
  });
  const server = createMcpServer({
    version: '0.0.0',
    coordinator,
    context: async () => reading.context,
    now: () => reading.time,
    judge: (item, at, shown) =>
      gate([item], aGateSnapshot({ context: at, shown: new Map([...quotes, ...shown]) }), policy)
        .results[0],
    onCall: (call) => calls.push(call),
    propose:
      proposals === null
        ? null
        : (item) => {
            proposals.push(item);
            return { hash: 'h' };
          },
  });
  const client = new Client({ name: 'test', version: '0' });
  const [near, far] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(near), client.connect(far)]);
  const call = async (name: string, args: Record<string, unknown>) => {
    const result = await client.callTool({ name, arguments: args });
    const [content] = result.content as { text: string }[];
    return {
      error: result.isError === true,
      body: JSON.parse(content?.text ?? 'null') as Record<string, unknown>,
    };
  };
  return { client, call, calls };
}

describe('the MCP server', () => {
  test('offers reading alone, and has no tool that approves, sends or raises a cap', async () => {
    const { client } = await connect(null);
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toContain('get_bars');
    expect(names.filter((name) => !/^(get_|simulate_plan)/.test(name))).toEqual([]);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  });

  test('answers from the same coordinator, with its quotas', async () => {
    const { call } = await connect(null);
    const { body } = await call('get_quote', { symbol: 'BHP/AUD' });
    expect(body).toMatchObject({ bid: 49.99, ask: 50.01 });
    const many = [];
    for (let limit = 1; limit < 20; limit += 1)
      many.push(await call('get_bars', { symbol: 'BHP/AUD', timeframe: '5m', limit }));
    expect(many.at(-1)).toMatchObject({ error: true });
  });

  test('where the market stands still, quotas come back with wall time', async () => {
    const reading = { context, time: 0 };
    const { call } = await connect(null, reading);
    for (let limit = 1; limit < 20; limit += 1)
      await call('get_bars', { symbol: 'BHP/AUD', timeframe: '5m', limit });
    reading.context = { ...context };
    reading.time = 61_000;
    expect(await call('get_portfolio', {})).toMatchObject({ error: false });
  });

  test('what an earlier reading showed can be cited, and no reference means two things', async () => {
    const reading = { context, time: 0 };
    const { call } = await connect([], reading);
    const first = await call('get_quote', { symbol: 'BHP/AUD' });
    reading.context = { ...context };
    const second = await call('get_quote', { symbol: 'CSL/AUD' });
    expect([first.body['ref'], second.body['ref']]).toEqual(['tool-1', 'tool-2']);
    const cite = (value: number) =>
      call('propose_plan', anOpenItem({ evidence: [{ ref: 'tool-1', field: 'bid', value }] }));
    expect(await cite(49.99)).toMatchObject({ error: false });
    expect(await cite(12)).toMatchObject({ error: true });
    reading.context = { ...context, time: context.time + 3_600_000 };
    const stale = JSON.stringify(await cite(49.99));
    expect(stale).toContain('marked stale');
  });

  test('every call is told of, with the name that the client gave itself', async () => {
    const { call, calls } = await connect(null);
    await call('get_portfolio', {});
    await call('place_order', { quantity: 1 });
    expect(calls.map(({ client, name, ok }) => [client, name, ok])).toEqual([
      ['test', 'get_portfolio', true],
      ['test', 'place_order', false],
    ]);
  });

  test('a person is not flooded: ten plans per connection', async () => {
    const proposals: McpProposal[] = [];
    const { call } = await connect(proposals);
    for (let made = 0; made < 12; made += 1) await call('propose_plan', anOpenItem());
    expect(proposals).toHaveLength(10);
  });

  test('a venue that does not answer is an error of the tool, not of the connection', async () => {
    const { client, call } = await connect(null, {
      get context(): TradingContext {
        throw new TradewrightError('VENUE_TIMEOUT', 'The venue did not answer.');
      },
      time: 0,
    });
    const refused = await call('get_portfolio', {});
    expect(refused).toMatchObject({ error: true, body: { error: { code: 'VENUE_TIMEOUT' } } });
    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
  });

  test.for([
    ['a key too many', 'get_quote', { symbol: 'BHP/AUD', approve: true }, 'bad-arguments'],
    [
      'a size that is no number',
      'get_bars',
      { symbol: 'BHP/AUD', timeframe: '5m', limit: '5000' },
      'bad-arguments',
    ],
    ['an order', 'place_order', {}, 'unknown-tool'],
    ['a proposal that was not switched on', 'propose_plan', anOpenItem(), 'unknown-tool'],
  ] as const)('%s is refused', async ([, name, args, code]) => {
    const { call } = await connect(null);
    expect(await call(name, args)).toMatchObject({ error: true, body: { error: { code } } });
  });

  test('a proposal waits for a person, and only what the gate would pass', async () => {
    const proposals: McpProposal[] = [];
    const { call } = await connect(proposals);
    const open = anOpenItem({ evidence: [{ ref: 'BHP/AUD', field: 'ask', value: null }] });
    expect((await call('propose_plan', open)).body).toMatchObject({ hash: 'h' });
    const refused = await call('propose_plan', { ...open, transmit: true });
    expect(refused).toMatchObject({ error: true, body: { verdict: 'rejected' } });
    expect((await call('propose_plan', { ...open, symbol: 'DOGE/USD' })).error).toBe(true);
    expect(proposals).toHaveLength(1);
  });
});
