// A process that imports what Gemini needs, ccxt's class included, over a Node process that does nothing.
import { spawnSync } from 'node:child_process';
import { ratioOf } from './rounds.mjs';

const code = `
  const { GeminiTrader } = await import('@tradewright/venue-ccxt/gemini');
  const { loadCcxtVenue } = await import('${new URL('../packages/venue-ccxt/dist/ccxt/load-ccxt-venue.js', import.meta.url)}');
  await loadCcxtVenue('gemini');
  if (typeof GeminiTrader !== 'function') process.exit(1);
`;

const tellCpu = `process.on('exit', () => process.stdout.write(JSON.stringify(process.cpuUsage())));`;

/** Whole processes, from start to exit, each of which says what it cost. */
export async function geminiStartFigure(rounds) {
  const run = (text) => {
    const words = ['--input-type=module', '-e', `${tellCpu}${text}`];
    const { status, stdout } = spawnSync(process.execPath, words, {
      stdio: ['ignore', 'pipe', 'ignore'],
      cwd: import.meta.dirname,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the process ended with ${status}`);
    return JSON.parse(stdout);
  };
  const figure = await ratioOf(
    () => run(code),
    () => run('0'),
    rounds,
  );
  return { figure: 'gemini-start-over-empty-node', must: 5, goal: 4, ...figure };
}
