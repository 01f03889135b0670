/** Market data lines: one per instrument, shared by all readers. @module */
import { EventName, type IBApi } from '@stoqey/ib';
import { buildQuote, type Quote, type QuoteParts, type Undo } from '@tradewright/core';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import { buildContract } from '../orders/build-contract.ts';

type Line = {
  readonly symbol: string;
  readonly resolved: ResolvedContract;
  reqId: number;
  parts: QuoteParts;
  readers: Set<(quote: Quote) => void>;
};

type PriceField = 'bid' | 'ask' | 'last';
type SizeField = 'bidSize' | 'askSize' | 'volume';
const prices: Readonly<Record<number, PriceField>> = {
  1: 'bid',
  2: 'ask',
  4: 'last',
  66: 'bid',
  67: 'ask',
  68: 'last',
};
const sizes: Readonly<Record<number, SizeField>> = {
  0: 'bidSize',
  3: 'askSize',
  8: 'volume',
  69: 'bidSize',
  70: 'askSize',
  74: 'volume',
};

/** Streams quotes; lines are asked for anew after each reconnection and start empty, so no old price survives. */
export class QuoteLines {
  readonly #connection: IBConnectionManager;
  readonly #now: () => number;
  readonly #bySymbol = new Map<string, Line>();
  readonly #byRequest = new Map<number, Line>();

  constructor(connection: IBConnectionManager, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  attach(api: IBApi): void {
    // The library takes the tick type 0 for "none" and drops the size that comes with a bid.
    api.on(EventName.received, ([kind, , reqId, type, , size]: string[]) => {
      if (kind === '1' && (type === '1' || type === '66'))
        this.#keepBidSize(Number(reqId), Number(size));
    });
    api.on(EventName.tickPrice, (reqId: number, field: number, value: number) =>
      this.#tick(reqId, prices[field], value),
    );
    api.on(EventName.tickSize, (reqId: number, field?: number, value?: number) =>
      this.#tick(reqId, field === undefined ? undefined : sizes[field], value ?? -1),
    );
    api.on(EventName.marketDataType, (reqId: number, type: number) => this.#onType(reqId, type));
  }

  /** Opens every line again on a new connection. */
  reopen(): void {
    this.#byRequest.clear();
    for (const line of this.#bySymbol.values()) this.#open(line);
  }

  /** The line's latest quote; `undefined` when nobody reads it. */
  latest(symbol: string): Quote | undefined {
    const line = this.#bySymbol.get(symbol);
    return line === undefined ? undefined : buildQuote(line.parts);
  }

  read(resolved: ResolvedContract, reader: (quote: Quote) => void): Undo {
    const { symbol } = resolved.instrument;
    const line = this.#bySymbol.get(symbol) ?? {
      symbol,
      resolved,
      reqId: 0,
      parts: emptyParts(symbol),
      readers: new Set<(quote: Quote) => void>(),
    };
    line.readers.add(reader);
    if (!this.#bySymbol.has(symbol)) {
      this.#bySymbol.set(symbol, line);
      this.#open(line);
    }
    return () => {
      if (!line.readers.delete(reader) || line.readers.size > 0) return;
      this.#bySymbol.delete(symbol);
      this.#byRequest.delete(line.reqId);
      this.#connection.send(
        'query',
        (api) => api.cancelMktData(line.reqId),
        () => undefined,
      );
    };
  }

  #open(line: Line): void {
    line.reqId = this.#connection.nextRequestId();
    line.parts = emptyParts(line.symbol);
    this.#byRequest.set(line.reqId, line);
    this.#connection.send(
      'query',
      (api) => api.reqMktData(line.reqId, buildContract(line.resolved), '', false, false),
      () => undefined,
    );
  }

  #keepBidSize(reqId: number, size: number): void {
    const line = this.#byRequest.get(reqId);
    if (line !== undefined)
      line.parts = { ...line.parts, bidSize: Number.isFinite(size) && size >= 0 ? size : null };
  }

  #onType(reqId: number, type: number): void {
    const line = this.#byRequest.get(reqId);
    if (line !== undefined) line.parts = { ...line.parts, delayed: type !== 1 };
  }

  #tick(reqId: number, field: PriceField | SizeField | undefined, value: number): void {
    const line = this.#byRequest.get(reqId);
    if (line === undefined || field === undefined) return;
    const found = Number.isFinite(value) && value >= 0 ? value : null;
    line.parts = { ...line.parts, [field]: found, receivedTime: this.#now() };
    const quote = buildQuote(line.parts);
    for (const reader of line.readers) reader(quote);
  }
}

function emptyParts(symbol: string): QuoteParts {
  return {
    symbol,
    venue: 'IB',
    bid: null,
    ask: null,
    bidSize: null,
    askSize: null,
    last: null,
    volume: null,
    delayed: false,
    venueTime: null,
    receivedTime: 0,
  };
}
