/** The command line. Verbs are loaded when they are called: help costs no more than this file. @module */
import { Command, CommanderError } from 'commander';

type Options = { readonly json?: boolean; readonly config?: string; readonly verbose?: boolean };

const program = new Command('tradewright')
  .description('Trade on many venues through one interface; an agent may only propose, code disposes.')
  .option('--json', 'print one JSON document on standard output and nothing else')
  .option('--config <file>', 'configuration file (default: ./tradewright.yaml if it is there)')
  .option('--verbose', 'log more, on standard error')
  .showSuggestionAfterError(true)
  .exitOverride()
  .enablePositionalOptions(false);

function verb(usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .option('--json', 'print JSON')
    .option('--config <file>', 'configuration file')
    .option('--verbose', 'log more');
}

function ofSession(usage: string, description: string): Command {
  return verb(usage, description).option('--session <id>', 'a session other than the newest');
}

async function end(code: Promise<number>): Promise<void> {
  process.exitCode = await code;
}

verb('demo', 'run a session on recorded real data, offline and without keys').action(async (options: Options) => end((await import('./verbs/demo.ts')).demo(options)));
verb('run', 'run the configured venue, going on with its portfolio').action(async (options: Options) => end((await import('./verbs/demo.ts')).run(options)));
verb('sessions [id]', 'list sessions, or show one').action(async (id: string | undefined, options: Options) => end((await import('./verbs/sessions.ts')).sessions(id, options)));
verb('replay <id>', 'run a session again from its tape and compare digests').action(async (id: string, options: Options) => end((await import('./verbs/replay.ts')).replay(id, options)));
verb('verify <id>', 'recompute the hash chain of the journal').action(async (id: string, options: Options) => end((await import('./verbs/replay.ts')).verify(id, options)));
verb('quote <symbol>', 'show the last quote').action(async (symbol: string, options: Options) => end((await import('./verbs/market.ts')).quote(symbol, options)));
verb('book <symbol>', 'show the order book')
  .option('--depth <n>', 'levels per side')
  .action(async (symbol: string, options: Options) => end((await import('./verbs/market.ts')).book(symbol, options)));
verb('bars <symbol>', 'show bars, the newest kept')
  .option('--timeframe <t>', '1m, 5m, 15m, 30m, 1h, 2h, 4h or 1d (default: 5m)')
  .option('--limit <n>', 'how many (default: 20)')
  .option('--since <time>', 'ISO time or milliseconds')
  .action(async (symbol: string, options: Options) => end((await import('./verbs/market.ts')).bars(symbol, options)));
ofSession('account', 'show balances').action(async (options: Options) => end((await import('./verbs/records.ts')).account(options)));
ofSession('positions', 'show open positions').action(async (options: Options) => end((await import('./verbs/records.ts')).positions(options)));
ofSession('orders', 'show open orders')
  .option('--all', 'ended orders too')
  .action(async (options: Options) => end((await import('./verbs/records.ts')).orders(options)));
ofSession('fills', 'show executions').action(async (options: Options) => end((await import('./verbs/records.ts')).fills(options)));
ofSession('decisions', 'show what was decided').action(async (options: Options) => end((await import('./verbs/records.ts')).decisions(options)));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = (await import('./report-error.ts')).reportError(error, process.argv.includes('--json'));
}
