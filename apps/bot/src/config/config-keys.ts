/** Every configuration key: its meaning, its default and what it accepts. @module */
import { z } from 'zod';
import { baseCurrencySchema, decimalSchema } from '@tradewright/core';
import { agentKeys } from './agent-keys.ts';
import { costKeys } from './cost-keys.ts';
import { ibKeys } from './ib-keys.ts';
import { decimalText, key, symbols, trueOrFalse, wholeNumber } from './key-definition.ts';
import { riskKeys } from './risk-keys.ts';

/** All keys by their environment name. YAML accepts the same names in camelCase or snake_case, also in sections. */
export const configKeys = {
  ACTIVE_EXCHANGE: key(
    'venue',
    'PAPER',
    z.string().trim().min(1).toUpperCase(),
    'Venue to trade on: PAPER, or a registered one',
  ),
  TRADING_MODE: key(
    'venue',
    'paper',
    z.enum(['paper', 'live']),
    'paper or live; live needs a venue with real money',
  ),
  BASE_CURRENCY: key(
    'venue',
    'USD',
    baseCurrencySchema,
    'Currency of caps, equity and PnL: a three-letter ISO code',
  ),
  ALLOWED_SYMBOLS: key(
    'venue',
    '',
    symbols,
    'Symbols that may be traded, separated by commas; empty allows those of the strategies',
  ),
  CLIENT_ORDER_PREFIX: key(
    'venue',
    'TW',
    z.string().regex(/^[A-Za-z0-9]{1,6}$/, 'must be 1 to 6 letters or digits'),
    'Marks our orders at the venue',
  ),
  LOOP_INTERVAL_SECONDS: key(
    'venue',
    '300',
    wholeNumber(1, 86_400),
    'Seconds between two decision cycles',
  ),
  ...agentKeys,
  PAPER_DATA: key(
    'paper',
    '',
    z.string(),
    'Recorded files for PAPER, SYMBOL=file separated by commas; a symbol may have quotes and trades; empty plays the bundled BTC/USD days',
  ),
  PAPER_CASH: key(
    'paper',
    '100000',
    z.string(),
    'Opening cash: a sum in the base currency, or CODE:sum separated by commas',
  ),
  PAPER_MAKER_FEE_BPS: key(
    'paper',
    '10',
    decimalSchema,
    'Maker fee in basis points; negative is a rebate',
  ),
  PAPER_TAKER_FEE_BPS: key('paper', '10', decimalText, 'Taker fee in basis points'),
  PAPER_SLIPPAGE_TICKS: key(
    'paper',
    '0',
    wholeNumber(0, 1_000),
    'Price steps by which a taker fares worse than the touch',
  ),
  PAPER_LATENCY_MS: key(
    'paper',
    '0',
    wholeNumber(0, 3_600_000),
    'Milliseconds before an order reaches the book',
  ),
  PAPER_SPREAD_BPS: key(
    'paper',
    '2',
    z.coerce.number().min(0).max(1_000),
    'Width of the quote made around recorded bars, in basis points',
  ),
  ...ibKeys,
  CCXT_API_KEY: key('ccxt', '', z.string(), 'API key of a venue of ccxt'),
  CCXT_API_SECRET: key('ccxt', '', z.string(), 'API secret of that venue'),
  CCXT_PASSWORD: key('ccxt', '', z.string(), 'Password of the key, where the venue asks for one'),
  CCXT_SANDBOX: key('ccxt', 'false', trueOrFalse, 'true speaks to the sandbox of the venue'),
  CCXT_ALLOW_EXPERIMENTAL: key(
    'ccxt',
    'false',
    trueOrFalse,
    'true lets an account with real money be connected',
  ),
  CCXT_URL: key('ccxt', '', z.string(), 'Any server with the paths of the venue'),
  GEMINI_API_KEY: key('gemini', '', z.string(), 'API key of Gemini'),
  GEMINI_API_SECRET: key('gemini', '', z.string(), 'API secret of Gemini'),
  GEMINI_SANDBOX: key('gemini', 'true', trueOrFalse, 'true speaks to the sandbox'),
  GEMINI_REST_URL: key(
    'gemini',
    '',
    z.string(),
    'Any server instead of the venue, such as a simulator',
  ),
  GEMINI_TEST_MODE: key(
    'gemini',
    'live',
    z.enum(['live', 'playback', 'simulator']),
    'live speaks to the venue; simulator starts one in this process; playback shows a recorded market',
  ),
  GEMINI_FIXTURE: key(
    'gemini',
    '',
    z.string(),
    'Cassette of playback; empty plays the bundled one',
  ),
  GEMINI_WS_URL: key('gemini', '', z.string(), 'WebSocket of that server; empty asks instead'),
  ...riskKeys,
  ...costKeys,
  LIVE_ACCOUNT_ID: key(
    'operate',
    '',
    z.string(),
    'Account with real money that may be traded, typed in full; TRADING_MODE=live and `tradewright arm` belong to it',
  ),
  KILL_POLICY: key(
    'operate',
    'keep',
    z.enum(['keep', 'flatten']),
    'What a kill does with positions: keep them under their protection, or flatten them',
  ),
  WATCHDOG_SECONDS: key(
    'operate',
    '60',
    wholeNumber(0, 3_600),
    'Seconds without a heartbeat after which the watchdog of `run` ends the bot and cancels its entries; 0 is no watchdog',
  ),
  DATA_PATH: key('store', './data', z.string().min(1), 'Folder of database, tapes, locks and logs'),
  DATABASE_PATH: key(
    'store',
    '',
    z.string(),
    'Journal database; empty is tradewright.db in DATA_PATH',
  ),
  DATA_STORE_BACKEND: key(
    'store',
    'sqlite',
    z.enum(['sqlite', 'none']),
    'Where recorded market data goes: sqlite or none',
  ),
  MARKET_DATA_INTERVAL_SECONDS: key(
    'store',
    '60',
    wholeNumber(1, 86_400),
    'Least seconds between two recorded quotes of a symbol between decisions',
  ),
  COLLECTOR_WATCHLIST: key(
    'collector',
    '',
    symbols,
    'Further symbols whose quotes are recorded, separated by commas',
  ),
  COLLECTOR_FUNDAMENTAL_REFRESH_HOURS: key(
    'collector',
    '24',
    wholeNumber(1, 8_760),
    'Hours between two requests of collect for the company report of a symbol',
  ),
  TELEMETRY_SAMPLE_SECONDS: key(
    'logging',
    '60',
    wholeNumber(1, 86_400),
    'Least seconds between two quotes of a symbol, and between two heartbeats, in telemetry.log',
  ),
  LOG_FORMAT: key('logging', 'pretty', z.enum(['pretty', 'json', 'logfmt']), 'Form of log lines'),
  LOG_LEVEL: key(
    'logging',
    'info',
    z.string().regex(levelPattern(), 'must be a level, or level,part=level,…'),
    'Level: trace, debug, info, warn, error, fatal or silent, and per part as in info,venue=trace',
  ),
  LOG_DESTINATION: key(
    'logging',
    'stderr',
    z.enum(['stderr', 'stdout']),
    'Where log lines go; stdout cannot be combined with --json',
  ),
} as const;

/** Name of a key. */
export type ConfigKey = keyof typeof configKeys;

/** Parsed values by key. */
export type ConfigValues = {
  readonly [Name in ConfigKey]: z.output<(typeof configKeys)[Name]['schema']>;
};

/** All names, in the order of the table. */
export const configKeyNames = Object.keys(configKeys) as readonly ConfigKey[];

function levelPattern(): RegExp {
  const level = '(trace|debug|info|warn|error|fatal|silent)';
  return new RegExp(`^${level}(,[a-z-]+=${level})*$`);
}
