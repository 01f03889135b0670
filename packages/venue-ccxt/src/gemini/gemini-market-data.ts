/** Market data of Gemini over REST. @module */
import {
  Decimal,
  TradewrightError,
  buildQuote,
  complete,
  incomplete,
  type AccountSnapshot,
  type BarSeries,
  type BarsRequest,
  type Clock,
  type Instrument,
  type OrderBook,
  type Position,
  type QueryResult,
  type Quote,
  type Trade,
} from '@tradewright/core/venue';
import type { GeminiClient } from './gemini-client.ts';
import { queryError } from './gemini-failure.ts';
import { parseGeminiSymbol, type GeminiMarket } from './gemini-instrument.ts';

const timeframes: Readonly<Record<string, string>> = {
  '1m': '1m',
  '5m': '5m',
  '15m': '15m',
  '30m': '30m',
  '1h': '1hr',
  '1d': '1day',
};

/** Reads markets, quotes, depth, bars and prints. Venue times are `null` where Gemini sends none. */
export class GeminiMarketData {
  readonly #client: GeminiClient;
  readonly #clock: Clock;
  #markets = new Map<string, GeminiMarket>();
  #symbolOf = new Map<string, string>();

  constructor(client: GeminiClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Learns every spot market. */
  async load(): Promise<void> {
    const rows = await this.#client.symbols();
    const markets = rows.flatMap((row) => parseGeminiSymbol(row) ?? []);
    if (markets.length === 0)
      throw new TradewrightError('VENUE_BAD_ANSWER', 'Gemini listed no spot market.', {
        hint: 'try again; without markets nothing can be traded',
      });
    this.#markets = new Map(markets.map((market) => [market.instrument.symbol, market]));
    this.#symbolOf = new Map(markets.map((market) => [market.id, market.instrument.symbol]));
  }

  /** @throws TradewrightError `SYMBOL_UNKNOWN` */
  market(symbol: string): GeminiMarket {
    const market = this.#markets.get(symbol);
    if (market !== undefined) return market;
    throw new TradewrightError('SYMBOL_UNKNOWN', `${symbol} is not traded at Gemini.`, {
      hint: 'write BASE/QUOTE, such as BTC/USD',
      facts: { symbol },
    });
  }

  has(symbol: string): boolean {
    return this.#markets.has(symbol);
  }

  /** Our symbol for the venue's; `undefined` for what is no spot market. */
  symbolOf(id: string): string | undefined {
    return this.#symbolOf.get(id.toLowerCase());
  }

  async instrument(symbol: string): Promise<Instrument> {
    return this.market(symbol).instrument;
  }

  async quote(symbol: string): Promise<Quote> {
    const { id, instrument } = this.market(symbol);
    const [book, ticker] = await asQuery(() =>
      Promise.all([this.#client.book(id, 1), this.#client.ticker(id)]),
    );
    const [bid, ask] = [book.bids[0], book.asks[0]];
    const volume = ticker.volume?.[instrument.base];
    return buildQuote({
      symbol,
      venue: 'GEMINI',
      bid: bid?.price ?? null,
      ask: ask?.price ?? null,
      bidSize: bid?.amount ?? null,
      askSize: ask?.amount ?? null,
      last: ticker.last ?? null,
      volume: volume === undefined ? null : Number(volume),
      delayed: false,
      venueTime: null,
      receivedTime: this.#clock.now(),
    });
  }

  async book(symbol: string, depth: number): Promise<OrderBook> {
    const { id } = this.market(symbol);
    const book = await asQuery(() => this.#client.book(id, Math.max(1, depth)));
    const side = (levels: typeof book.bids): [number, number][] =>
      levels.slice(0, depth).map(({ price, amount }) => [price, amount]);
    return {
      symbol,
      venue: 'GEMINI',
      bids: side(book.bids),
      asks: side(book.asks),
      venueTime: null,
      receivedTime: this.#clock.now(),
    };
  }

  async bars({ symbol, timeframe, limit, since }: BarsRequest): Promise<BarSeries> {
    const { id } = this.market(symbol);
    const name = timeframes[timeframe];
    if (name === undefined)
      throw new TradewrightError('VENUE_NOT_SUPPORTED', `Gemini has no ${timeframe} bars.`, {
        hint: `use ${Object.keys(timeframes).join(', ')}`,
      });
    const rows = await asQuery(() => this.#client.candles(id, name));
    const bars = rows
      .map(([time, open, high, low, close, volume]) => ({ time, open, high, low, close, volume }))
      .filter((bar) => since === undefined || bar.time >= since)
      .toSorted((left, right) => left.time - right.time);
    const oldest = Math.min(...rows.map(([time]) => time));
    const cut = bars.length < limit && (since === undefined || since < oldest);
    return {
      symbol,
      timeframe,
      bars: bars.slice(-limit),
      clampedFrom: cut ? String(limit) : null,
    };
  }

  async trades(symbol: string, limit: number): Promise<QueryResult<Trade>> {
    const { id } = this.market(symbol);
    return asList(this.#clock.now(), async () =>
      (await this.#client.prints(id, Math.min(limit, 500))).map((print) => ({
        symbol,
        venue: 'GEMINI',
        tradeId: print.tid,
        price: print.price,
        size: print.amount,
        side: print.type === 'buy' || print.type === 'sell' ? print.type : null,
        venueTime: print.timestampms,
        receivedTime: this.#clock.now(),
      })),
    );
  }

  /** Balances and the equity they are worth; equity is `null` while one price is not known. */
  async account(accountId: string, paper: boolean, currency: string): Promise<AccountSnapshot> {
    const [balances, prices] = await asQuery(() =>
      Promise.all([this.#client.balances(), this.#client.prices()]),
    );
    const priceOf = new Map(prices.map(({ pair, price }) => [pair.toUpperCase(), price]));
    const worths = balances.map((balance) => {
      const amount = Decimal.from(balance.amount);
      if (balance.currency === currency || amount.isZero()) return amount;
      const price = priceOf.get(`${balance.currency}${currency}`);
      return price === undefined ? undefined : amount.times(Decimal.from(price));
    });
    const known = worths.filter((worth) => worth !== undefined);
    const total = known.reduce((sum, worth) => sum.plus(worth), Decimal.zero);
    return {
      venue: 'GEMINI',
      accountId,
      paper,
      baseCurrency: currency,
      equity: known.length === worths.length ? total.toString() : null,
      cash: Object.fromEntries(balances.map(({ currency: code, amount }) => [code, amount])),
      availableFunds: balances.find((balance) => balance.currency === currency)?.available ?? null,
      initialMargin: null,
      maintenanceMargin: null,
      time: this.#clock.now(),
    };
  }

  /** Coins held, as positions against `currency`; the venue keeps no entry prices. */
  async positions(accountId: string, currency: string): Promise<QueryResult<Position>> {
    return asList(this.#clock.now(), async () =>
      (await this.#client.balances())
        .filter(({ currency: coin, amount }) => coin !== currency && !Decimal.from(amount).isZero())
        .map(({ currency: coin, amount }) => ({
          venue: 'GEMINI',
          accountId,
          symbol: `${coin.toUpperCase()}/${currency}`,
          quantity: amount,
          averagePrice: null,
          marketPrice: null,
          unrealisedPnl: null,
          currency,
          strategyName: null,
          time: this.#clock.now(),
        })),
    );
  }
}

/** Runs a single-item query. @throws TradewrightError `VENUE_*` */
export async function asQuery<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw queryError(error);
  }
}

/** Runs a list query: a failure becomes an incomplete answer, never an empty one. */
export async function asList<Item>(
  asOf: number,
  ask: () => Promise<readonly Item[]>,
): Promise<QueryResult<Item>> {
  try {
    return complete(await ask(), asOf);
  } catch (failure) {
    const error = queryError(failure);
    const reason =
      error.code === 'VENUE_TIMEOUT'
        ? 'timeout'
        : error.code === 'VENUE_BAD_ANSWER'
          ? 'bad-answer'
          : error.code === 'VENUE_UNAVAILABLE'
            ? 'not-connected'
            : 'venue-error';
    return incomplete(reason, error.message, asOf);
  }
}
