/** `tradewright config explain`: each cap that holds, where it comes from, and what it makes impossible. @module */
import { TradewrightError } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import { explainCaps, type ExplainedCap, type ExplainedConfig } from '../money/explain-caps.ts';
import { table } from '../output/table.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Only `explain` is there. */
export async function config(part: string, options: GlobalOptions): Promise<ExitCode> {
  if (part !== 'explain')
    throw new TradewrightError('USAGE', `"config ${part}" is not a command.`, {
      hint: 'use `tradewright config explain`',
    });
  const context = verbContext(options, 'warn');
  const explained = explainCaps(context.config);
  show(context, explained, () => explainedText(explained));
  return 0;
}

function explainedText({ venue, baseCurrency, caps, costs, impossible }: ExplainedConfig): string {
  const sentences = impossible.map((sentence) => `  - ${sentence}\n`).join('');
  return [
    `Caps on ${venue}, sums in ${baseCurrency}\n\n`,
    rows(caps),
    '\nCosts\n\n',
    rows(costs),
    '\nImpossible under these caps\n\n',
    sentences,
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
