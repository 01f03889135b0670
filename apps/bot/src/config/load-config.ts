/** Reads the configuration from all its places. @module */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { TradewrightError } from '@tradewright/core';
import { configKeyNames, configKeys, type ConfigKey, type ConfigValues } from './config-keys.ts';
import { crossCheck } from './cross-check.ts';
import { aliasConflicts, keyAliases } from './key-aliases.ts';
import { nearestName } from './nearest-name.ts';
import { readYaml } from './read-yaml.ts';
import { strategiesSchema, type StrategyConfig } from './strategy-config.ts';

/** Where a value came from. */
export type ConfigSource = 'default' | 'yaml' | '.env' | 'environment' | 'flag';

/** The whole configuration. `warnings` name keys of the environment that look misspelt. */
export type Config = ConfigValues & {
  readonly strategies: readonly StrategyConfig[];
  readonly sources: Readonly<Record<ConfigKey, ConfigSource>>;
  readonly warnings: readonly string[];
};

/** Where to look. `flags` win over everything. */
export type ConfigPlaces = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly file?: string | undefined;
  readonly flags?: Partial<Record<ConfigKey, string>>;
};

/**
 * Defaults < YAML < `.env` < environment < flags.
 *
 * @throws TradewrightError `CONFIG_INVALID` that lists every problem with key, value found and fix; `CONFIG_UNREADABLE`
 */
export function loadConfig(places: ConfigPlaces): Config {
  const yaml = yamlOf(places);
  const problems = [...yaml.problems];
  const values: Partial<Record<ConfigKey, unknown>> = {};
  const sources: Partial<Record<ConfigKey, ConfigSource>> = {};
  const dotEnv = dotEnvOf(places.folder);
  problems.push(
    ...aliasConflicts(
      (name) => given(name, places, dotEnv)?.[1] ?? yaml.values.get(name as ConfigKey),
    ),
  );
  for (const name of configKeyNames) {
    const [source, text] = firstOf(name, places, dotEnv, yaml.values);
    const result = configKeys[name].schema.safeParse(text);
    sources[name] = source;
    if (result.success) values[name] = result.data;
    else
      problems.push(
        `${name}: was "${text}" (${source}); ${result.error.issues[0]?.message ?? 'not valid'}; ${configKeys[name].description}`,
      );
  }
  const strategies = strategiesSchema.safeParse(yaml.strategies ?? []);
  if (!strategies.success) {
    problems.push(
      ...strategies.error.issues.map(
        (issue) => `strategies.${issue.path.join('.')}: ${issue.message}`,
      ),
    );
  }
  if (problems.length === 0) problems.push(...crossCheck(values as ConfigValues, strategies.data));
  if (problems.length > 0 || !strategies.success) throw invalid(problems);
  return Object.freeze({
    ...(values as ConfigValues),
    strategies: strategies.data,
    sources: sources as Record<ConfigKey, ConfigSource>,
    warnings: misspelt(places.env),
  });
}

type Found = readonly [source: ConfigSource, text: string];

function firstOf(
  name: ConfigKey,
  places: ConfigPlaces,
  dotEnv: Readonly<Record<string, string | undefined>>,
  yaml: ReadonlyMap<ConfigKey, string>,
): Found {
  const flag = places.flags?.[name];
  if (flag !== undefined) return ['flag', flag];
  const alias = keyAliases[name];
  const own =
    given(name, places, dotEnv) ?? (alias === undefined ? undefined : given(alias, places, dotEnv));
  if (own !== undefined) return own;
  const fromYaml = yaml.get(name);
  return fromYaml === undefined ? ['default', configKeys[name].default] : ['yaml', fromYaml];
}

/** What the environment, else `.env`, says under this very name. */
function given(
  name: string,
  { env }: ConfigPlaces,
  dotEnv: Readonly<Record<string, string | undefined>>,
): Found | undefined {
  const fromEnvironment = env[name];
  if (fromEnvironment !== undefined && fromEnvironment !== '')
    return ['environment', fromEnvironment];
  const fromFile = dotEnv[name];
  return fromFile === undefined || fromFile === '' ? undefined : ['.env', fromFile];
}

function yamlOf({ folder, file }: ConfigPlaces): ReturnType<typeof readYaml> {
  const path = file === undefined ? join(folder, 'tradewright.yaml') : resolve(folder, file);
  if (file === undefined && !existsSync(path))
    return { values: new Map(), strategies: undefined, problems: [] };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TradewrightError(
      'CONFIG_UNREADABLE',
      `The configuration file ${path} could not be read.`,
      { cause, hint: 'check the path given with --config' },
    );
  }
  return readYaml(text, path);
}

function dotEnvOf(folder: string): Readonly<Record<string, string | undefined>> {
  const path = join(folder, '.env');
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
}

const families =
  /^(ACTIVE|TRADING|BASE|ALLOWED|CLIENT_ORDER|LOOP|AGENT|OPENAI|LLM|PAPER|IB|GEMINI|MAX|MIN|ORDER_VALUE|SLIPPAGE|ENTRY|ALLOW|TICK_SIZE|CORRELATION|FX_RATE|LIVE|EXIT|KILL|WATCHDOG|DATA|DATABASE|MARKET_DATA|COLLECTOR|LOG)_/;

function misspelt(env: ConfigPlaces['env']): readonly string[] {
  return Object.keys(env).flatMap((name) => {
    if (!families.test(name) || configKeyNames.includes(name as ConfigKey)) return [];
    const near = nearestName(name, configKeyNames);
    return near === undefined ? [] : [`${name} is not a key; did you mean ${near}?`];
  });
}

function invalid(problems: readonly string[]): TradewrightError {
  const lines = problems.map((problem) => `  - ${problem}`).join('\n');
  return new TradewrightError(
    'CONFIG_INVALID',
    `The configuration had ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${lines}`,
    {
      hint: 'see .env.example for every key with its default',
      facts: { problems },
    },
  );
}
