/** An Independent Reserve on loopback in the shapes of its documented API. Nothing it says was recorded there. @module */
import { Decimal, SystemClock } from '@tradewright/core';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeFault } from './fake-faults.ts';
import { FakeMarket } from './fake-market.ts';
import { executedOf, remainingOf, type FakeOrder } from './fake-order.ts';
import { FakeRefusal } from './fake-refusal.ts';

type Body = Readonly<Record<string, string | number>>;

const pair = {
  base: 'BTC',
  quote: 'AUD',
  step: '0.00000001',
  tick: '0.01',
  minimum: '0.0001',
  status: 'open' as const,
};

/** Speaks to the real ccxt class `independentreserve`; one market, Xbt/Aud, which {@link FakeMarket} matches. */
export class FakeIndependentReserve {
  readonly market: FakeMarket;
  readonly requests: string[] = [];
  readonly #keys: { readonly apiKey: string; readonly secret: string };
  readonly #server: Server;
  readonly #faults = new Map<string, FakeFault[]>();
  #nonce = 0;

  private constructor(keys: { readonly apiKey: string; readonly secret: string }) {
    const clock = new SystemClock();
    this.#keys = keys;
    this.market = new FakeMarket(new Map([['btcaud', { ...pair }]]), () => clock.now());
    this.#server = createServer((request, response) => this.#serve(request, response));
  }

  static async start(keys: { apiKey: string; secret: string }): Promise<FakeIndependentReserve> {
    const fake = new FakeIndependentReserve(keys);
    await new Promise<void>((resolve) => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Plays a fault (`answer` or `drop`) on the next call of a method such as `PlaceLimitOrder`; several queue. */
  fail(method: string, fault: FakeFault): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), fault]);
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
      const { pathname } = new URL(request.url ?? '/', this.url);
      const [, access = '', method = ''] = pathname.split('/');
      this.requests.push(method);
      const text = Buffer.concat(chunks).toString();
      const body = (text === '' ? {} : JSON.parse(text)) as Body;
      const fault = this.#faults.get(method)?.shift();
      const isTaken = fault === undefined || ('done' in fault && fault.done === true);
      const taken = isTaken ? this.#answer(access, method, body) : undefined;
      if (fault?.kind === 'drop') return void request.socket.destroy();
      const { status, answer } =
        fault?.kind === 'answer'
          ? { status: fault.status, answer: fault.body }
          : (taken ?? { status: 500, answer: '' });
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
    });
  }

  #answer(access: string, method: string, body: Body): { status: number; answer: string } {
    try {
      if (access === 'Private') this.#mustBeSigned(method, body);
      const answer = access === 'Private' ? this.#ours(method, body) : this.#theirs(method);
      return { status: 200, answer: JSON.stringify(answer) };
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error;
      return { status: error.status, answer: JSON.stringify({ Message: error.message }) };
    }
  }

  /** HMAC-SHA256 over the address and every parameter in its order; the nonce rises with each call. */
  #mustBeSigned(method: string, { apiKey, nonce, signature, ...params }: Body): void {
    const parts = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    const signed = [
      `${this.url}/Private/${method}`,
      `apiKey=${apiKey}`,
      `nonce=${nonce}`,
      ...parts,
    ];
    const hmac = createHmac('sha256', this.#keys.secret).update(signed.join(','));
    if (apiKey !== this.#keys.apiKey || signature !== hmac.digest('hex').toUpperCase())
      throw new FakeRefusal(401, 'Signature', 'Invalid signature');
    if (Number(nonce) <= this.#nonce)
      throw new FakeRefusal(400, 'Nonce', 'Nonce must be greater than the last one');
    this.#nonce = Number(nonce);
  }

  #theirs(method: string): unknown {
    const [bid, ask] = [this.#levels('bids')[0]?.Price, this.#levels('asks')[0]?.Price];
    const names = { PrimaryCurrencyCode: 'Xbt', SecondaryCurrencyCode: 'Aud' };
    const answers: Readonly<Record<string, unknown>> = {
      GetValidPrimaryCurrencyCodes: ['Xbt'],
      GetValidSecondaryCurrencyCodes: ['Aud'],
      GetOrderMinimumVolumes: { Xbt: Number(pair.minimum) },
      GetMarketSummary: { ...names, CurrentHighestBidPrice: bid, CurrentLowestOfferPrice: ask },
      GetOrderBook: { ...names, BuyOrders: this.#levels('bids'), SellOrders: this.#levels('asks') },
    };
    if (method in answers) return answers[method];
    throw new FakeRefusal(404, 'NotFound', method);
  }

  #ours(method: string, body: Body): unknown {
    const { market } = this;
    if (method === 'PlaceLimitOrder') return orderRow(market.submit(termsOf(body)));
    if (method === 'GetAccounts')
      return market.balances().map(({ currency, amount, available }) => ({
        CurrencyCode: currency === 'BTC' ? 'Xbt' : 'Aud',
        TotalBalance: numberOf(amount),
        AvailableBalance: numberOf(available),
      }));
    if (method === 'GetOpenOrders')
      return { Data: market.orders.filter(({ live }) => live).map(listRow) };
    if (method === 'GetClosedOrders')
      return { Data: market.orders.filter(({ live }) => !live).map(listRow) };
    if (method === 'GetTrades') return { Data: market.orders.flatMap(tradeRows) };
    const order = market.orders.find(({ id }) => id === body['orderGuid']);
    if (order === undefined) throw new FakeRefusal(400, 'NotFound', 'Order not found');
    if (method === 'CancelOrder') market.cancel(order);
    return orderRow(order);
  }

  #levels(side: 'bids' | 'asks'): { Price: number; Volume: number }[] {
    return this.market
      .levels('btcaud', side)
      .map(([price, size]) => ({ Price: numberOf(price), Volume: numberOf(size) }));
  }
}

