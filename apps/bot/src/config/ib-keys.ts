/** Keys of Interactive Brokers. @module */
import { z } from 'zod';
import { baseCurrencySchema } from '@tradewright/core';
import { key, optionalWhole, trueOrFalse, wholeNumber } from './key-definition.ts';

/** See docs/venues/ib.md. `IB_TEST_*` belong to the live tests of docs/testing.md, which no session reads. */
export const ibKeys = {
  IB_HOST: key(
    'ib',
    '127.0.0.1',
    z.string().min(1),
    'Host of TWS or IB Gateway; IBKR_HOST, IBKR_PORT and IBKR_CLIENT_ID are read as aliases',
  ),
  IB_PORT: key(
    'ib',
    '7497',
    wholeNumber(1, 65_535),
    'Port: 7497 TWS paper, 7496 TWS live, 4002 Gateway paper, 4001 Gateway live',
  ),
  IB_CLIENT_ID: key(
    'ib',
    '1',
    wholeNumber(0, 30_000),
    'Client id of the bot; reading verbs use ids from 1,000 above it',
  ),
  IB_ACCOUNT_ID: key('ib', '', z.string(), 'Account, where the login has several'),
  IB_PAPER: key(
    'ib',
    'true',
    trueOrFalse,
    'true expects a paper account, false a live one; the account and TRADING_MODE must agree',
  ),
  IB_BASE_CURRENCY: key('ib', 'AUD', baseCurrencySchema, 'Base currency on IB'),
  IB_EXCHANGE: key(
    'ib',
    'SMART/ASX',
    z.string().regex(/^[A-Z]+\/[A-Z]+$/, 'must be ROUTING/PRIMARY'),
    'Routing and primary exchange',
  ),
  IB_MARKET_DATA: key(
    'ib',
    'auto',
    z.enum(['live', 'delayed', 'auto']),
    'live, delayed, or auto: delayed where live is not subscribed',
  ),
  IB_TRADE_ON_DELAYED: key(
    'ib',
    '',
    z.union([z.literal('').transform(() => null), trueOrFalse]),
    'Whether entries may rest on delayed quotes; empty: true on a paper account, false on a live one',
  ),
  IB_ENTRY_NUDGE_TICKS: key(
    'ib',
    '0',
    wholeNumber(0, 100),
    'Price steps by which the limit of an entry moves towards the market, never past it or the collar',
  ),
  IB_MARKET_DATA_LINES: key(
    'ib',
    '100',
    wholeNumber(1, 10_000),
    'Market data lines that the login has; a symbol beyond them is refused before IB is asked',
  ),
  IB_TEST_MODE: key(
    'ib',
    'live',
    z.enum(['live', 'playback', 'simulator']),
    'live: what answers at IB_HOST and IB_PORT; playback: the recording IB_FIXTURE; simulator: a scripted market in this process',
  ),
  IB_FIXTURE: key(
    'ib',
    '',
    z.string(),
    'Recording for IB_TEST_MODE=playback; empty takes the bundled one, made on the simulator',
  ),
  IB_RECORD: key(
    'ib',
    '',
    z.string(),
    'File into which the traffic with TWS is recorded, sanitised; empty records nothing',
  ),
  IB_LIVE_TESTS: key(
    'ib',
    '0',
    z.enum(['0', '1']).transform((text) => text === '1'),
    '1 lets the live tests of docs/testing.md run, with the four below; no session reads them',
  ),
  IB_TEST_HOST: key('ib', '', z.string(), 'Host of the Gateway of the live tests'),
  IB_TEST_PORT: key('ib', '', optionalWhole(1, 65_535), 'Its port'),
  IB_TEST_CLIENT_ID: key('ib', '', optionalWhole(0, 30_000), 'Client id of the live tests'),
  IB_TEST_ACCOUNT_ID: key(
    'ib',
    '',
    z.string().regex(/^(D[A-Z]\w+)?$/, 'must be a paper account, which begins with D'),
    'Paper account of the live tests; the login must have it',
  ),
} as const;
