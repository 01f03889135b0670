/** The command line. Verbs are loaded when they are called: help costs no more than this file. @module */
import { Command, CommanderError } from 'commander';
import { placeHelp } from './orders/example-orders.ts';

const program = new Command('tradewright')
  .description(
    'Trade on many venues through one interface; an agent may only propose, code disposes.',
  )
  .enablePositionalOptions()
  .showSuggestionAfterError(true)
  .exitOverride();

/** Options of every verb; `place` has a `--json` of its own. */
function common(command: Command, json = true): Command {
  if (json) command.option('--json', 'print one JSON document on standard output and nothing else');
  return command
    .option('--config <file>', 'configuration file (default: ./tradewright.yaml if it is there)')
    .option('--verbose', 'log more, on standard error');
}
common(program);

/** Adds a verb. Its handler gets the arguments and all options, and gives the exit code. */
function verb(
  usage: string,
  description: string,
  handler: (options: object, ...words: string[]) => Promise<number>,
): Command {
  const command = program.command(usage).description(description);
  return common(command, !usage.startsWith('place')).action(async (...parts: unknown[]) => {
    const called = parts.at(-1) as Command;
    process.exitCode = await handler({ ...program.opts(), ...called.opts() }, ...called.args);
  });
}

function ofSession(
  usage: string,
  description: string,
  handler: (options: object) => Promise<number>,
): Command {
  return verb(usage, description, handler).option(
    '--session <id>',
    'a session other than the newest',
  );
}

verb('demo', 'run a session on recorded real data, offline and without keys', async (options) =>
  (await import('./verbs/demo.ts')).demo(options),
);
verb('run', 'run the configured venue, going on with its portfolio', async (options) =>
  (await import('./verbs/demo.ts')).run(options),
);
verb('sessions [id]', 'list sessions, or show one', async (options, id) =>
  (await import('./verbs/sessions.ts')).sessions(id, options),
);
verb(
  'replay <id>',
  'run a session again from its tape and compare digests',
  async (options, id = '') => (await import('./verbs/replay.ts')).replay(id, options),
)
  .option('--model <name>', 'what another model would have done; offline-rules-v1 costs nothing')
  .option('--prompt <file>', 'what the model would have done with this playbook')
  .option('--caps <file>', 'what would have come of it under these caps (YAML)');
verb('verify <id>', 'recompute the hash chain of the journal', async (options, id = '') =>
  (await import('./verbs/replay.ts')).verify(id, options),
);
verb('backup <file>', 'copy the journal, also beside a running bot', async (options, file = '') =>
  (await import('./verbs/journal-copy.ts')).backup(file, options),
);
verb('restore <file>', 'put a copy in the place of the journal', async (options, file = '') =>
  (await import('./verbs/journal-copy.ts')).restore(file, options),
);
verb('recover', 'go on with a journal whose end was lost', async (options) =>
  (await import('./verbs/journal-copy.ts')).recover(options),
).option('--operator <name>', 'who has looked; it is written down');
verb('quote <symbol>', 'show the last quote', async (options, symbol = '') =>
  (await import('./verbs/market.ts')).quote(symbol, options),
);
verb('book <symbol>', 'show the order book', async (options, symbol = '') =>
  (await import('./verbs/market.ts')).book(symbol, options),
).option('--depth <n>', 'levels per side (default: 10)');
verb('bars <symbol>', 'show bars, the newest kept', async (options, symbol = '') =>
  (await import('./verbs/market.ts')).bars(symbol, options),
)
  .option('--timeframe <t>', '1m, 5m, 15m, 30m, 1h, 2h, 4h or 1d (default: 5m)')
  .option('--limit <n>', 'how many (default: 20)')
  .option('--since <time>', 'ISO time or milliseconds');
verb(
  'collect [symbols...]',
  'write down quotes and company reports of a watchlist; trades nothing, and runs beside a bot',
  async (options, ...symbols) => (await import('./verbs/collect.ts')).collect(symbols, options),
)
  .option(
    '--for <seconds>',
    'stop after this time (default: at a signal, or where a recording ends)',
  )
  .addHelpText(
    'after',
    '\nWithout symbols: COLLECTOR_WATCHLIST and ALLOWED_SYMBOLS. A row per symbol and MARKET_DATA_INTERVAL_SECONDS goes\nto market_data in DATA_PATH/market.db; a company report is asked for every COLLECTOR_FUNDAMENTAL_REFRESH_HOURS.',
  );
