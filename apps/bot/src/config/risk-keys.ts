/** Keys of the caps. @module */
import { z } from 'zod';
import { positiveDecimalSchema } from '@tradewright/core';
import {
  decimalText,
  key,
  list,
  optionalDecimal,
  optionalNumber,
  optionalSum,
  optionalWhole,
  sumsByCurrency,
  symbolLists,
  trueOrFalse,
  wholeNumber,
} from './key-definition.ts';

const kinds = { STK: 'equity', FX: 'fx' } as const;
const kindNames = Object.keys(kinds) as readonly (keyof typeof kinds)[];
const instrumentTypes = list
  .refine((items) => items.every((item) => item in kinds), {
    error: `must be of ${kindNames.join(', ')}, separated by commas: IB trades nothing else here`,
  })
  .transform((items) => items.map((item) => kinds[item as keyof typeof kinds]));

/** Sums are in base currency, percentages in percent; empty is no cap. `defaultClassCaps` gives the reasons for the figures of each class. */
export const riskKeys = {
  MAX_ORDER_VALUE: key(
    'risk',
    '5000',
    positiveDecimalSchema,
    'Largest value of one order, in base currency',
  ),
  ORDER_VALUE_BUFFER: key(
    'risk',
    '5',
    decimalText,
    'Kept free below MAX_ORDER_VALUE for price moves',
  ),
  MIN_TRADE_SIZE: key('risk', '500', decimalText, 'Smallest value of an entry, in base currency'),
  MAX_TOTAL_EXPOSURE: key(
    'risk',
    '10000',
    positiveDecimalSchema,
    'Largest sum of all positions and open entries, in base currency',
  ),
  BASELINE_POSITIONS: key(
    'risk',
    'count',
    z.enum(['count', 'ignore']),
    'Holdings of the account that this bot did not buy: count adds them to the exposure, ignore leaves them out; neither trades them',
  ),
  CASH_TOLERANCE: key(
    'risk',
    '',
    sumsByCurrency,
    "By how much the venue's cash may differ from the ledger's before entries halt, as AUD:0.05,JPY:2; a currency that is not named has two of its smallest units",
  ),
  MAX_POSITIONS: key(
    'risk',
    '3',
    wholeNumber(1, 10_000),
    'Most symbols with a position or an open entry',
  ),
  MAX_DAILY_LOSS: key(
    'risk',
    '1000',
    optionalDecimal,
    'Loss of a UTC day after which no entry is made, in base currency; empty is no cap',
  ),
  MAX_DAILY_LOSS_PERCENT: key(
    'risk',
    '3',
    optionalDecimal,
    'The same in percent of the equity at the start of the day; empty is no cap',
  ),
  SLIPPAGE_PERCENT: key(
    'risk',
    '0.5',
    z.coerce.number().min(0).max(20),
    'How far a marketable limit may reach beyond the touch, in percent',
  ),
  ENTRY_MAKER_FIRST: key(
    'risk',
    'false',
    trueOrFalse,
    'Send entry limits of plans post-only where the venue can; one that it refuses with evidence, because it would take, goes once more without',
  ),
  EXIT_BUMP_TICKS: key(
    'risk',
    '2',
    wholeNumber(1, 100),
    'Price steps past the touch of the first try of an exit where only limits are taken; each further try doubles them up to SLIPPAGE_PERCENT',
  ),
  VENUE_HEARTBEAT_SECONDS: key(
    'risk',
    '30',
    z.coerce.number().int().min(5).max(3_600),
    'Twice as long without a sign of life, the venue counts as away and no entry is made',
  ),
  QUOTE_STALE_SECONDS: key(
    'risk',
    '300',
    z.coerce.number().int().min(1).max(86_400),
    'Age at which a quote in an open market no longer carries an entry',
  ),
  PROTECT_AT_VENUE: key(
    'risk',
    'true',
    trueOrFalse,
    'true keeps a stop order at the venue behind every open plan, where the venue takes stops',
  ),
  PROTECTION_ALARM_SECONDS: key(
    'risk',
    '30',
    z.coerce.number().int().min(1).max(86_400),
    'How long a position may stand without its stop at the venue before the alarm',
  ),
  MAX_NET_EXPOSURE: key('risk', '', optionalDecimal, 'Largest longs less shorts, either way'),
  MAX_SYMBOL_EXPOSURE: key(
    'risk',
    '',
    optionalDecimal,
    'Largest sum of positions and open entries in one symbol',
  ),
  MAX_DRAWDOWN_PERCENT: key(
    'risk',
    '20',
    optionalDecimal,
    'Fall of the equity from its peak in the session after which no entry is made',
  ),
  CORRELATION_BUCKETS: key(
    'risk',
    'BTC/USD,ETH/USD;SOL/USD,ADA/USD',
    symbolLists,
    'Symbols that move together: separated by commas within a bucket, by semicolons between buckets',
  ),
  MAX_PER_BUCKET: key('risk', '2', optionalWhole(1, 1_000), 'Most open symbols of one bucket'),
  MAX_ORDERS_PER_MINUTE: key(
    'risk',
    '30',
    optionalWhole(1, 10_000),
    'Orders in a minute after which no entry is made',
  ),
  MAX_ORDERS_PER_SECOND: key(
    'risk',
    '5',
    optionalWhole(1, 1_000),
    'Orders in a second after which no entry is made',
  ),
  ENTRY_COOLDOWN_SECONDS: key(
    'risk',
    '120',
    wholeNumber(0, 86_400),
    'Seconds between two entries of a strategy in a symbol',
  ),
  ALLOW_STACKING: key(
    'risk',
    'false',
    trueOrFalse,
    'true lets a strategy add to a position that it has',
  ),
  TICK_SIZE_GUARD: key(
    'risk',
    'true',
    trueOrFalse,
    'true denies prices off the price steps of the instrument; false leaves them to the venue',
  ),
  MIN_REWARD_RISK: key(
    'risk',
    '0.6',
    optionalNumber(0, 100),
    'Least gain at the target over loss at the stop of a plan, after costs',
  ),
  MAX_SPREAD_PCT: key(
    'risk',
    '0.2',
    optionalNumber(0, 100),
    'Widest spread at which coins are entered',
  ),
  MIN_TOP_OF_BOOK_NOTIONAL: key(
    'risk',
    '100',
    optionalSum,
    'Least worth of the thinner side of bid and ask at which coins are entered',
  ),
  IB_STOCK_MAX_SPREAD_PCT: key(
    'risk',
    '0.35',
    optionalNumber(0, 100),
    'Widest spread at which shares are entered',
  ),
  IB_STOCK_MIN_TOP_OF_BOOK_NOTIONAL: key(
    'risk',
    '750',
    optionalSum,
    'Least worth of the thinner side of bid and ask at which shares are entered, in AUD by default',
  ),
  IB_STOCK_MIN_QUOTE_SHARES: key(
    'risk',
    '100',
    optionalWhole(0, 1_000_000_000),
    'Fewest shares on the thinner side of bid and ask at which shares are entered',
  ),
  IB_STOCK_ALLOW_SHORT: key('risk', 'false', trueOrFalse, 'true lets shares be sold short'),
  IB_FX_MAX_SPREAD_PCT: key(
    'risk',
    '0.08',
    optionalNumber(0, 100),
    'Widest spread at which currencies are entered',
  ),
  IB_FX_MIN_TOP_OF_BOOK_NOTIONAL: key(
    'risk',
    '1500',
    optionalSum,
    'Least worth of the thinner side of bid and ask at which currencies are entered, in AUD by default',
  ),
  IB_ALLOWED_INSTRUMENT_TYPES: key(
    'risk',
    'STK,FX',
    instrumentTypes,
    'Kinds of instrument that are entered on IB: STK, FX',
  ),
} as const;
