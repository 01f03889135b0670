/** How full the caps are, for eyes. @module */
import type { CapState } from '@tradewright/engine';
import { money } from './money.ts';
import { table } from './table.ts';

const words: Readonly<Record<CapState['state'], string>> = {
  clear: '',
  'near-cap': 'NEAR',
  'cap-hit': 'HIT: no entry is made',
  unknown: 'not known: no entry is made',
};

/** One row per cap that fills up. */
export function capsText(states: readonly CapState[]): string {
  return table(
    [
      { title: 'cap' },
      { title: 'used', right: true },
      { title: 'limit', right: true },
      { title: 'full', right: true },
      { title: '' },
    ],
    states.map(({ rule, used, limit, usedPercent, state }) => [
      rule,
      money(used),
      money(limit),
      usedPercent === null ? '-' : `${usedPercent} %`,
      words[state],
    ]),
    'No cap is set.',
  );
}
