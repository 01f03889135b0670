/** Market data lines: one per instrument, shared by all readers. @module */
import { EventName, type IBApi } from '@stoqey/ib';
import { buildQuote, type Clock, type Quote, type QuoteParts, type Undo } from '@tradewright/core';
import type { IBNotice } from '../connection/connection-events.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';
import { SharedLines, type LineReader } from './shared-lines.ts';

/** Fields that IB's tick types set; delayed data has types of its own. Source: TWS API, tick types. */
type PriceField = 'bid' | 'ask' | 'last';
type SizeField = 'bidSize' | 'askSize' | 'volume';
type Parts = { -readonly [Field in keyof QuoteParts]: QuoteParts[Field] };

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
const times = new Set([45, 88]);

/** Streams quotes. A line starts empty on each connection, so no old price survives. */
export class QuoteLines {
  readonly #lines: SharedLines<Parts, Quote>;
  readonly #clock: Clock;

  /** @param limit - Lines that the login has. */
  constructor(connection: IBConnectionManager, clock: Clock, limit: number) {
    this.#clock = clock;
    this.#lines = new SharedLines<Parts, Quote>(connection, clock, {
      what: 'quotes',
      limit,
      fresh: ({ instrument }) => emptyParts(instrument.symbol),
      open: (api, reqId, resolved) =>
        api.reqMktData(reqId, buildContract(resolved), '', false, false),
      cancel: (api, reqId) => api.cancelMktData(reqId),
    });
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
    api.on(EventName.tickString, (reqId: number, field: number, value: string) =>
      this.#onTime(reqId, field, value),
    );
    api.on(EventName.marketDataType, (reqId: number, type: number) => this.#onType(reqId, type));
  }

  reopen(): void {
    this.#lines.reopen();
  }

  close(): void {
    this.#lines.close();
  }

  onNotice(notice: IBNotice): void {
    this.#lines.onNotice(notice);
  }

  /** The line's latest quote; `undefined` when nobody reads it. */
  latest(symbol: string): Quote | undefined {
    const line = this.#lines.find(symbol);
    return line === undefined ? undefined : buildQuote(line.state);
  }

  read(resolved: ResolvedContract, reader: LineReader<Quote>): Undo {
    return this.#lines.read(resolved.instrument.symbol, resolved, reader);
  }

  #keepBidSize(reqId: number, size: number): void {
    const line = this.#lines.of(reqId);
    if (line !== undefined) line.state.bidSize = Number.isFinite(size) && size >= 0 ? size : null;
  }

  /** Types 2 and 4 are frozen: the market is closed, the prices are its last ones. */
  #onType(reqId: number, type: number): void {
    const line = this.#lines.of(reqId);
    if (line !== undefined) line.state.delayed = type === 3 || type === 4;
  }

  #onTime(reqId: number, field: number, value: string): void {
    const line = this.#lines.of(reqId);
    if (line !== undefined && times.has(field) && /^\d{9,11}$/.test(value))
      line.state.venueTime = Number(value) * 1_000;
  }

  #tick(reqId: number, field: PriceField | SizeField | undefined, value: number): void {
    const line = this.#lines.of(reqId);
    if (line === undefined || field === undefined) return;
    line.state[field] = Number.isFinite(value) && value >= 0 ? value : null;
    line.state.receivedTime = this.#clock.now();
    this.#lines.tell(line, buildQuote(line.state));
  }
}

function emptyParts(symbol: string): Parts {
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
