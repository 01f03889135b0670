/** What decides a paper session: the same set-up gives the same digest. @module */
import { z } from 'zod';
import { riskCapsOf } from './risk-caps.ts';
import type { Config } from '../config/load-config.ts';
import { parsePaperCash, parsePaperData } from '../venues/paper-data.ts';
import { fileHash } from '@tradewright/sim';

const text = z.string();
const decimalText = z.string();

/** The set-up as the tape holds it. */
export const sessionSetupSchema = z.strictObject({
  baseCurrency: text,
  sessionKey: text,
  orderPrefix: text,
  loopIntervalSeconds: z.number(),
  slippagePercent: z.number(),
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
  caps: z.strictObject({
    maxOrderValue: decimalText,
    orderValueBuffer: decimalText,
    minTradeSize: decimalText,
    maxTotalExposure: decimalText,
    maxPositions: z.number(),
    maxDailyLoss: decimalText.nullable(),
    maxDailyLossPercent: decimalText.nullable(),
    allowedSymbols: z.array(text),
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

/** Everything that a paper session rests on. */
export type SessionSetup = Readonly<z.output<typeof sessionSetupSchema>>;

/** Gathers the set-up from the configuration and the hashes of the files. @throws TradewrightError `CONFIG_INVALID`, `DATA_UNREADABLE` */
export async function sessionSetup(
  config: Config,
  folder: string,
  sessionKey: string,
): Promise<SessionSetup> {
  const files = [];
  for (const file of parsePaperData(config.PAPER_DATA, folder))
    files.push({ ...file, sha256: await fileHash(file.path) });
  const traded = [...new Set(files.map((file) => file.symbol))];
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
    baseCurrency: config.BASE_CURRENCY,
    sessionKey,
    orderPrefix: config.CLIENT_ORDER_PREFIX,
    loopIntervalSeconds: config.LOOP_INTERVAL_SECONDS,
    slippagePercent: config.SLIPPAGE_PERCENT,
    files,
    cash: parsePaperCash(config.PAPER_CASH, config.BASE_CURRENCY),
    terms: {
      makerFeeBps: config.PAPER_MAKER_FEE_BPS,
      takerFeeBps: config.PAPER_TAKER_FEE_BPS,
      slippageTicks: config.PAPER_SLIPPAGE_TICKS,
      latencyMs: config.PAPER_LATENCY_MS,
      spreadBps: config.PAPER_SPREAD_BPS,
      shownSize: null,
    },
    caps: riskCapsOf(config),
    watchlist: config.COLLECTOR_WATCHLIST,
    strategies:
      configured.length > 0
        ? configured
        : [{ name: 'offline-rules-v1', symbols, timeframe: null, riskFraction: null }],
  };
}
