/** Gemini's endpoints as typed calls through the real ccxt class. @module */
import { TradewrightError } from '@tradewright/core/venue';
import type { z } from 'zod';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { saysStaleNonce } from './gemini-failure.ts';
import type { GeminiOrderRequest } from './gemini-order-request.ts';
import {
  geminiAccountSchema,
  geminiBalancesSchema,
  geminiBookSchema,
  geminiCandlesSchema,
  geminiDoneSchema,
  geminiOrderSchema,
  geminiOrdersSchema,
  geminiPricesSchema,
  geminiPrintsSchema,
  geminiSymbolSchema,
  geminiTickerSchema,
  geminiTradeSchema,
  type GeminiOrder,
  type GeminiSymbol,
  type GeminiTrade,
} from './gemini-payloads.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** Rows that the venue gives at most in one answer of a history endpoint. */
export const geminiPageLimit = 500;

/** The one call that is never repeated, whatever its failure says. */
const sentOnce = 'v1/order/new';

/**
 * One method per endpoint. A call that the venue turned away for its nonce is signed and sent once
 * more, except a new order. Each rejects with a `GeminiFailure`, an error of ccxt, or a
 * `TradewrightError` `VENUE_BAD_ANSWER` when the payload was not the documented one.
 */
export class GeminiClient {
  readonly #exchange: CcxtExchange;
  readonly #idle: (() => void)[] = [];
  #asked = 0;
  #open = 0;
  readonly #onContact: (error: unknown) => void;

  /** @param onContact - Hears of every answer: `undefined` for a good one, else what went wrong. */
  constructor(exchange: CcxtExchange, onContact: (error: unknown) => void) {
    this.#exchange = exchange;
    this.#onContact = onContact;
  }

  /** Calls made so far. */
  get asked(): number {
    return this.#asked;
  }

  /** Resolves when no call is unanswered. */
  idle(): Promise<void> {
    if (this.#open === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle.push(resolve);
    });
  }

  async symbols(): Promise<readonly GeminiSymbol[]> {
    return this.#public('v1/symbols/details/all', {}, geminiSymbolSchema.array());
  }

  async book(id: string, depth: number): Promise<z.infer<typeof geminiBookSchema>> {
    const limits = { limit_bids: depth, limit_asks: depth };
    return this.#public(`v1/book/${id}`, limits, geminiBookSchema);
  }

  async ticker(id: string): Promise<z.infer<typeof geminiTickerSchema>> {
    return this.#public(`v1/pubticker/${id}`, {}, geminiTickerSchema);
  }

  async candles(id: string, timeframe: string): Promise<z.infer<typeof geminiCandlesSchema>> {
    return this.#public(`v2/candles/${id}/${timeframe}`, {}, geminiCandlesSchema);
  }

  async prints(id: string, limit: number): Promise<z.infer<typeof geminiPrintsSchema>> {
    return this.#public(`v1/trades/${id}`, { limit_trades: limit }, geminiPrintsSchema);
  }

  async prices(): Promise<z.infer<typeof geminiPricesSchema>> {
    return this.#public('v1/pricefeed', {}, geminiPricesSchema);
  }

  async account(): Promise<string> {
    return (await this.#private('v1/account', {}, geminiAccountSchema)).account.shortName;
  }

  async balances(): Promise<z.infer<typeof geminiBalancesSchema>> {
    return this.#private('v1/balances', {}, geminiBalancesSchema);
  }

  async openOrders(): Promise<readonly GeminiOrder[]> {
    return this.#private('v1/orders', {}, geminiOrdersSchema);
  }

  /** @param since - ms UTC; at most {@link geminiPageLimit} rows come. */
  async orderHistory(since: number): Promise<readonly GeminiOrder[]> {
    const range = { limit_orders: geminiPageLimit, timestamp: since };
    return this.#private('v1/orders/history', range, geminiOrdersSchema);
  }

  async order(orderId: string): Promise<GeminiOrder> {
    const query = { order_id: orderId, include_trades: true };
    return this.#private('v1/order/status', query, geminiOrderSchema);
  }

  /** The venue answers a list here, and does not promise that a client id is unique. */
  async ordersOf(clientOrderId: string): Promise<readonly GeminiOrder[]> {
    const query = { client_order_id: clientOrderId, include_trades: true };
    const answer = await this.#private(
      'v1/order/status',
      query,
      geminiOrdersSchema.or(geminiOrderSchema),
    );
    const orders = Array.isArray(answer) ? answer : [answer];
    return orders.filter((order) => order.client_order_id === clientOrderId);
  }

  /** @param since - ms UTC, cut to whole seconds. */
  async fills(id: string, since: number): Promise<readonly GeminiTrade[]> {
    const range = {
      symbol: id,
      limit_trades: geminiPageLimit,
      timestamp: Math.floor(since / 1000),
    };
    return this.#private('v1/mytrades', range, geminiTradeSchema.array());
  }

  async newOrder(request: GeminiOrderRequest): Promise<GeminiOrder> {
    return this.#private('v1/order/new', request, geminiOrderSchema);
  }

  async cancel(orderId: string): Promise<GeminiOrder> {
    return this.#private('v1/order/cancel', { order_id: orderId }, geminiOrderSchema);
  }

  async cancelAll(): Promise<void> {
    await this.#private('v1/order/cancel/all', {}, geminiDoneSchema);
  }

  /** For keys that need a heartbeat: without one for 30 s the venue cancels their orders. */
  async heartbeat(): Promise<void> {
    await this.#private('v1/heartbeat', {}, geminiDoneSchema);
  }

  async #public<Schema extends z.ZodType>(
    path: string,
    params: Parameters,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    return parsed(path, schema, await this.#ask(path, 'public', 'GET', params));
  }

  async #private<Schema extends z.ZodType>(
    path: string,
    params: Parameters,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const ask = (): Promise<unknown> => this.#ask(path, 'private', 'POST', params);
    const answer =
      path === sentOnce
        ? ask()
        : ask().catch((error: unknown) => {
            if (!saysStaleNonce(error)) throw error;
            return ask();
          });
    return parsed(path, schema, await answer);
  }

  async #ask(path: string, api: string, method: string, params: Parameters): Promise<unknown> {
    this.#asked += 1;
    this.#open += 1;
    try {
      const answer = await this.#exchange.request(path, api, method, params);
      this.#onContact(undefined);
      return answer;
    } catch (error) {
      this.#onContact(error);
      throw error;
    } finally {
      this.#open -= 1;
      if (this.#open === 0) for (const resolve of this.#idle.splice(0)) resolve();
    }
  }
}

function parsed<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  answer: unknown,
): z.output<Schema> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined ? '' : `${issue.path.join('.')} ${issue.message}`;
  throw new TradewrightError(
    'VENUE_BAD_ANSWER',
    `Gemini answered ${path} with something else than documented: ${where}.`,
    { hint: 'the answer was not used; try again, and report it when it stays', facts: { path } },
  );
}
