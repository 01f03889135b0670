/** The MCP verb as other agents use it: the protocol's own client, a process of its own. @module */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, test } from 'vitest';
import { aFolder, cli, json, launcher, startServer } from './cli.ts';

type Answer = { readonly error: boolean; readonly body: Record<string, unknown> };

async function ask(client: Client, name: string, args: object = {}): Promise<Answer> {
  const result = await client.callTool({ name, arguments: { ...args } });
  const [content] = result.content as { text: string }[];
  return {
    error: result.isError === true,
    body: JSON.parse(content?.text ?? 'null') as Record<string, unknown>,
  };
}

async function overStdio(folder: string, ...words: string[]): Promise<Client> {
  const client = new Client({ name: 'a-desk', version: '1' });
  const args = [launcher, 'mcp', ...words];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, cwd: folder, stderr: 'ignore' }),
  );
  return client;
}

describe('over standard input and output', () => {
  test('reads what the verbs read, and has nothing that acts', async () => {
    const client = await overStdio(aFolder());
    const { tools } = await client.listTools();
    const acting = tools.filter(({ name }) => !/^(get_|simulate_plan$)/.test(name));
    expect(acting).toEqual([]);
    expect(client.getInstructions()).toContain('no tool that approves');
    const { body } = await ask(client, 'get_quote', { symbol: 'BTC/USD' });
    expect(body).toMatchObject({ symbol: 'BTC/USD', bid: expect.any(Number) as number });
    const refused = await ask(client, 'get_quote', { symbol: 'BTC/USD', transmit: true });
    expect(refused).toMatchObject({ error: true, body: { error: { code: 'bad-arguments' } } });
    await client.close();
  }, 60_000);

  test('a proposal waits for a person, who sees who made it', async () => {
    const folder = aFolder();
    // Without a session nobody knows the equity, and a plan cannot be sized.
    cli(folder, ['demo'], { AGENT_MODE: 'shadow' });
    const client = await overStdio(folder, '--propose');
    const { body: quote } = await ask(client, 'get_quote', { symbol: 'BTC/USD' });
    const ask0 = quote['ask'] as number;
    const { error, body } = await ask(client, 'propose_plan', {
      kind: 'open',
      symbol: 'BTC/USD',
      side: 'long',
      entry: { type: 'market', price: null },
      riskFraction: 0.001,
      stop: Math.round(ask0 * 0.98),
      target: Math.round(ask0 * 1.06),
      validMinutes: null,
      maxHoldMinutes: 600,
      thesis: 'trend',
      confidence: 0.5,
      evidence: [{ ref: quote['ref'], field: 'ask', value: ask0 }],
      rationale: 'the trend is up',
    });
    expect({ error, ...body }).toMatchObject({ error: false });
    await client.close();
    const waiting = json<readonly { readonly hash: string }[]>(
      cli(folder, ['proposals', '--json']),
    );
    expect(waiting).toMatchObject([
      { hash: body['hash'], agentDecisionId: 'mcp:a-desk', state: 'waiting' },
    ]);
    const calls = readFileSync(join(folder, 'data/agent/mcp-calls.jsonl'), 'utf8');
    expect(calls.trim().split('\n')).toHaveLength(2);
  }, 120_000);
});

describe('over HTTP', () => {
  const token = 'a-token-of-at-least-32-characters-0';

  test('a client with the token reads; without it, or from a page, nobody does', async () => {
    const server = startServer(aFolder(), ['mcp', '--http', '0'], { MCP_TOKEN: token });
    const url = new URL(/http:\S+/.exec(await server.out)?.[0] ?? '');
    const client = new Client({ name: 'a-desk', version: '1' });
    const headers = { authorization: `Bearer ${token}` };
    const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } });
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    expect(await ask(client, 'get_portfolio')).toMatchObject({ error: false });
    await client.close();

    const post = (given: Record<string, string>) =>
      fetch(url, { method: 'POST', headers: given, body: '{}' });
    expect((await post({})).status).toBe(401);
    const page = await post({ ...headers, origin: 'https://evil.example' });
    expect(page.status).toBe(403);
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(143);
  }, 60_000);

  test('without a token of some length it does not start', () => {
    const refused = cli(aFolder(), ['mcp', '--http', '0'], { MCP_TOKEN: 'short' });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('MCP_TOKEN: had 5 characters');
  });
});
