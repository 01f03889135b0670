/** What decides a session; on the paper venue the same set-up gives the same digest. @module */
import { TradewrightError } from '@tradewright/core';
import { z } from 'zod';
import { capsSchema } from './caps-schema.ts';
import { riskCapsOf } from './risk-caps.ts';
import { agentSetup } from './agent-setup.ts';
import { feesSchema, sessionFees } from './session-fees.ts';
import type { Config } from '../config/load-config.ts';
import { parsePaperCash, parsePaperData } from '../venues/paper-data.ts';
import { fileHash } from '@tradewright/sim';

const text = z.string();
const decimalText = z.string();

/** The set-up as the tape holds it. */
export const sessionSetupSchema = z.strictObject({
  venue: text,
  baseCurrency: text,
  sessionKey: text,
  orderPrefix: text,
  loopIntervalSeconds: z.number(),
  slippagePercent: z.number(),
  exitTicks: z.number(),
  /** Price steps by which entry limits move towards the market. */
  entryNudgeTicks: z.number().default(0),
  /** True where entry limits are sent post-only first. */
  makerFirst: z.boolean().default(false),
  /** `null` where no protective orders are kept at the venue. */
  protectionAlarmSeconds: z.number().nullable(),
  /** How a venue that moves by itself is watched; durations in ms. */
  watch: z.strictObject({
    heartbeatMs: z.number(),
    coolDownMs: z.number(),
    quoteStaleMs: z.number(),
  }),
  files: z.array(z.strictObject({ symbol: text, path: text, sha256: text })),
  cash: z.record(text, decimalText),
  terms: z.strictObject({
    makerFeeBps: decimalText,
    takerFeeBps: decimalText,
    slippageTicks: z.number(),
    latencyMs: z.number(),
    spreadBps: z.number(),
    shownSize: z.number().nullable(),
  }),
  fees: feesSchema,
  /** How sums are converted: the age at which a rate is none any more, and what is added against us. */
  conversion: z.strictObject({ maxAgeMs: z.number(), bufferBps: decimalText }),
  caps: capsSchema,
  /** By how much the venue's cash may differ from the ledger's, by currency. */
  cashTolerances: z.record(text, decimalText).default({}),
  /** Whether holdings that are not ours count as exposure. */
  baselinePositions: z.enum(['count', 'ignore']).default('count'),
  agent: z.strictObject({
    mode: z.enum(['shadow', 'propose', 'auto-paper', 'auto-live']),
    provider: z.enum(['offline', 'openai', 'cassette']),
    model: text.nullable(),
    /** How far the market may move, and for how long a proposal waits. */
    approval: z.strictObject({ bandBps: z.number(), minutes: z.number() }).optional(),
    /** What acting alone must be earned with. */
    standing: z
      .strictObject({
        cleanToPromote: z.number(),
        faultsToDemote: z.number(),
        maxDriftPercent: z.number(),
      })
      .optional(),
  }),
  watchlist: z.array(text),
  strategies: z.array(
    z.strictObject({
      name: text,
      symbols: z.array(text),
      timeframe: text.nullable(),
      riskFraction: z.number().nullable(),
    }),
  ),
});

/** Everything that a session rests on. `files` is empty where the venue brings its own data. */
export type SessionSetup = Readonly<z.output<typeof sessionSetupSchema>>;

/** What the set-up takes from the venue. */
export type SetupVenue = {
  readonly name: string;
  readonly baseCurrency: string;
  /** Symbols that the venue's own data has; empty where only the venue knows. */
  readonly symbols: readonly string[];
};

/** The set-up of a session on recorded data, with the hashes of the files. @throws TradewrightError `CONFIG_INVALID`, `DATA_UNREADABLE` */
export async function paperSetup(
  config: Config,
  folder: string,
  sessionKey: string,
): Promise<SessionSetup> {
  const files = [];
  for (const file of parsePaperData(config.PAPER_DATA, folder))
    files.push({ ...file, sha256: await fileHash(file.path) });
  const symbols = [...new Set(files.map((file) => file.symbol))];
  const venue = { name: 'PAPER', baseCurrency: config.BASE_CURRENCY, symbols };
  return { ...sessionSetup(config, venue, sessionKey), files };
}

