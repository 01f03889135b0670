/** The venue's payloads, as far as they are read. Field names are Gemini's (docs.gemini.com/rest-api). @module */
import {
  Decimal,
  decimalSchema,
  positiveDecimalSchema,
  timeSchema,
  type DecimalString,
} from '@tradewright/core/venue';
import { z } from 'zod';

/** A step or minimum that the venue sends as text or as a JSON number such as `1E-8`. */
const stepSchema = z
  .union([z.string(), z.number()])
  .transform((value): DecimalString => Decimal.fromMarketNumber(Number(value)).toString());

const idSchema = z.union([z.string(), z.number().int()]).transform(String);

/** A market-data number that arrives as text or number; never money that is booked. */
const markSchema = z
  .union([z.string().min(1), z.number()])
  .pipe(z.coerce.number())
  .refine((value) => Number.isFinite(value) && value >= 0, { error: 'must be a number from 0 on' });

const amountSchema = decimalSchema.refine((text) => !Decimal.from(text).isNegative(), {
  error: 'must not be below zero',
});

/** One row of `/v1/symbols/details`. `tick_size` is the step of the *quantity*, `quote_increment` that of the price. */
export const geminiSymbolSchema = z.object({
  symbol: z.string().min(1),
  base_currency: z.string().min(1),
  quote_currency: z.string().min(1),
  tick_size: stepSchema,
  quote_increment: stepSchema,
  min_order_size: stepSchema,
  status: z.string(),
  product_type: z.string().optional(),
});
/** One row of `/v1/symbols/details`. */
export type GeminiSymbol = z.infer<typeof geminiSymbolSchema>;

/** A fill inside an order, or a row of `/v1/mytrades`. `type` is our side; `aggressor` is true for a taker. */
export const geminiTradeSchema = z.object({
  tid: idSchema,
  order_id: idSchema.optional(),
  client_order_id: z.string().optional(),
  symbol: z.string().optional(),
  price: positiveDecimalSchema,
  amount: positiveDecimalSchema,
  timestampms: timeSchema,
  type: z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(['buy', 'sell'])),
  aggressor: z.boolean().optional(),
  fee_currency: z.string().optional(),
  fee_amount: decimalSchema.optional(),
});
/** A fill inside an order, or a row of `/v1/mytrades`. */
export type GeminiTrade = z.infer<typeof geminiTradeSchema>;

/** What is no number at all was found before, and is not compared. */
function isWithin(part: string, whole: string): boolean {
  if (!Decimal.isDecimalText(part) || !Decimal.isDecimalText(whole)) return true;
  return !Decimal.from(part).isGreaterThan(Decimal.from(whole));
}

/** An order as every order endpoint gives it. */
export const geminiOrderSchema = z
  .object({
    order_id: idSchema,
    client_order_id: z.string().optional(),
    symbol: z.string().min(1),
    side: z.enum(['buy', 'sell']),
    type: z.string(),
    timestampms: timeSchema,
    is_live: z.boolean(),
    is_cancelled: z.boolean(),
    reason: z.string().optional(),
    options: z.array(z.string()).default([]),
    price: positiveDecimalSchema.optional(),
    stop_price: positiveDecimalSchema.optional(),
    avg_execution_price: amountSchema.optional(),
    original_amount: positiveDecimalSchema,
    executed_amount: amountSchema,
    remaining_amount: amountSchema,
    trades: z.array(geminiTradeSchema).optional(),
  })
  .refine((order) => isWithin(order.executed_amount, order.original_amount), {
    error: 'executed more than was ordered',
  });
/** An order as every order endpoint gives it. */
export type GeminiOrder = z.infer<typeof geminiOrderSchema>;

/** A list; the venue has been seen to answer `null` for an empty one, which proves nothing. */
export const geminiOrdersSchema = z.array(geminiOrderSchema);

/** `/v1/balances`. */
export const geminiBalancesSchema = z.array(
  z.object({ currency: z.string().min(1), amount: decimalSchema, available: decimalSchema }),
);

/** `/v1/book`. */
export const geminiBookSchema = z.object({
  bids: z.array(z.object({ price: markSchema, amount: markSchema })),
  asks: z.array(z.object({ price: markSchema, amount: markSchema })),
});

/** `/v1/pubticker`. */
export const geminiTickerSchema = z.object({
  last: markSchema.optional(),
  volume: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** `/v2/candles`, newest first: time, open, high, low, close, volume. */
export const geminiCandlesSchema = z.array(
  z.tuple([z.number().int(), markSchema, markSchema, markSchema, markSchema, markSchema]),
);

/** `/v1/trades`; `type` is the taker's side. */
export const geminiPrintsSchema = z.array(
  z.object({
    tid: idSchema,
    timestampms: timeSchema,
    price: markSchema,
    amount: markSchema,
    type: z.string(),
  }),
);

/** `/v1/pricefeed`; prices are text. */
export const geminiPricesSchema = z.array(z.object({ pair: z.string(), price: decimalSchema }));

/** `/v1/account`, as far as it names the account. */
export const geminiAccountSchema = z.object({
  account: z.object({ shortName: z.string().min(1) }),
});

/** The answer of a command that names no order. */
export const geminiDoneSchema = z.object({ result: z.literal('ok') });
