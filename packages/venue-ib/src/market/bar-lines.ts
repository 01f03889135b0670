/** Streams of bars: each bar is told once, when it is whole. @module */
import { EventName, type IBApi } from '@stoqey/ib';
import { timeframeMs, type Bar, type Clock, type Timeframe, type Undo } from '@tradewright/core';
import type { IBNotice } from '../connection/connection-events.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';
import { barSizes, parseBar, whatToShow, type BarMessage } from './bar-wire.ts';
import { SharedLines, type Line } from './shared-lines.ts';
import { eventsOf } from './typed-events.ts';

type Forming = {
  /** The newest bar heard of. */
  bar: Bar | undefined;
  /** Start of the last bar that was told, or that was whole before the stream began. */
  toldUpTo: number;
  /** What the first answer holds is the past, except after a reconnection. */
  readonly isFirst: boolean;
  undo: Undo;
};
type BarLine = Line<Forming, Bar>;

/** After its end a bar may still change for as long as its last trade needs to arrive. */
const graceMs = 5_000;

/**
 * IB repeats the bar that forms (`keepUpToDate`) and never says that it is whole. It is, once the
 * next one shows, once it is repeated after its end, or a little later by our clock. What was whole
 * while the connection was down comes with the first answer of the next one.
 */
export class BarLines {
  readonly #connection: IBConnectionManager;
  readonly #clock: Clock;
  readonly #kinds = new Map<Timeframe, SharedLines<Forming, Bar>>();

  constructor(connection: IBConnectionManager, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  attach(api: IBApi): void {
    const on = eventsOf(api);
    on<BarMessage>(EventName.historicalData, (...message) => this.#hear(message, true));
    on<BarMessage>(EventName.historicalDataUpdate, (...message) => this.#hear(message, false));
  }

  reopen(): void {
    for (const lines of this.#kinds.values()) lines.reopen();
  }

  close(): void {
    for (const lines of this.#kinds.values()) lines.close();
  }

  onNotice(notice: IBNotice): void {
    for (const lines of this.#kinds.values()) lines.onNotice(notice);
  }

  read(resolved: ResolvedContract, timeframe: Timeframe, reader: (bar: Bar) => void): Undo {
    const lines = this.#kinds.get(timeframe) ?? this.#linesOf(timeframe);
    this.#kinds.set(timeframe, lines);
    return lines.read(resolved.instrument.symbol, resolved, { news: reader });
  }

  #linesOf(timeframe: Timeframe): SharedLines<Forming, Bar> {
    const size = barSizes[timeframe];
    const duration = timeframeMs[timeframe] < 3_600_000 ? '1 D' : '5 D';
    return new SharedLines<Forming, Bar>(this.#connection, this.#clock, {
      what: `${timeframe} bars`,
      fresh: (_resolved, before) => {
        before?.undo();
        const toldUpTo = before?.toldUpTo ?? 0;
        return { bar: undefined, toldUpTo, isFirst: toldUpTo === 0, undo: () => undefined };
      },
      drop: (state) => state.undo(),
      open: (api, reqId, resolved) => {
        const [contract, what] = [buildContract(resolved), whatToShow(resolved)];
        api.reqHistoricalData(reqId, contract, '', duration, size, what, 1, 2, true);
      },
      cancel: (api, reqId) => api.cancelHistoricalData(reqId),
    });
  }

  #hear(message: BarMessage, isAnswer: boolean): void {
    for (const [timeframe, lines] of this.#kinds) {
      const line = lines.of(message[0]);
      if (line === undefined) continue;
      const bar = parseBar(message, line.resolved.instrument.assetClass === 'fx');
      if (bar === undefined) return;
      const end = bar.time + timeframeMs[timeframe];
      const isPast = isAnswer && line.state.isFirst && end <= this.#clock.now();
      if (isPast) line.state.toldUpTo = bar.time;
      else this.#onBar(line, bar, end);
    }
  }

  #onBar(line: BarLine, bar: Bar, end: number): void {
    const { state } = line;
    if (bar.time <= state.toldUpTo || bar.time < (state.bar?.time ?? 0)) return;
    if (state.bar !== undefined && bar.time > state.bar.time) this.#tell(line, state.bar);
    state.undo();
    state.bar = bar;
    const left = end - this.#clock.now();
    if (left <= 0) this.#tell(line, bar);
    else state.undo = this.#clock.after(left + graceMs, () => this.#tell(line, bar));
  }

  #tell(line: BarLine, bar: Bar): void {
    if (bar.time <= line.state.toldUpTo) return;
    line.state.toldUpTo = bar.time;
    for (const reader of line.readers) reader.news(bar);
  }
}