/** The venue's JSON has numbers. */
const numberOf = (value: Decimal): number => Number(value.toString());

function common(order: FakeOrder): Record<string, unknown> {
  const some = !executedOf(order).isZero();
  const ended =
    order.reason === undefined ? 'Filled' : some ? 'PartiallyFilledAndCancelled' : 'Cancelled';
  return {
    OrderGuid: order.id,
    CreatedTimestampUtc: new Date(order.time).toISOString(),
    Price: numberOf(order.price),
    Status: order.live ? (some ? 'PartiallyFilled' : 'Open') : ended,
    PrimaryCurrencyCode: 'Xbt',
    SecondaryCurrencyCode: 'Aud',
  };
}

const typeOf = ({ side }: FakeOrder): string => (side === 'buy' ? 'LimitBid' : 'LimitOffer');

/** As one order is answered. */
function orderRow(order: FakeOrder): Record<string, unknown> {
  return {
    ...common(order),
    Type: typeOf(order),
    VolumeOrdered: numberOf(order.amount),
    VolumeFilled: numberOf(executedOf(order)),
  };
}

/** As lists have it: under other names. */
function listRow(order: FakeOrder): Record<string, unknown> {
  const [Volume, Outstanding] = [numberOf(order.amount), numberOf(remainingOf(order))];
  return { ...common(order), OrderType: typeOf(order), Volume, Outstanding };
}

function tradeRows(order: FakeOrder): Record<string, unknown>[] {
  return order.trades.map(({ tid, time, price, amount }) => ({
    TradeGuid: String(tid),
    TradeTimestampUtc: new Date(time).toISOString(),
    OrderGuid: order.id,
    OrderType: typeOf(order),
    Price: numberOf(price),
    VolumeTraded: numberOf(amount),
    PrimaryCurrencyCode: 'Xbt',
    SecondaryCurrencyCode: 'Aud',
  }));
}

function termsOf(body: Body): Parameters<FakeMarket['submit']>[0] {
  return {
    clientOrderId: '',
    symbol: 'btcaud',
    side: body['orderType'] === 'LimitBid' ? 'buy' : 'sell',
    type: 'Limit',
    price: Decimal.from(String(body['price'])),
    stopPrice: undefined,
    amount: Decimal.from(String(body['volume'])),
    options: [],
  };
}
