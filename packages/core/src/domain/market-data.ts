/** Depth, bars and public prints. @module */
import { z } from 'zod';
import { symbolSchema } from './symbol.ts';

const level = z.tuple([z.number(), z.number()]);

/** Depth: bids from the best downwards, asks from the best upwards, each `[price, size]`. */
export const orderBookSchema = z.object({
  symbol: symbolSchema,
  venue: z.string().min(1),
  bids: z.array(level),
  asks: z.array(level),
  venueTime: z.number().int().nullable(),
  receivedTime: z.number().int(),
});
/** Depth of one instrument. */
export type OrderBook = Readonly<z.infer<typeof orderBookSchema>>;

/** Lengths of bar that the project speaks. */
export const timeframeSchema = z.enum(['1m', '5m', '15m', '30m', '1h', '2h', '4h', '1d']);
/** Lengths of bar that the project speaks. */
export type Timeframe = z.infer<typeof timeframeSchema>;

/** Length of each timeframe in ms; a day is 24 hours here. */
export const timeframeMs: Readonly<Record<Timeframe, number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '2h': 7_200_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
};

/** One bar. `time` is its start, ms UTC; `volume` in units of the base, `null` where there is none (FX). */
export const barSchema = z.object({
  time: z.number().int(),
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number().nullable(),
});
/** One bar. */
export type Bar = Readonly<z.infer<typeof barSchema>>;

/** An answer to a request for bars, oldest first. `clampedFrom` is the timeframe or limit asked for when less was given, else `null`. */
export const barSeriesSchema = z.object({
  symbol: symbolSchema,
  timeframe: timeframeSchema,
  bars: z.array(barSchema),
  clampedFrom: z.string().nullable(),
});
/** An answer to a request for bars, oldest first. */
export type BarSeries = Readonly<z.infer<typeof barSeriesSchema>>;

/** A public print. `side` is the taker's side. */
export const tradeSchema = z.object({
  symbol: symbolSchema,
  venue: z.string().min(1),
  tradeId: z.string().nullable(),
  price: z.number(),
  size: z.number(),
  side: z.enum(['buy', 'sell']).nullable(),
  venueTime: z.number().int(),
  receivedTime: z.number().int(),
});
/** A public print. */
export type Trade = Readonly<z.infer<typeof tradeSchema>>;
