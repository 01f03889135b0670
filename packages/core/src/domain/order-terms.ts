/** The words of an order. @module */
import { z } from 'zod';

/** Direction of an order or a fill. */
export const sideSchema = z.enum(['buy', 'sell']);
/** Direction of an order or a fill. */
export type Side = z.infer<typeof sideSchema>;

/** Kinds of order that the project speaks. `trailing-stop` trails by `trailingAmount` in the quote currency. */
export const orderTypeSchema = z.enum(['market', 'limit', 'stop', 'stop-limit', 'trailing-stop']);
/** Kinds of order that the project speaks. */
export type OrderType = z.infer<typeof orderTypeSchema>;

/** How long an order stands. GTD needs `expireTime`. */
export const timeInForceSchema = z.enum(['DAY', 'GTC', 'IOC', 'FOK', 'GTD']);
/** How long an order stands. */
export type TimeInForce = z.infer<typeof timeInForceSchema>;

/** What an order is for: risk lets everything but an `entry` reduce without a cap. */
export const orderPurposeSchema = z.enum(['entry', 'exit', 'protection', 'flatten']);
/** What an order is for. */
export type OrderPurpose = z.infer<typeof orderPurposeSchema>;

/** `maker` added liquidity, `taker` removed it; `unknown` where the venue does not say. */
export const liquiditySchema = z.enum(['maker', 'taker', 'unknown']);
/** Who provided the liquidity of a fill. */
export type Liquidity = z.infer<typeof liquiditySchema>;
