/** The caps as a tape holds them. @module */
import { decimalSchema } from '@tradewright/core';
import type { RiskCaps } from '@tradewright/engine';
import { z } from 'zod';

const sum = decimalSchema.nullable().optional();
const number = z.number().nullable().optional();
const assetClass = z.enum(['equity', 'fx', 'crypto']);
const phase = z.enum(['pre-open', 'open', 'auction', 'post-close', 'closed', 'unknown']);

const classCapsSchema = z.strictObject({
  maxExposure: sum,
  maxSpreadPercent: number,
  minTopOfBookNotional: sum,
  minQuoteSize: number,
  maxSlippagePercent: number,
  thinBookNotional: sum,
  collarPercent: number,
  minRewardRisk: number,
  minStopPercent: number,
  maxStopPercent: number,
  allowShort: z.boolean().optional(),
  phases: z.array(phase).optional(),
  minimumParcels: z.record(z.string(), decimalSchema).optional(),
});

const fields = z.strictObject({
  maxOrderValue: decimalSchema,
  orderValueBuffer: decimalSchema,
  minTradeSize: decimalSchema,
  maxTotalExposure: decimalSchema,
  maxPositions: z.number(),
  maxDailyLoss: decimalSchema.nullable(),
  maxDailyLossPercent: decimalSchema.nullable(),
  allowedSymbols: z.array(z.string()),
  allowedClasses: z.array(assetClass).optional(),
  maxNetExposure: sum,
  maxSymbolExposure: sum,
  maxDrawdownPercent: sum,
  buckets: z.array(z.array(z.string())).optional(),
  maxPerBucket: number,
  maxOrdersPerMinute: number,
  maxOrdersPerSecond: number,
  entryCooldownMs: number,
  allowStacking: z.boolean().optional(),
  allocatedCapital: z.record(z.string(), decimalSchema).optional(),
  tickSizeGuard: z.boolean().optional(),
  classes: z.partialRecord(assetClass, classCapsSchema).optional(),
});

// The parser leaves absent keys out, which its type does not say.
/** `RiskCaps` of the engine, checked on the way back from a file. */
export const capsSchema = fields.transform((caps) => caps as RiskCaps);
