/** A BTC Markets on loopback in the shapes of its documented API v3. Nothing it says was recorded there. @module */
import { Decimal, SystemClock } from '@tradewright/core';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeFault } from './fake-faults.ts';
import { FakeMarket } from './fake-market.ts';
import { executedOf, remainingOf, type FakeOrder } from './fake-order.ts';
import { FakeRefusal } from './fake-refusal.ts';

/** Key and secret (base64) that it knows. */
export type BtcMarketsKeys = { readonly apiKey: string; readonly secret: string };

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, string | boolean | undefined>>;
};

const pair = {
  base: 'BTC',
  quote: 'AUD',
  step: '0.00000001',
  tick: '0.01',
  minimum: '0.0001',
  status: 'open' as const,
};

const names: Readonly<Record<string, string>> = {
  InvalidQuantity: 'InvalidAmount',
  InsufficientFunds: 'InsufficientFund',
};

/** Speaks to the real ccxt class `btcmarkets`; one market, BTC-AUD, which {@link FakeMarket} matches. */
export class FakeBtcMarkets {
  readonly market: FakeMarket;
  readonly requests: string[] = [];
  readonly #keys: BtcMarketsKeys;
  readonly #server: Server;
  readonly #faults = new Map<string, FakeFault[]>();

  private constructor(keys: BtcMarketsKeys) {
    const clock = new SystemClock();
    this.#keys = keys;
    this.market = new FakeMarket(new Map([['btcaud', { ...pair }]]), () => clock.now());
    this.#server = createServer((request, response) => this.#serve(request, response));
  }

  static async start(keys: BtcMarketsKeys): Promise<FakeBtcMarkets> {
    const fake = new FakeBtcMarkets(keys);
    await new Promise<void>((resolve) => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Plays a fault (`answer` or `drop`) on the next request that begins with `method path`; several queue. */
  fail(request: string, fault: FakeFault): void {
    this.#faults.set(request, [...(this.#faults.get(request) ?? []), fault]);
  }

  /** Forgets the faults that wait. */
  heal(): void {
    this.#faults.clear();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', this.url);
      const method = request.method ?? 'GET';
      this.requests.push(`${method} ${path}`);
      const body = (text === '' ? {} : JSON.parse(text)) as Asked['body'];
      const fault = this.#faultFor(`${method} ${path}`);
      const isTaken = fault === undefined || ('done' in fault && fault.done === true);
      const taken = isTaken
        ? this.#answer({ method, path, query, body }, request, text)
        : undefined;
      if (fault?.kind === 'drop') return void request.socket.destroy();
      const { status, answer } =
        fault?.kind === 'answer' ? { status: fault.status, answer: fault.body } : (taken ?? broken);
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
    });
  }

  #faultFor(request: string): FakeFault | undefined {
    const key = [...this.#faults.keys()].find((start) => request.startsWith(start));
    return key === undefined ? undefined : this.#faults.get(key)?.shift();
  }

