/** Streams of public trades, tick by tick. @module */
import { EventName, TickByTickDataType, type IBApi } from '@stoqey/ib';
import type { Clock, Trade, Undo } from '@tradewright/core';
import type { IBNotice } from '../connection/connection-events.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';
import { SharedLines } from './shared-lines.ts';
import { eventsOf } from './typed-events.ts';

type LastMessage = [reqId: number, type: number, time: string, price: number, size: number];

/** Prints of shares as IB reports them; it names no taker and no trade id. */
export class TradeLines {
  readonly #lines: SharedLines<null, Trade>;
  readonly #clock: Clock;

  constructor(connection: IBConnectionManager, clock: Clock) {
    this.#clock = clock;
    this.#lines = new SharedLines<null, Trade>(connection, clock, {
      what: 'trades',
      fresh: () => null,
      open: (api, reqId, resolved) =>
        api.reqTickByTickData(reqId, buildContract(resolved), TickByTickDataType.Last, 0, false),
      cancel: (api, reqId) => api.cancelTickByTickData(reqId),
    });
  }

  attach(api: IBApi): void {
    eventsOf(api)<LastMessage>(EventName.tickByTickAllLast, (...message) => {
      const [reqId, , time, price, size] = message;
      const line = this.#lines.of(reqId);
      if (line === undefined) return;
      const { symbol } = line.resolved.instrument;
      const trade = parseTrade(symbol, { time: Number(time), price, size }, this.#clock.now());
      if (trade !== undefined) this.#lines.tell(line, trade);
    });
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

  read(resolved: ResolvedContract, reader: (trade: Trade) => void): Undo {
    return this.#lines.read(resolved.instrument.symbol, resolved, { news: reader });
  }
}

/** A print from IB's numbers, `time` in seconds; `undefined` when they are none. */
export function parseTrade(
  symbol: string,
  print: {
    readonly time?: number | undefined;
    readonly price?: number | undefined;
    readonly size?: number | undefined;
  },
  receivedTime: number,
): Trade | undefined {
  const { time = Number.NaN, price = Number.NaN, size = Number.NaN } = print;
  if (!Number.isInteger(time) || !(price > 0) || !(size >= 0) || !Number.isFinite(price + size))
    return undefined;
  return {
    symbol,
    venue: 'IB',
    tradeId: null,
    price,
    size,
    side: null,
    venueTime: time * 1_000,
    receivedTime,
  };
}
