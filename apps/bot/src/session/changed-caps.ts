/** The caps of a session with those of a file in their place. @module */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TradewrightError, canonicalJson } from '@tradewright/core';
import type { RiskCaps } from '@tradewright/engine';
import type { ConfigKey } from '../config/config-keys.ts';
import { loadConfig } from '../config/load-config.ts';
import { readYaml } from '../config/read-yaml.ts';
import { riskCapsOf } from './risk-caps.ts';

/**
 * Only what the file names is changed; everything else stays as the session had it, whatever the
 * configuration of today says.
 *
 * @throws TradewrightError `CONFIG_UNREADABLE`, `CONFIG_INVALID`, `USAGE` when the file changes no cap
 */
export function changedCaps(caps: RiskCaps, file: string, folder: string): RiskCaps {
  const path = resolve(folder, file);
  const yaml = readYaml(textOf(path), path);
  if (yaml.problems.length > 0)
    throw new TradewrightError('CONFIG_INVALID', `${path}: ${yaml.problems.join('; ')}.`, {
      hint: 'name caps as the configuration does, such as `max_order_value: 2000`',
    });
  const flags: Partial<Record<ConfigKey, string>> = Object.fromEntries(yaml.values);
  const told = entriesOf(riskCapsOf(loadConfig({ env: {}, folder: nowhere, flags })));
  const plain = entriesOf(riskCapsOf(loadConfig({ env: {}, folder: nowhere })));
  const before = entriesOf(caps);
  const byName = new Set([...yaml.values.keys()].map(fieldOf));
  const changed = Object.entries(told).filter(
    ([name, value]) =>
      (byName.has(name) || !same(value, plain[name])) && !same(value, before[name]),
  );
  const named = [...yaml.values.keys()];
  if (changed.length === 0)
    throw new TradewrightError(
      'USAGE',
      `${path} changed no cap of the session; it named ${named.join(', ') || 'nothing'}.`,
      { hint: 'give a cap with another value, such as `max_order_value: 2000`' },
    );
  return { ...caps, ...(Object.fromEntries(changed) as Partial<RiskCaps>) };
}

/** No file of a folder has a say: only the named one. */
const nowhere = '/nonexistent';

/** `MAX_ORDER_VALUE` is `maxOrderValue`. */
function fieldOf(key: string): string {
  return key.toLowerCase().replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function same(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TradewrightError('CONFIG_UNREADABLE', `The file ${path} could not be read.`, {
      cause,
      hint: 'check the path given with --caps',
    });
  }
}

function entriesOf(caps: RiskCaps): Readonly<Record<string, unknown>> {
  return caps as unknown as Readonly<Record<string, unknown>>;
}
