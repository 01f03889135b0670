/** @module */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SystemClock } from '@tradewright/core';
import { loadConfig } from '../config/load-config.ts';
import { sessionPaths } from '../session/session-paths.ts';
import { checkConfig, checkDecider, checkSecrets, checkVenue } from './check-config.ts';
import { checkDatabase, checkFolder, checkNode } from './check-machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'tradewright-'));
const configOf = (env: Record<string, string>) => loadConfig({ env, folder: '/nonexistent' });
const venue = (env: Record<string, string>) => checkVenue(configOf(env), folder, new SystemClock());

describe('the doctor', () => {
  test.for([
    ['20.20.2', 'ok'],
    ['20.18.0', 'problem'],
    ['21.7.0', 'problem'],
    ['22.14.0', 'ok'],
    ['24.1.0', 'ok'],
  ] as const)('finds Node %s %s', ([version, state]) => {
    expect(checkNode(version).state).toBe(state);
  });

  test('names every problem of a configuration, and keys that look misspelt', () => {
    const bad = checkConfig({
      env: { MAX_ORDER_VALUE: 'lots', TRADING_MODE: 'real' },
      folder,
      file: undefined,
    });
    expect(bad.findings.map(({ state }) => state)).toEqual(['problem', 'problem']);
    const misspelt = checkConfig({ env: { MAX_ORDER_VALU: '1' }, folder, file: undefined });
    expect(misspelt.findings[1]).toMatchObject({ state: 'warning' });
    expect(misspelt.findings[1]?.found).toContain('MAX_ORDER_VALUE');
  });

  test('finds secrets that others may read', () => {
    const path = join(folder, '.env');
    writeFileSync(path, '');
    chmodSync(path, 0o644);
    expect(checkSecrets(folder)).toMatchObject([{ state: 'warning', fix: `chmod 600 ${path}` }]);
    chmodSync(path, 0o600);
    expect(checkSecrets(folder)).toMatchObject([{ state: 'ok' }]);
  });

  test.for([
    [{}, 'ok', 'BTC/USD'],
    [{ PAPER_DATA: 'BHP/AUD=gone.csv' }, 'problem', 'gone.csv'],
    [{ ACTIVE_EXCHANGE: 'GEMINI' }, 'problem', 'GEMINI_API_KEY'],
    [{ ACTIVE_EXCHANGE: 'GEMINI', GEMINI_TEST_MODE: 'simulator' }, 'ok', 'simulator'],
    [{ ACTIVE_EXCHANGE: 'NOWHERE' }, 'problem', 'NOWHERE'],
    [{ ACTIVE_EXCHANGE: 'IB', IB_PORT: '1' }, 'problem', '127.0.0.1:1'],
  ] as const)('looks at the venue of %j', async ([env, state, text]) => {
    const [found] = await venue(env);
    expect(found?.state).toBe(state);
    expect(found?.found).toContain(text);
  });

  test('hears a port on which somebody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const [found] = await venue({ ACTIVE_EXCHANGE: 'IB', IB_PORT: String(port) });
    server.close();
    expect(found?.state).toBe('ok');
  });

  test.for([
    [{}, 'ok'],
    [{ AGENT_PROVIDER: 'openai' }, 'problem'],
    [{ OPENAI_API_KEY: 'k', LLM_MODEL: 'nobody-knows-its-price' }, 'problem'],
    [{ AGENT_PROVIDER: 'cassette', LLM_CASSETTE: '/nonexistent' }, 'problem'],
  ] as const)('looks at the decider of %j: %s', ([env, state]) => {
    expect(checkDecider(configOf(env))).toMatchObject([{ state }]);
  });

  test('leaves no folder behind, and finds a file that is no database', () => {
    const paths = sessionPaths(configOf({ DATA_PATH: join(folder, 'data') }), folder);
    expect(checkFolder(paths)).toMatchObject([{ state: 'ok' }]);
    expect(checkDatabase(paths)).toMatchObject([{ state: 'ok' }]);
    const database = join(folder, 'broken.db');
    writeFileSync(database, 'this is text, and long enough to be taken for a header of a page');
    expect(checkDatabase({ ...paths, database })).toMatchObject([{ state: 'problem' }]);
  });
});
