// `tradewright --help` over a Node process that does nothing.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ratioOf } from './rounds.mjs';

const launcher = fileURLToPath(new URL('../apps/bot/bin/tradewright.js', import.meta.url));

/** Whole processes, from start to exit. */
export async function coldStartFigure(rounds) {
  const run = (...words) => {
    const { status } = spawnSync(process.execPath, words, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}`);
  };
  const figure = await ratioOf(
    () => run(launcher, '--help'),
    () => run('-e', '0'),
    rounds,
  );
  return { figure: 'help-over-empty-node', must: 3, goal: 1.5, ...figure };
}
