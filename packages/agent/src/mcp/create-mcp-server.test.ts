/** @module */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { VirtualClock } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { gate } from '../gate/gate.ts';
import { aContextWithBars } from '../testing/agent-rig.ts';
import { aGatePolicy, aGateSnapshot, anOpenItem } from '../testing/gate-cases.ts';
import { ToolCoordinator } from '../tools/tool-coordinator.ts';
import { createMcpServer } from './create-mcp-server.ts';

const context = aContextWithBars();
const policy = aGatePolicy();

async function connect(proposals: unknown[] | null) {
  const coordinator = new ToolCoordinator({
    sources: {
      timeframes: ['5m'],
      bars: (symbol, timeframe) => ({ symbol, timeframe, bars: [], clampedFrom: null }),
    },
    policy,
    clock: new VirtualClock(0),
    limits: { callsPerMinute: 20 },
  });
  const server = createMcpServer({
    version: '0.0.0',
    coordinator,
    context: async () => context,
    judge: (item) => gate([item], aGateSnapshot({ context }), policy).results[0],
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
  return { client, call };
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
    const proposals: unknown[] = [];
    const { call } = await connect(proposals);
    const open = anOpenItem({ evidence: [{ ref: 'BHP/AUD', field: 'ask', value: null }] });
    expect((await call('propose_plan', open)).body).toMatchObject({ hash: 'h' });
    const refused = await call('propose_plan', { ...open, transmit: true });
    expect(refused).toMatchObject({ error: true, body: { verdict: 'rejected' } });
    expect((await call('propose_plan', { ...open, symbol: 'DOGE/USD' })).error).toBe(true);
    expect(proposals).toHaveLength(1);
  });
});
