/** Keys from a YAML file. @module */
import { TradewrightError } from '@tradewright/core';
import { parse } from 'yaml';
import { configKeyNames, type ConfigKey } from './config-keys.ts';
import { nearestName } from './nearest-name.ts';

/** What a YAML file says: values as text by key, strategies as they stand, and what was not understood. */
export type YamlConfig = {
  readonly values: ReadonlyMap<ConfigKey, string>;
  readonly strategies: unknown;
  readonly problems: readonly string[];
};

/** Names that a section gives to keys of another name. */
const aliases: Readonly<Record<string, ConfigKey>> = {
  DATA_STORE_PATH: 'DATABASE_PATH',
  VENUE: 'ACTIVE_EXCHANGE',
};

/** @throws TradewrightError `CONFIG_UNREADABLE` for text that is no YAML mapping */
export function readYaml(text: string, file: string): YamlConfig {
  const document = parsed(text, file);
  const values = new Map<ConfigKey, string>();
  const problems: string[] = [];
  let strategies: unknown;
  const take = (name: string, value: unknown, where: string): void => {
    const key = keyNamed(name);
    if (key === undefined) problems.push(unknownKey(where, name));
    else values.set(key, textOf(value));
  };
  for (const [name, value] of Object.entries(document)) {
    if (name === 'strategies') strategies = value;
    else if (isMapping(value))
      for (const [inner, item] of Object.entries(value))
        take(`${upperSnake(name)}_${upperSnake(inner)}`, item, `${name}.${inner}`);
    else take(upperSnake(name), value, name);
  }
  return { values, strategies, problems };
}

function parsed(text: string, file: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new TradewrightError(
      'CONFIG_UNREADABLE',
      `${file} was not readable YAML: ${reason ?? ''}.`,
      { cause, hint: 'correct the line that it names' },
    );
  }
  if (document === null || document === undefined) return {};
  if (isMapping(document)) return document;
  throw new TradewrightError(
    'CONFIG_UNREADABLE',
    `${file} held a ${Array.isArray(document) ? 'list' : typeof document} instead of keys.`,
    { hint: 'write lines like maxOrderValue: "5000"' },
  );
}

/** `SECTION_KEY` or, for sections that only group, the key alone. */
function keyNamed(name: string): ConfigKey | undefined {
  const known = name.replace(/^IBKR_/, 'IB_');
  const candidates = [known, known.slice(known.indexOf('_') + 1)];
  return candidates
    .map((candidate) => aliases[candidate] ?? candidate)
    .find((candidate): candidate is ConfigKey => configKeyNames.includes(candidate as ConfigKey));
}

function unknownKey(where: string, name: string): string {
  const near =
    nearestName(name, configKeyNames) ??
    nearestName(name.slice(name.indexOf('_') + 1), configKeyNames);
  return `${where}: not a known key${near === undefined ? '' : `; did you mean ${near}?`}`;
}

function upperSnake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  return value === null || value === undefined
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