verb('place', 'place one order by hand', async (options) =>
  (await import('./verbs/place.ts')).place(options),
)
  .option('--json <order>', 'the order as JSON; the answer is JSON too')
  .option('--order <file>', 'read the order from a file, or from standard input with -')
  .option('--transmit', 'send it; without this it is staged, or not sent')
  .option('--dry-run', 'run every check, show what would be sent, send nothing')
  .option('--wait <seconds>', 'answer when the order has ended')
  .addHelpText('after', placeHelp);
verb('watch', 'follow one order until it ends', async (options) =>
  (await import('./verbs/watch.ts')).watch(options),
)
  .option('--order <id>', 'client order id, id of the venue, or tag')
  .option('--order-id <id>', 'the same')
  .option('--for <seconds>', 'stop watching after this time');
verb('cancel [id]', 'cancel an order', async (options, id) =>
  (await import('./verbs/cancel.ts')).cancel(id, options),
).option('--all', 'every open order of this account');
verb(
  'resolve <id>',
  'end an order of unknown outcome by what a person knows',
  async (options, id = '') => (await import('./verbs/resolve.ts')).resolve(id, options),
)
  .option('--as <end>', 'not-placed, canceled or filled')
  .option('--quantity <n>', 'how much was filled (default: all that is missing)')
  .option('--price <p>', 'at which price (default: the limit of the order)')
  .option('--operator <name>', 'who has looked; it is written down')
  .option('--reason <text>', 'how it is known; it is written down');
verb('flatten', 'cancel every order, then close what was opened', async (options) =>
  (await import('./verbs/cancel.ts')).flatten(options),
);
verb(
  'arm <account>',
  'leave a token with which real money may be risked for a time',
  async (options, account = '') => (await import('./verbs/arm.ts')).arm(account, options),
).option('--minutes <n>', 'how long (default: 60, at most a day)');
verb('disarm', 'take that token away', async (options) =>
  (await import('./verbs/arm.ts')).disarm(options),
);
verb('pause', 'take no new risk until resume', async (options) =>
  (await import('./verbs/control.ts')).pause(options),
);
verb('resume', 'take risk again', async (options) =>
  (await import('./verbs/control.ts')).resume(options),
)
  .option('--clear-kill', 'also take a kill back, once somebody has looked')
  .option('--clear-halt <id>', 'also clear a halt that `orders` or `health` names')
  .option('--operator <name>', 'who has looked; it is written down');
verb(
  'kill',
  'no new risk, cancel entries, keep protection; works while the bot hangs',
  async (options) => (await import('./verbs/control.ts')).kill(options),
).option('--reason <text>', 'what later readers are told');
verb('watchdog', 'watch over a bot; run starts it by itself', async (options) =>
  (await import('./verbs/watchdog.ts')).watchdog(options),
).option('--pid <n>', 'process id of the bot');
verb('health', 'show whether the account can be traded on', async (options) =>
  (await import('./verbs/health.ts')).health(options),
);
verb(
  'selftest',
  'check connection and trading from end to end, with one small order',
  async (options) => (await import('./verbs/selftest.ts')).selftest(options),
)
  .option('--skip-orders', 'read only: place nothing')
  .option('--symbol <symbol>', 'what to trade (default: the first allowed one)')
  .option('--report <file>', 'write the checklist with the log');
ofSession('account', 'show balances', async (options) =>
  (await import('./verbs/records.ts')).account(options),
);
ofSession('positions', 'show open positions', async (options) =>
  (await import('./verbs/records.ts')).positions(options),
);
ofSession('orders', 'show open orders', async (options) =>
  (await import('./verbs/records.ts')).orders(options),
)
  .option('--all', 'ended orders too')
  .option('--tag <text>', 'only orders with this tag');
ofSession('fills', 'show executions', async (options) =>
  (await import('./verbs/records.ts')).fills(options),
);
ofSession('ledger', 'show every posting with its running balance', async (options) =>
  (await import('./verbs/ledger.ts')).ledger(options),
)
  .option('--csv', 'one line per posting, for an accountant')
  .option('--cash', "only the venue's cash against the ledger's, with the difference by name")
  .option('--account <name>', 'only this account and those below it, such as cash or cash:AUD');
verb('book-cash', 'book money that came or went without a trade', async (options) =>
  (await import('./verbs/ledger.ts')).bookCash(options),
)
  .option('--kind <kind>', 'interest, dividend, fee, tax or transfer')
  .option('--amount <sum>', 'received, or with a minus paid')
  .option('--currency <code>', 'its currency')
  .option('--symbol <symbol>', 'what it was paid for')
  .option('--reference <text>', 'of the statement')
  .option('--time <time>', 'when it was booked at the venue (default: now)');
