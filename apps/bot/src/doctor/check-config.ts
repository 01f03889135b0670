/** Whether the configuration holds together, and what its venue and decider still need. @module */
import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { TradewrightError, type Clock } from '@tradewright/core';
import type { ConfigKey } from '../config/config-keys.ts';
import { loadConfig, type Config } from '../config/load-config.ts';
import { agentSetup } from '../session/agent-setup.ts';
import { readCassette } from '../session/open-agent.ts';
import { pricesOf } from '../session/open-model.ts';
import { parsePaperData } from '../venues/paper-data.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import { fine, problem, warning, type Finding } from './finding.ts';

/** Where the configuration is read from. */
export type ConfigPlace = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly file: string | undefined;
};

/** The configuration, or every problem with it. A misspelt key of the environment is a warning. */
export function checkConfig(place: ConfigPlace): {
  readonly config: Config | undefined;
  readonly findings: readonly Finding[];
} {
  try {
    const config = loadConfig(place);
    const set = Object.values(config.sources).filter((source) => source !== 'default').length;
    const findings = config.warnings.map((text) =>
      warning('configuration', text, 'correct the name, or unset it'),
    );
    return {
      config,
      findings: [fine('configuration', `${String(set)} keys set, the rest default`), ...findings],
    };
  } catch (error) {
    if (!TradewrightError.is(error)) throw error;
    const problems = error.facts['problems'];
    const texts = Array.isArray(problems) ? problems.map(String) : [error.message];
    const fix = error.hint ?? 'see .env.example for every key';
    return {
      config: undefined,
      findings: texts.map((text) => problem('configuration', text, fix)),
    };
  }
}

/** Whether others of this machine may read what is secret. */
export function checkSecrets(folder: string): readonly Finding[] {
  const path = join(folder, '.env');
  if (!existsSync(path) || process.platform === 'win32') return [];
  return (statSync(path).mode & 0o077) === 0
    ? [fine('.env', 'only you can read it')]
    : [warning('.env', 'others of this machine may read it', `chmod 600 ${path}`)];
}

/** What the venue needs before it can be asked: its keys, its files, somebody who listens. */
export async function checkVenue(
  config: Config,
  folder: string,
  clock: Clock,
): Promise<readonly Finding[]> {
  const name = config.ACTIVE_EXCHANGE;
  try {
    if (name.toUpperCase() === 'PAPER') {
      const files = parsePaperData(config.PAPER_DATA, folder);
      const symbols = [...new Set(files.map(({ symbol }) => symbol))];
      return [fine('venue', `PAPER with recorded data of ${symbols.join(', ')}`)];
    }
    const entry = venueNamed(name);
    if (entry.driven(config)) return [fine('venue', `${entry.name} on its simulator or recording`)];
    const missing = entry.requiredKeys.filter((key) => config[key as ConfigKey] === '');
    if (missing.length > 0)
      return [
        problem(
          'venue',
          `${entry.name} needs ${missing.join(', ')}`,
          `set them in .env; ${entry.setupPage} shows how to get them`,
        ),
      ];
    return entry.name === 'IB'
      ? [await checkPort(config, clock)]
      : [fine('venue', `${entry.name} has its keys; \`tradewright health\` asks it`)];
  } catch (error) {
    return [asProblem('venue', error)];
  }
}

/** What the decider needs: a price for a model, a cassette that can be read. */
export function checkDecider(config: Config): readonly Finding[] {
  const { provider, mode } = agentSetup(config, false);
  try {
    if (provider === 'openai') {
      pricesOf(config);
      const second = config.LLM_FALLBACK_MODEL;
      const models = `${config.LLM_MODEL}${second === '' ? '' : `, then ${second},`}`;
      const found = `${models} in mode ${mode}; \`tradewright doctor model\` asks it`;
      return config.OPENAI_API_KEY === '' && config.OPENAI_BASE_URL === ''
        ? [problem('decider', `${config.LLM_MODEL} without a key`, 'set OPENAI_API_KEY in .env')]
        : [fine('decider', found)];
    }
    if (provider === 'cassette' && config.LLM_CASSETTE !== '') readCassette(config.LLM_CASSETTE);
    return [fine('decider', `${provider} in mode ${mode}`)];
  } catch (error) {
    return [asProblem('decider', error)];
  }
}

async function checkPort(config: Config, clock: Clock): Promise<Finding> {
  const place = `${config.IB_HOST}:${String(config.IB_PORT)}`;
  const heard = await new Promise<boolean>((resolve) => {
    const socket = connect(config.IB_PORT, config.IB_HOST);
    const end = (answer: boolean) => (): void => {
      disarm();
      socket.destroy();
      resolve(answer);
    };
    const disarm = clock.after(2_000, end(false));
    socket.once('connect', end(true)).once('error', end(false));
  });
  return heard
    ? fine('venue', `somebody listens at ${place}; \`tradewright health\` asks whether it is TWS`)
    : problem(
        'venue',
        `nobody listens at ${place}`,
        'start TWS or IB Gateway with the API on, or set IB_TEST_MODE=simulator; docs/venues/ib.md',
      );
}

function asProblem(check: string, error: unknown): Finding {
  if (!TradewrightError.is(error)) throw error;
  return problem(check, error.message, error.hint ?? `docs/errors.md#${error.code.toLowerCase()}`);
}
