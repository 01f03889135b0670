/** @module */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configKeyNames } from './config-keys.ts';
import { configTemplate } from './config-template.ts';
import { loadConfig } from './load-config.ts';

const load = (text: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'tradewright-'));
  writeFileSync(join(folder, 'tradewright.yaml'), text);
  return loadConfig({ env: {}, folder });
};
const defaults = loadConfig({ env: {}, folder: '/nonexistent' });
const plain = ({ sources, ...values }: ReturnType<typeof load>) => ({
  ...values,
  count: Object.keys(sources).length,
});

describe('a new configuration', () => {
  test('changes nothing but what was chosen', () => {
    const loaded = load(configTemplate({ ACTIVE_EXCHANGE: 'IB' }));
    expect(plain(loaded)).toEqual({ ...plain(defaults), ACTIVE_EXCHANGE: 'IB' });
    expect(Object.values(loaded.sources).filter((source) => source !== 'default')).toEqual([
      'yaml',
    ]);
  });

  test('still means the defaults with every comment sign taken away', () => {
    const bare = configTemplate({}).replaceAll(/^# ([a-z0-9_]+: ?.*)$/gm, (line, key: string) =>
      configKeyNames.some((name) => key.startsWith(`${name.toLowerCase()}:`)) ? key : line,
    );
    const loaded = load(bare);
    expect(plain(loaded)).toEqual(plain(defaults));
    expect(
      Object.values(loaded.sources).filter((source) => source === 'yaml').length,
    ).toBeGreaterThan(50);
  });

  test('has no place for a key or a password', () => {
    expect(configTemplate({})).not.toMatch(/^#? ?[a-z_]*(api_key|secret|password|token):/m);
  });
});