/** Gathers the set-up of a session on any other venue. */
export function sessionSetup(config: Config, venue: SetupVenue, sessionKey: string): SessionSetup {
  const traded = venue.symbols.length === 0 ? config.ALLOWED_SYMBOLS : venue.symbols;
  const symbols =
    config.ALLOWED_SYMBOLS.length === 0
      ? traded
      : traded.filter((symbol) => config.ALLOWED_SYMBOLS.includes(symbol));
  const configured = config.strategies.map(
    ({ name, symbols: own, timeframe = null, riskFraction = null }) => ({
      name,
      symbols: own,
      timeframe,
      riskFraction,
    }),
  );
  return {
    venue: venue.name,
    baseCurrency: venue.baseCurrency,
    sessionKey,
    orderPrefix: config.CLIENT_ORDER_PREFIX,
    loopIntervalSeconds: config.LOOP_INTERVAL_SECONDS,
    slippagePercent: config.SLIPPAGE_PERCENT,
    exitTicks: config.EXIT_BUMP_TICKS,
    entryNudgeTicks: venue.name === 'IB' ? config.IB_ENTRY_NUDGE_TICKS : 0,
    makerFirst: config.ENTRY_MAKER_FIRST,
    watch: {
      heartbeatMs: config.VENUE_HEARTBEAT_SECONDS * 1_000,
      coolDownMs: config.VENUE_HEARTBEAT_SECONDS * 1_000,
      quoteStaleMs: config.QUOTE_STALE_SECONDS * 1_000,
    },
    protectionAlarmSeconds: config.PROTECT_AT_VENUE ? config.PROTECTION_ALARM_SECONDS : null,
    files: [],
    cash: parsePaperCash(config.PAPER_CASH, venue.baseCurrency),
    terms: {
      makerFeeBps: config.PAPER_MAKER_FEE_BPS,
      takerFeeBps: config.PAPER_TAKER_FEE_BPS,
      slippageTicks: config.PAPER_SLIPPAGE_TICKS,
      latencyMs: config.PAPER_LATENCY_MS,
      spreadBps: config.PAPER_SPREAD_BPS,
      shownSize: null,
    },
    fees: sessionFees(config, venue.name),
    conversion: {
      maxAgeMs: config.FX_RATE_MAX_AGE_SECONDS * 1_000,
      bufferBps: config.IB_FX_SPREAD_BUFFER_BPS,
    },
    caps: riskCapsOf(config),
    cashTolerances: config.CASH_TOLERANCE,
    baselinePositions: config.BASELINE_POSITIONS,
    agent: agentSetup(config, false),
    watchlist: config.COLLECTOR_WATCHLIST,
    strategies:
      configured.length > 0
        ? configured
        : [
            {
              name: 'offline-rules-v1',
              symbols: [...symbols],
              timeframe: null,
              riskFraction: null,
            },
          ],
  };
}

/** A session that decides needs something to decide on. @throws TradewrightError `CONFIG_INVALID` */
export function requireSymbols(config: Config, symbols: readonly string[]): void {
  const { strategies, ALLOWED_SYMBOLS, ACTIVE_EXCHANGE } = config;
  if (strategies.length > 0 || ALLOWED_SYMBOLS.length > 0 || symbols.length > 0) return;
  throw new TradewrightError(
    'CONFIG_INVALID',
    'ALLOWED_SYMBOLS: was empty, and no strategy is configured.',
    { hint: `name what to trade on ${ACTIVE_EXCHANGE}, such as ALLOWED_SYMBOLS=BHP/AUD` },
  );
}
