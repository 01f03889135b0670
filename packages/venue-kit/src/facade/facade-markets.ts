/** What a ccxt exchange knows without asking: its markets, steps and times. @module */
import { Decimal, roundQuantity, tickAt, type Instrument } from '@tradewright/core';
import { ccxtError, toCcxtError, type CcxtErrorName } from './ccxt-errors.ts';
import { exactArgument, type CcxtAmount } from './facade-order.ts';
import type { CcxtFacadeOptions, CcxtFacadeParts } from './facade-options.ts';
import type { CcxtCurrency, CcxtMarket } from './ccxt-shapes.ts';
import { featuresOf, hasOf } from './facade-abilities.ts';
import { isoText } from './to-ccxt-market-data.ts';
import { toCcxtCurrencies, toCcxtMarket } from './to-ccxt-market.ts';

/** ccxt's code for "precision is a step". */
const tickSizeMode = 4;

/** The part of the facade that asks for nothing but instruments. */
export class FacadeMarkets {
  readonly id: string;
  readonly name: string;
  readonly precisionMode = tickSizeMode;
  readonly has: Readonly<Record<string, boolean>>;
  readonly features: Readonly<Record<string, unknown>>;
  readonly timeframes: Readonly<Record<string, string>>;
  markets: Record<string, CcxtMarket> = {};
  currencies: Record<string, CcxtCurrency> = {};
  symbols: string[] = [];
  protected readonly trader: CcxtFacadeParts['trader'];
  protected readonly options: CcxtFacadeOptions;
  readonly #instruments = new Map<string, Instrument>();
  #loading: Promise<Record<string, CcxtMarket>> | undefined;

  constructor({ trader, options }: CcxtFacadeParts) {
    this.trader = trader;
    this.options = options;
    this.id = options.id ?? trader.venue.toLowerCase();
    this.name = trader.venue;
    this.has = hasOf(trader.capabilities);
    this.features = featuresOf(trader.capabilities);
    this.timeframes = Object.fromEntries(
      trader.capabilities.timeframes.map((timeframe) => [timeframe, timeframe]),
    );
  }

  /** Loads the markets once; connects the trader first where it is not. @throws ccxt's errors */
  async loadMarkets(reload = false): Promise<Record<string, CcxtMarket>> {
    if (reload || this.#loading === undefined) this.#loading = this.#load();
    try {
      return await this.#loading;
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }

  /** The markets as a list, asked for anew. */
  async fetchMarkets(): Promise<CcxtMarket[]> {
    return Object.values(await this.loadMarkets(true));
  }

  /** @throws BadSymbol */
  market(symbol: string): CcxtMarket {
    const found = this.markets[symbol];
    if (found !== undefined) return found;
    throw this.error('BadSymbol', `${this.id} does not have market symbol ${symbol}`);
  }

  /** @throws ExchangeError */
  currency(code: string): CcxtCurrency {
    const found = this.currencies[code];
    if (found !== undefined) return found;
    throw this.error('ExchangeError', `${this.id} does not have currency code ${code}`);
  }

  /** Cuts an amount to the lot. @throws InvalidOrder for less than one lot */
  amountToPrecision(symbol: string, amount: CcxtAmount): string {
    const { lot } = this.instrument(symbol);
    const cut = roundQuantity(this.#exact('amount', amount), lot);
    if (Decimal.from(cut).isPositive()) return cut;
    throw this.error('InvalidOrder', `${this.id} amount of ${symbol} must be at least ${lot}`);
  }

  /** Rounds a price to the nearest step of its band. */
  priceToPrecision(symbol: string, price: CcxtAmount): string {
    const exact = this.#exact('price', price);
    const step = tickAt(exact, this.instrument(symbol).tickLadder);
    return exact.roundedTo(step, 'half-even').toString();
  }

  milliseconds(): number {
    return this.options.clock.now();
  }

  seconds(): number {
    return Math.floor(this.milliseconds() / 1_000);
  }

  iso8601(time: number | undefined): string | undefined {
    const isTime = time !== undefined && Number.isInteger(time) && Math.abs(time) <= 8.64e15;
    return isTime ? isoText(time) : undefined;
  }

  parse8601(text: string | undefined): number | undefined {
    const time = text === undefined ? Number.NaN : Date.parse(text);
    return Number.isNaN(time) ? undefined : time;
  }

  protected instrument(symbol: string): Instrument {
    this.market(symbol);
    return this.#instruments.get(symbol) as Instrument;
  }

  /** The instrument of a symbol, with the markets loaded. */
  protected async loaded(symbol: string): Promise<Instrument> {
    await this.loadMarkets();
    return this.instrument(symbol);
  }

  protected error(name: CcxtErrorName, message: string): Error {
    return ccxtError(name, message, this.options.errors);
  }

  /** Runs a call of the trader; its errors become ccxt's. */
  protected async asked<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      throw toCcxtError(error, this.options.errors);
    }
  }

  #exact(name: string, value: CcxtAmount): Decimal {
    try {
      return exactArgument(name, value);
    } catch (error) {
      throw toCcxtError(error, this.options.errors);
    }
  }

  async #load(): Promise<Record<string, CcxtMarket>> {
    const { symbols, fees } = this.options;
    await this.asked(() => this.trader.connect());
    const ask = (symbol: string) => this.trader.loadInstrument(symbol);
    const found = await this.asked(() => Promise.all(symbols.map(ask)));
    for (const instrument of found) this.#instruments.set(instrument.symbol, instrument);
    const markets = found.map((instrument) => toCcxtMarket(instrument, fees));
    this.markets = Object.fromEntries(markets.map((market) => [market.symbol, market]));
    this.symbols = Object.keys(this.markets);
    this.currencies = toCcxtCurrencies(markets);
    return this.markets;
  }
}
