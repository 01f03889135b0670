/** Canonical symbols to IB contracts. @module */
import {
  EventName,
  SecType,
  type Contract,
  type ContractDetails,
  type PriceIncrement,
} from '@stoqey/ib';
import {
  parseSymbol,
  TradewrightError,
  type Clock,
  type DurableMap,
  type TickLadder,
} from '@tradewright/core';
import { canonicalSymbol } from './symbol-of.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import {
  parseInstrument,
  parseTickLadder,
  ruleIdOf,
  type ResolvedContract,
} from './parse-instrument.ts';

/** Options of {@link ContractResolver}. `exchange` is routing and primary exchange of shares in the base currency, such as `SMART/ASX`. */
export type ContractResolverOptions = {
  readonly exchange: string;
  readonly baseCurrency: string;
  readonly allowedTypes: readonly string[];
  readonly store: DurableMap;
  readonly clock: Pick<Clock, 'now'>;
};

/** Hours are listed some days ahead: what is older than half a day is asked for again when somebody loads it. */
const freshMs = 43_200_000;

const currencyCode = /^[A-Z]{3}$/;

/**
 * Finds contracts by asking IB, keeps them for the session and their conId for good.
 *
 * A pair is FX when IB knows it as FX, not because it looks like one; one symbol that names several
 * contracts is refused.
 */
export class ContractResolver {
  readonly #connection: IBConnectionManager;
  readonly #options: ContractResolverOptions;
  readonly #resolved = new Map<string, Promise<ResolvedContract>>();
  readonly #known = new Map<string, ResolvedContract>();
  readonly #askedAt = new Map<string, number>();
  readonly #rules = new Map<number, Promise<TickLadder>>();

  constructor(connection: IBConnectionManager, options: ContractResolverOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** @param name - A symbol, or a bare `AAPL`: a share in US dollars. @throws TradewrightError `SYMBOL_INVALID`, `SYMBOL_UNKNOWN`, `SYMBOL_NOT_ALLOWED`, `VENUE_*` */
  resolve(name: string): Promise<ResolvedContract> {
    const symbol = canonicalSymbol(name);
    const known = this.#resolved.get(symbol);
    if (known !== undefined) return known;
    const asked = this.#ask(symbol);
    this.#resolved.set(symbol, asked);
    asked.catch(() => this.#resolved.delete(symbol));
    return asked;
  }

  /** What {@link ContractResolver.resolve} has found before, without a turn of waiting; else `undefined`. */
  known(symbol: string): ResolvedContract | undefined {
    return this.#known.get(symbol);
  }

  /** As {@link ContractResolver.resolve}, asked again once it has aged; IB's silence leaves what was known. */
  load(name: string): Promise<ResolvedContract> {
    const symbol = canonicalSymbol(name);
    const known = this.#resolved.get(symbol);
    const age = this.#options.clock.now() - (this.#askedAt.get(symbol) ?? 0);
    if (known === undefined || age < freshMs) return this.resolve(symbol);
    const asked = this.#ask(symbol).catch(() => known);
    this.#resolved.set(symbol, asked);
    return asked;
  }

  /** Hours and rules age: the next use asks again. */
  forget(): void {
    this.#resolved.clear();
    this.#known.clear();
    this.#rules.clear();
  }

  async #ask(symbol: string): Promise<ResolvedContract> {
    this.#askedAt.set(symbol, this.#options.clock.now());
    const resolved = await this.#resolve(symbol);
    this.#known.set(symbol, resolved);
    return resolved;
  }

  async #resolve(symbol: string): Promise<ResolvedContract> {
    const details = await this.#find(symbol);
    const { conId } = details.contract;
    if (conId === undefined)
      throw new TradewrightError(
        'VENUE_BAD_ANSWER',
        `IB described ${symbol} without a contract id.`,
      );
    this.#options.store.set(`ib.contract.${symbol}`, String(conId));
    const isFx = (details.contract.secType as string | undefined) === 'CASH';
    const rule = ruleIdOf(details, isFx ? 'IDEALPRO' : 'SMART');
    if (rule === undefined)
      throw new TradewrightError('VENUE_BAD_ANSWER', `IB named no price rule for ${symbol}.`);
    return parseInstrument(symbol, details, await this.#ladder(rule));
  }

  async #find(symbol: string): Promise<ContractDetails> {
    const { base, quote } = parseSymbol(symbol);
    const { allowedTypes } = this.#options;
    const mayBeFx = currencyCode.test(base) && currencyCode.test(quote);
    if (mayBeFx && allowedTypes.includes('FX')) {
      const pair = await this.#details(symbol, {
        symbol: base,
        secType: SecType.CASH,
        currency: quote,
        exchange: 'IDEALPRO',
      });
      if (pair !== undefined) return pair;
    }
    const share = allowedTypes.includes('STK')
      ? await this.#details(symbol, this.#shareContract(base, quote))
      : undefined;
    if (share !== undefined) return share;
    throw new TradewrightError('SYMBOL_UNKNOWN', `IB knew no contract for ${symbol}.`, {
      hint: `IB can trade here: ${allowedTypes.join(', ')}; write shares as BHP/AUD or AAPL/USD and currency pairs as AUD/USD`,
      facts: { symbol },
    });
  }

  #shareContract(symbol: string, currency: string): Contract {
    const [routing = 'SMART', primary] = this.#options.exchange.split('/');
    const home = currency === this.#options.baseCurrency && primary !== undefined;
    return {
      symbol,
      secType: SecType.STK,
      currency,
      exchange: routing,
      ...(home ? { primaryExch: primary } : {}),
    };
  }

  async #details(symbol: string, contract: Contract): Promise<ContractDetails | undefined> {
    const found: ContractDetails[] = [];
    try {
      await this.#connection.ask<void>({
        label: `the contract of ${symbol}`,
        priority: 'query',
        start: ({ api, reqId, listen, resolve }) => {
          listen(
            EventName.contractDetails,
            (id: number, details: ContractDetails) => id === reqId && found.push(details),
          );
          listen(EventName.contractDetailsEnd, (id: number) => id === reqId && resolve());
          api.reqContractDetails(reqId, contract);
        },
      });
    } catch (cause) {
      if (TradewrightError.is(cause) && cause.code === 'SYMBOL_UNKNOWN') return undefined;
      throw cause;
    }
    if (found.length > 1) {
      throw new TradewrightError(
        'SYMBOL_UNKNOWN',
        `IB knew ${found.length} contracts for ${symbol}.`,
        {
          hint: 'set IB_EXCHANGE to the routing and primary exchange, such as SMART/ASX',
          facts: { symbol, conIds: found.map((details) => details.contract.conId) },
        },
      );
    }
    return found[0];
  }

  #ladder(rule: number): Promise<TickLadder> {
    const known = this.#rules.get(rule);
    if (known !== undefined) return known;
    const asked = this.#connection.ask<TickLadder>({
      label: `price rule ${rule}`,
      priority: 'query',
      start: ({ api, listen, resolve }) => {
        listen(
          EventName.marketRule,
          (id: number, increments: readonly PriceIncrement[]) =>
            id === rule && resolve(parseTickLadder(increments)),
        );
        api.reqMarketRule(rule);
      },
    });
    this.#rules.set(rule, asked);
    asked.catch(() => this.#rules.delete(rule));
    return asked;
  }
}
