// A process that imports what Gemini needs, ccxt's class included, over a Node process that does nothing.
import { spawnSync } from 'node:child_process';
import { ratioOf } from './rounds.mjs';

const code = `
  const { GeminiTrader } = await import('@tradewright/venue-ccxt');
  const { loadCcxtVenue } = await import('${new URL('../packages/venue-ccxt/dist/ccxt/load-ccxt-venue.js', import.meta.url)}');
  await loadCcxtVenue('gemini');
  if (typeof GeminiTrader !== 'function') process.exit(1);
`;

/** Whole processes, from start to exit. */
export async function geminiStartFigure(rounds) {
  const run = (text) => {
    const words = ['--input-type=module', '-e', text];
    const { status } = spawnSync(process.execPath, words, {
      stdio: 'ignore',
      cwd: import.meta.dirname,
    });
    if (status !== 0) throw new Error(`the process ended with ${status}`);
  };
  const figure = await ratioOf(
    () => run(code),
    () => run('0'),
    rounds,
  );
  return { figure: 'gemini-start-over-empty-node', must: 5, goal: 4, ...figure };
}
