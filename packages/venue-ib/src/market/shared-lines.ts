/** Streams that all readers of one thing share. @module */
import type { IBApi } from '@stoqey/ib';
import { TradewrightError, type Clock, type Undo } from '@tradewright/core';
import { isWarning } from '../connection/ib-codes.ts';
import type { IBNotice } from '../connection/connection-events.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';

/** Who reads a line. `failed` is told when the venue will send nothing. */
export type LineReader<News> = {
  readonly news: (news: News) => void;
  readonly failed?: (error: TradewrightError) => void;
};

/** One stream at the venue. `reqId` changes with each connection; `state` starts afresh with it. */
export type Line<State, News> = {
  readonly key: string;
  readonly resolved: ResolvedContract;
  readonly readers: Set<LineReader<News>>;
  reqId: number;
  state: State;
};

/** What makes a kind of stream. `fresh` gets the state of the line's last connection, if there was one; `drop` ends what a state left running. */
export type LineKind<State> = {
  readonly what: string;
  /** How many the venue gives; left out where it sets no number. */
  readonly limit?: number;
  readonly fresh: (resolved: ResolvedContract, before: State | undefined) => State;
  readonly open: (api: IBApi, reqId: number, resolved: ResolvedContract) => void;
  readonly cancel: (api: IBApi, reqId: number) => void;
  readonly drop?: (state: State) => void;
};

/** IB lets the login's data go to one place: after this long the line is asked for again. */
const competingRetryMs = 60_000;

/**
 * Opens a line with its first reader, closes it with its last, and asks for it anew after each
 * reconnection under a new id, so that nothing of the old connection is taken for new.
 */
export class SharedLines<State, News> {
  readonly #connection: IBConnectionManager;
  readonly #clock: Clock;
  readonly #kind: LineKind<State>;
  readonly #byKey = new Map<string, Line<State, News>>();
  readonly #byRequest = new Map<number, Line<State, News>>();

  constructor(connection: IBConnectionManager, clock: Clock, kind: LineKind<State>) {
    this.#connection = connection;
    this.#clock = clock;
    this.#kind = kind;
  }

  of(reqId: number): Line<State, News> | undefined {
    return this.#byRequest.get(reqId);
  }

  find(key: string): Line<State, News> | undefined {
    return this.#byKey.get(key);
  }

  /** @throws TradewrightError `VENUE_RATE_LIMITED` where every line is taken */
  read(key: string, resolved: ResolvedContract, reader: LineReader<News>): Undo {
    this.#mustBeFree(key, resolved);
    const line = this.#byKey.get(key) ?? this.#create(key, resolved);
    line.readers.add(reader);
    return () => {
      if (!line.readers.delete(reader) || line.readers.size > 0) return;
      this.#byKey.delete(key);
      this.#kind.drop?.(line.state);
      if (this.#byRequest.delete(line.reqId)) this.#cancel(line.reqId);
    };
  }

  tell(line: Line<State, News>, news: News): void {
    for (const reader of line.readers) reader.news(news);
  }

  /** Opens every line again on a new connection. */
  reopen(): void {
    this.#byRequest.clear();
    for (const line of this.#byKey.values()) this.#open(line);
  }

  /** Forgets every line; nothing is said to the venue. */
  close(): void {
    for (const { state } of this.#byKey.values()) this.#kind.drop?.(state);
    this.#byKey.clear();
    this.#byRequest.clear();
  }

  /** An error on a line's id ends it at the venue. What the venue lost by itself is asked for again. */
  onNotice({ id, code, text }: IBNotice): void {
    const line = this.#byRequest.get(id);
    if (line === undefined || isWarning(code)) return;
    this.#byRequest.delete(id);
    if (code === 10182) this.#open(line);
    else if (code === 10197) this.#clock.after(competingRetryMs, () => this.#retry(line));
    const error = lineError(this.#kind.what, line.resolved.instrument.symbol, code, text);
    for (const reader of line.readers) reader.failed?.(error);
  }

  /** A line without a reader is closed at once, so none can give way: the new one is told why. */
  #mustBeFree(key: string, { instrument }: ResolvedContract): void {
    const { limit = Number.POSITIVE_INFINITY, what } = this.#kind;
    if (this.#byKey.has(key) || this.#byKey.size < limit) return;
    throw new TradewrightError(
      'VENUE_RATE_LIMITED',
      `The ${what} of ${instrument.symbol} were not asked for: all ${limit} market data lines were taken.`,
      { hint: 'watch fewer symbols, or set IB_MARKET_DATA_LINES to what the login has' },
    );
  }

  #create(key: string, resolved: ResolvedContract): Line<State, News> {
    const state = this.#kind.fresh(resolved, undefined);
    const line = { key, resolved, readers: new Set<LineReader<News>>(), reqId: 0, state };
    this.#byKey.set(key, line);
    this.#open(line);
    return line;
  }

  #retry(line: Line<State, News>): void {
    const isOpen = this.#byRequest.get(line.reqId) === line;
    if (this.#byKey.get(line.key) === line && !isOpen) this.#open(line);
  }

  #open(line: Line<State, News>): void {
    line.state = this.#kind.fresh(line.resolved, line.state);
    line.reqId = this.#connection.nextRequestId();
    this.#byRequest.set(line.reqId, line);
    const { reqId, resolved } = line;
    this.#send((api) => this.#kind.open(api, reqId, resolved));
  }

  #cancel(reqId: number): void {
    this.#send((api) => this.#kind.cancel(api, reqId));
  }

  /** While the connection is down nothing is lost: the next one opens every line that has readers. */
  #send(send: (api: IBApi) => void): void {
    this.#connection.send('query', send, () => undefined);
  }
}

function lineError(what: string, symbol: string, code: number, text: string): TradewrightError {
  const message = `IB ended the ${what} of ${symbol} with ${code}: ${text}`;
  const facts = { ibCode: code };
  if (code === 101)
    return new TradewrightError('VENUE_RATE_LIMITED', message, {
      hint: 'the market data lines of the login are used up: watch fewer symbols',
      facts,
    });
  const isPermission = [354, 10089, 10168, 10186, 10189, 460].includes(code);
  return isPermission
    ? new TradewrightError('VENUE_PERMISSION', message, {
        hint: 'buy the data package, or set IB_MARKET_DATA=delayed',
        facts,
      })
    : new TradewrightError('VENUE_BAD_ANSWER', message, { facts });
}