  #answer(
    asked: Asked,
    request: IncomingMessage,
    text: string,
  ): { status: number; answer: string } {
    try {
      if (!asked.path.startsWith('/v3/markets')) this.#mustBeSigned(asked, request, text);
      return { status: 200, answer: JSON.stringify(this.#route(asked)) };
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error;
      const code = names[error.reason] ?? error.reason;
      return { status: error.status, answer: JSON.stringify({ code, message: error.message }) };
    }
  }

  #mustBeSigned({ method, path }: Asked, { headers }: IncomingMessage, text: string): void {
    const signed = `${method}${path}${String(headers['bm-auth-timestamp'])}${text}`;
    const secret = Buffer.from(this.#keys.secret, 'base64');
    const signature = createHmac('sha512', secret).update(signed).digest('base64');
    if (
      headers['bm-auth-apikey'] !== this.#keys.apiKey ||
      headers['bm-auth-signature'] !== signature
    )
      throw new FakeRefusal(401, 'UnAuthorized', 'invalid signature');
  }

  #route({ method, path, query, body }: Asked): unknown {
    const { market } = this;
    const id = path.split('/')[3] ?? '';
    if (path === '/v3/markets') return [marketRow];
    if (path.endsWith('/orderbook'))
      return {
        marketId: 'BTC-AUD',
        snapshotId: 1,
        asks: this.#levels('asks'),
        bids: this.#levels('bids'),
      };
    if (path.endsWith('/ticker'))
      return {
        marketId: 'BTC-AUD',
        bestBid: this.#levels('bids')[0]?.[0],
        bestAsk: this.#levels('asks')[0]?.[0],
        lastPrice: '90000',
      };
    if (path === '/v3/accounts/me/balances')
      return market.balances().map(({ currency, amount, available }) => ({
        assetName: currency,
        balance: amount.toString(),
        available: available.toString(),
        locked: amount.minus(available).toString(),
      }));
    if (path === '/v3/orders' && method === 'POST') return orderRow(market.submit(termsOf(body)));
    if (path === '/v3/orders')
      return market.orders
        .filter(({ live }) => live || query.get('status') !== 'open')
        .map(orderRow);
    if (path.startsWith('/v3/orders/')) {
      const order = market.orders.find((one) => one.id === id);
      if (order === undefined) throw new FakeRefusal(404, 'OrderNotFound', 'order not found');
      if (method === 'DELETE') market.cancel(order);
      return orderRow(order);
    }
    if (path === '/v3/trades') return market.orders.flatMap(tradeRows);
    throw new FakeRefusal(404, 'NotFound', path);
  }

  #levels(side: 'bids' | 'asks'): string[][] {
    return this.market
      .levels('btcaud', side)
      .map(([price, size]) => [price.toString(), size.toString()]);
  }
}

const broken = { status: 500, answer: '' };

const marketRow = {
  marketId: 'BTC-AUD',
  baseAssetName: 'BTC',
  quoteAssetName: 'AUD',
  minOrderAmount: pair.minimum,
  maxOrderAmount: '1000000',
  amountDecimals: '8',
  priceDecimals: '2',
  status: 'Online',
};

function orderRow(order: FakeOrder): Record<string, unknown> {
  const some = !executedOf(order).isZero();
  const ended =
    order.reason === undefined ? 'Fully Matched' : some ? 'Partially Cancelled' : 'Cancelled';
  return {
    orderId: order.id,
    marketId: 'BTC-AUD',
    side: order.side === 'buy' ? 'Bid' : 'Ask',
    type: 'Limit',
    creationTime: new Date(order.time).toISOString(),
    price: order.price.toString(),
    amount: order.amount.toString(),
    openAmount: remainingOf(order).toString(),
    status: order.live ? (some ? 'Partially Matched' : 'Placed') : ended,
    clientOrderId: order.clientOrderId,
    timeInForce: order.options.includes('immediate-or-cancel') ? 'IOC' : 'GTC',
    postOnly: order.options.includes('maker-or-cancel'),
  };
}

function tradeRows(order: FakeOrder): Record<string, unknown>[] {
  return order.trades.map(({ tid, time, price, amount, fee, aggressor }) => ({
    id: String(tid),
    marketId: 'BTC-AUD',
    timestamp: new Date(time).toISOString(),
    price: price.toString(),
    amount: amount.toString(),
    side: order.side === 'buy' ? 'Bid' : 'Ask',
    fee: fee.toString(),
    orderId: order.id,
    liquidityType: aggressor ? 'Taker' : 'Maker',
    clientOrderId: order.clientOrderId,
  }));
}

const options: Readonly<Record<string, string>> = {
  IOC: 'immediate-or-cancel',
  FOK: 'fill-or-kill',
};

function termsOf(body: Asked['body']): Parameters<FakeMarket['submit']>[0] {
  const option =
    body['postOnly'] === true ? 'maker-or-cancel' : options[String(body['timeInForce'])];
  return {
    clientOrderId: String(body['clientOrderId'] ?? ''),
    symbol: 'btcaud',
    side: body['side'] === 'Bid' ? 'buy' : 'sell',
    type: 'Limit',
    price: Decimal.from(String(body['price'])),
    stopPrice: undefined,
    amount: Decimal.from(String(body['amount'])),
    options: option === undefined ? [] : [option],
  };
}
