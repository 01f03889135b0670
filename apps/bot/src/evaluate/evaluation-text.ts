/** An evaluation for a terminal. @module */
import { table } from '../output/table.ts';
import { minuteText } from '../output/time-text.ts';
import type { Evaluation } from './evaluate-session.ts';
import { sections, verdictOf } from './evaluation-sections.ts';

/** Every figure of the page, and where the page is. */
export function evaluationText(evaluation: Evaluation, file: string): string {
  const { session, decidedBy, symbols, from, to, notes } = evaluation;
  const head = `${session}: ${symbols.join(', ')}, ${minuteText(from)} to ${minuteText(to)} UTC\nDecided by ${decidedBy.model} (${decidedBy.source})\n${verdictOf(evaluation)}\n`;
  const parts = sections(evaluation).map(
    ({ title, rows }) =>
      `\n${title}\n${table(
        [{ title: 'measure' }, { title: 'value' }, { title: 'reads' }],
        rows.map(({ name, value, note }) => [name, value, note]),
        'nothing to show',
      )}`,
  );
  const more = notes.map((note) => `note: ${note}\n`).join('');
  return `${head}${parts.join('')}\n${more}${file}\n`;
}
