/** `tradewright caps [KEY=VALUE …]`: how full the caps of the running bot are, or other ones. @module */
import { TradewrightError } from '@tradewright/core';
import { configKeyNames, type ConfigKey } from '../config/config-keys.ts';
import { loadConfig } from '../config/load-config.ts';
import { nearestName } from '../config/nearest-name.ts';
import type { ExitCode } from '../exit-code.ts';
import { changedCaps } from '../money/changed-caps.ts';
import { exitCodeOfResult } from '../operate/command-result.ts';
import { tellBot } from '../operate/give-command.ts';
import { withAsker } from '../operate/ask-account.ts';
import type { HealthReport } from '../operate/health-report.ts';
import { showResult } from '../operate/show-result.ts';
import { riskCapsOf } from '../session/risk-caps.ts';
import { capsText } from '../output/caps-text.ts';
import { show, verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** Options of the verb. */
type CapsOptions = GlobalOptions & { readonly operator?: string };

/** Without words it shows; anybody may tighten; with `--operator` somebody may loosen. It holds until the session ends. */
export async function caps(words: readonly string[], options: CapsOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  if (words.length === 0) return shown(context);
  const flags = flagsOf(words);
  const next = loadConfig({
    env: process.env,
    folder: context.folder,
    file: options.config,
    flags,
  });
  const change = changedCaps(riskCapsOf(context.config), riskCapsOf(next));
  if (Object.keys(change).length === 0)
    throw new TradewrightError('USAGE', `${words.join(' ')} changes no cap.`, {
      hint: 'see `tradewright config explain` for the caps and their values',
    });
  const operator = options.operator ?? null;
  const result = await tellBot(context, { verb: 'change-caps', change, operator });
  if (result === undefined)
    throw new TradewrightError('NOT_READY', 'No bot is running whose caps could be changed.', {
      hint: 'the next one starts with the caps of the configuration: set them there',
    });
  showResult(context, result, () => `${result.message}\n`);
  return exitCodeOfResult(result);
}

/** How full the caps of the running bot are. */
async function shown(context: VerbContext): Promise<ExitCode> {
  const { caps } = (await withAsker(context, (asker) =>
    asker.ask({ ask: 'health' }),
  )) as HealthReport;
  if (caps.length === 0)
    throw new TradewrightError('NOT_READY', 'No bot is running whose caps could be filled.', {
      hint: '`tradewright config explain` shows the caps of the next one',
    });
  show(context, caps, () => capsText(caps));
  return 0;
}

function flagsOf(words: readonly string[]): Partial<Record<ConfigKey, string>> {
  const flags: Partial<Record<ConfigKey, string>> = {};
  for (const word of words) {
    const [name = '', ...rest] = word.split('=');
    const known = configKeyNames.find((key) => key === name);
    if (known === undefined || rest.length === 0) {
      const near = nearestName(name, configKeyNames);
      throw new TradewrightError('USAGE', `"${word}" was not KEY=VALUE of a cap.`, {
        hint:
          near === undefined
            ? 'such as `tradewright caps MAX_ORDER_VALUE=2000`'
            : `did you mean ${near}?`,
      });
    }
    flags[known] = rest.join('=');
  }
  return flags;
}
