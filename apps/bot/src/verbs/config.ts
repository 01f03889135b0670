/** `tradewright config explain`: each cap that holds, where it comes from, and what it makes impossible. @module */
import { Decimal, TradewrightError } from '@tradewright/core';
import { decimalText } from '../config/key-definition.ts';
import type { Config } from '../config/load-config.ts';
import type { ExitCode } from '../exit-code.ts';
import { capsAgainstEquity } from '../money/caps-against-equity.ts';
import { explainCaps, type ExplainedCap, type ExplainedConfig } from '../money/explain-caps.ts';
import { riskCapsOf } from '../session/risk-caps.ts';
import { table } from '../output/table.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Options of the verb. */
type ConfigOptions = GlobalOptions & { readonly equity?: string };

/** Only `explain` is there. */
export async function config(part: string, options: ConfigOptions): Promise<ExitCode> {
  if (part !== 'explain')
    throw new TradewrightError('USAGE', `"config ${part}" is not a command.`, {
      hint: 'use `tradewright config explain`',
    });
  const context = verbContext(options, 'warn');
  const explained = { ...explainCaps(context.config), equity: equityOf(context.config, options) };
  show(context, explained, () => explainedText(explained));
  return 0;
}

/** What the caps say to an account of this worth; `null` where no worth was given. */
function equityOf(config: Config, { equity }: ConfigOptions): readonly string[] | null {
  if (equity === undefined) return null;
  const sum = decimalText.safeParse(equity);
  if (!sum.success)
    throw new TradewrightError('USAGE', `--equity was "${equity}".`, {
      hint: 'give a sum in base currency, such as --equity 25000',
    });
  const currency = config.ACTIVE_EXCHANGE === 'IB' ? config.IB_BASE_CURRENCY : config.BASE_CURRENCY;
  return capsAgainstEquity(riskCapsOf(config), Decimal.from(sum.data), currency);
}

type Shown = ExplainedConfig & { readonly equity: readonly string[] | null };

function explainedText({ venue, baseCurrency, caps, costs, impossible, equity }: Shown): string {
  const sentences = impossible.map((sentence) => `  - ${sentence}\n`).join('');
  return [
    `Caps on ${venue}, sums in ${baseCurrency}\n\n`,
    rows(caps),
    '\nCosts\n\n',
    rows(costs),
    '\nImpossible under these caps\n\n',
    sentences,
    equity === null
      ? '\n--equity SUM says what these caps mean to an account of that worth\n'
      : `\nAt that equity\n\n${equity.map((sentence) => `  - ${sentence}\n`).join('')}`,
  ].join('');
}

function rows(caps: readonly ExplainedCap[]): string {
  return table(
    [
      { title: 'key' },
      { title: 'value', right: true },
      { title: '' },
      { title: 'from' },
      { title: 'meaning' },
    ],
    caps.map(({ key, value, unit, source, meaning }) => [
      key,
      value ?? 'none',
      value === null ? '' : (unit ?? ''),
      source,
      meaning,
    ]),
    'None.',
  );
}
