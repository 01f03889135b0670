/** A bot that is killed: the real engine, database and lock; its orders come on standard input. @module */
import { register } from 'node:module';
import { writeSync } from 'node:fs';
import type { TraderCapabilities } from '@tradewright/core';
import { mutants } from '../../mutants/mutants.ts';
import type { RoundTerms } from './crash-terms.ts';
import { readLines } from './line-reader.ts';

/** How a bot begins. It ends itself at the named point, after it was passed `passes` times. */
export type BotStart = {
  readonly terms: RoundTerms;
  readonly capabilities: TraderCapabilities;
  readonly run: number;
  readonly doom: { readonly point: string; readonly passes: number } | null;
};

/** What a bot is told. */
export type BotOrder = { readonly start: BotStart } | { readonly trade: true };

/** What a bot tells. */
export type BotWord =
  | { readonly kind: 'warm' | 'ready' }
  | { readonly kind: 'doomed'; readonly point: string }
  | { readonly kind: 'failed'; readonly reason: string };

const planted = process.argv[2];
if (planted !== undefined) {
  const mutant = mutants.find(({ name }) => name === planted);
  if (mutant === undefined) throw new Error(`There was no mutant "${planted}".`);
  register('../../mutants/plant-mutant.js', import.meta.url, { data: mutant });
}

/** Written at once: the next thing may be the end. */
function tell(word: BotWord): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}

// Imported late: every file of the product must come through the hook.
const { startBot } = await import('./start-bot.ts');
let trade: () => void = () => undefined;

function fail(error: unknown): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  tell({ kind: 'failed', reason });
  process.exit(1);
}

async function begin({ terms, capabilities, run, doom }: BotStart): Promise<void> {
  let left = doom?.passes ?? 0;
  const point = (name: string): void => {
    if (name !== doom?.point) return;
    left -= 1;
    if (left >= 0) return;
    tell({ kind: 'doomed', point: name });
    process.kill(process.pid, 'SIGKILL');
  };
  trade = await startBot({ terms, capabilities, run, point, fail });
  point('ready');
  tell({ kind: 'ready' });
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
readLines(process.stdin, (line) => {
  const order = line as BotOrder;
  if ('start' in order) void begin(order.start);
  else trade();
});
process.stdin.on('end', () => process.exit(0));
tell({ kind: 'warm' });