verb(
  'config <part>',
  'show each cap, where it comes from and what it makes impossible: config explain',
  async (options, part = '') => (await import('./verbs/config.ts')).config(part, options),
).option('--equity <sum>', 'what the caps mean to an account of this worth, in base currency');
verb(
  'caps [settings...]',
  'show how full the caps of the running bot are, or change them: KEY=VALUE …',
  async (options, ...words) => (await import('./verbs/caps.ts')).caps(words, options),
).option('--operator <name>', 'who loosens a cap; tightening needs nobody');
verb('decisions [id]', 'show what was decided, or one decision whole', async (options, id) =>
  (await import('./verbs/decisions.ts')).decisions(id, options),
).option('--session <id>', 'a session other than the newest');
verb('mcp', 'let other agents read, over the Model Context Protocol on stdio', async (options) =>
  (await import('./verbs/mcp.ts')).mcp(options),
)
  .option('--propose', 'let them leave proposals for a person')
  .option('--http <port>', 'serve on this port of loopback instead, for clients with MCP_TOKEN');
verb(
  'doctor [part]',
  'find what stands in the way of a session; doctor model asks the endpoint what it can',
  async (options, part) => (await import('./verbs/doctor.ts')).doctor(part, options),
);
verb('init', 'write a commented configuration file', async (options) =>
  (await import('./verbs/init.ts')).init(options),
)
  .option('--venue <name>', 'PAPER, IB, GEMINI or any ccxt id (default: PAPER)')
  .option('--to <file>', 'where to (default: ./tradewright.yaml)')
  .option('--force', 'write over a file that is there');
verb(
  'evaluate [id]',
  'judge how a session was decided, and how much of its outcome was luck; writes a page',
  async (options, id) => (await import('./verbs/evaluate.ts')).evaluate(id, options),
)
  .option('--to <file>', 'the page (default: below DATA_PATH/reports)')
  .option('--twins <n>', 'how many twins without knowledge (default: 1000)')
  .option('--ask', 'ask the configured model about changed markets too; costs money');
verb('redteam', 'attack the configured model, or one that obeys everything', async (options) =>
  (await import('./verbs/redteam.ts')).redteam(options),
).option('--limit <n>', 'so many cases, spread over the classes');
verb(
  'proposals [hash]',
  'list what waits for a person, or show one plan whole',
  async (options, hash) => (await import('./verbs/approvals.ts')).proposals(hash, options),
).option('--all', 'those that have ended too');
verb('approve <hash>', 'approve a proposal of an agent', async (options, hash = '') =>
  (await import('./verbs/approvals.ts')).approve(hash, options),
).option('--operator <name>', 'who approves; it is written down');
verb('decline <hash>', 'decline a proposal of an agent', async (options, hash = '') =>
  (await import('./verbs/approvals.ts')).decline(hash, options),
).option('--operator <name>', 'who declines; it is written down');

verb(
  'tws-simulator',
  'let a scripted TWS answer on loopback, for any TWS client',
  async (options) => (await import('./verbs/tws-simulator.ts')).twsSimulator(options),
)
  .option('--port <n>', 'port to listen on (default: 7497)')
  .option('--step <ms>', 'real time between two steps of the market (default: 1000)')
  .option('--delayed', 'no live market data is subscribed')
  .option('--read-only', 'the Read-Only API setting is on');
verb('gemini-simulator', 'serve a fake Gemini on loopback until a signal', async (options) =>
  (await import('./verbs/gemini-simulator.ts')).geminiSimulator(options),
).option('--port <n>', 'port of loopback (default: 8380; 0 takes any)');
verb(
  'model-simulator',
  'serve a scripted OpenAI-compatible endpoint on loopback until a signal',
  async (options) => (await import('./verbs/model-simulator.ts')).modelSimulator(options),
).option('--port <n>', 'port of loopback (default: 8390; 0 takes any)');
verb(
  'record <venue> [symbols...]',
  'make a fixture: gemini its market, ib everything that reads, model the answers of a session',
  async (options, venue = '', ...symbols) =>
    (await import('./verbs/record.ts')).record(venue, symbols, options),
)
  .option('--seconds <n>', 'how long to listen (default: 10 on ib, 600 on gemini)')
  .option('--session <id>', 'for model: a session other than the newest')
  .option('--to <file>', 'where to (default: below DATA_PATH/recordings)');

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe may leave early, as `head` does.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else
    process.exitCode = (await import('./report-error.ts')).reportError(
      error,
      process.argv.includes('--json'),
    );
}
