/** One client's connection to the simulator. @module */
import type { Duplex } from 'node:stream';
import type { Quote } from '@tradewright/core';
import { answerDataRequest } from './answer-data-request.ts';
import { barUpdateFields } from './answer-history-request.ts';
import { answerOrderRequest } from './answer-order-request.ts';
import {
  commissionFields,
  executionFields,
  twsTime,
  type SimulatedExecution,
} from './simulated-execution.ts';
import { openOrderFields, orderStatusFields } from './simulated-order.ts';
import type { SimulatedPrint } from './simulated-history.ts';
import type { OrderNews } from './simulated-orders.ts';
import type { TwsSimulator } from './tws-simulator.ts';
import { encodeFrame, FrameReader, type WireField } from './wire-frame.ts';

/** Speaks with one client: handshake, requests, and the news it is entitled to. */
export class TwsSession {
  readonly simulator: TwsSimulator;
  clientId: number | undefined;
  /** Market data lines: request id to conId. */
  readonly lines = new Map<string, number>();
  /** Depth lines; the first picture inserts its rows, later ones replace them. */
  readonly depthLines = new Map<string, { readonly conId: number; isShown: boolean }>();
  /** Bars that are kept up to date, with their length in ms. */
  readonly barLines = new Map<string, { readonly conId: number; readonly length: number }>();
  /** Trades tick by tick: request id to conId. */
  readonly tradeLines = new Map<string, number>();
  marketDataType = 1;
  readonly #socket: Duplex;
  readonly #reader = new FrameReader();
  #isMute = false;
  #phase: 'prefix' | 'version' | 'start' | 'open' = 'prefix';

  constructor(simulator: TwsSimulator, socket: Duplex) {
    this.simulator = simulator;
    this.#socket = socket;
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => this.#onData(chunk));
  }

  send(...fields: readonly WireField[]): void {
    this.raw(encodeFrame(fields));
  }

  raw(bytes: Buffer): void {
    if (!this.#socket.destroyed && !this.#isMute) this.#socket.write(bytes);
  }

  error(id: number | string, code: number, text: string, advancedReject = ''): void {
    this.send(4, 2, id, code, text, advancedReject);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  onOrderNews(news: OrderNews): void {
    const order = news.kind === 'order' ? news.order : news.execution.order;
    if (order.clientId !== this.clientId) return;
    const frames =
      news.kind === 'execution'
        ? this.#executionFrames(news.execution)
        : [openOrderFields(order), orderStatusFields(order)];
    for (const fields of frames) this.#sendNews(fields);
    if (this.simulator.faults.duplicateNews) for (const fields of frames) this.#sendNews(fields);
  }

  #sendNews(fields: readonly WireField[]): void {
    const { faults, clock } = this.simulator;
    for (const delay of faults.newsDelays(Number(fields[0])))
      if (delay === 0) this.send(...fields);
      else clock.after(delay, () => this.send(...fields));
  }

  onQuote(conId: number, quote: Quote): void {
    for (const [reqId, line] of this.lines) if (line === conId) this.sendQuote(reqId, quote);
    for (const [reqId, line] of this.depthLines)
      if (line.conId === conId) this.sendDepth(reqId, quote);
  }

  /** The bars of this contract have grown by one. */
  onBar(conId: number, print: SimulatedPrint): void {
    const { history } = this.simulator;
    for (const [reqId, line] of this.barLines) {
      const bar = line.conId === conId ? history.forming(conId, line.length) : undefined;
      if (bar !== undefined) this.send(...barUpdateFields(reqId, bar, line.length));
    }
    const { time, price, size } = print;
    for (const [reqId, line] of this.tradeLines)
      if (line === conId) this.send(99, reqId, 1, Math.floor(time / 1_000), price, size, 0, '', '');
  }

  /** Five rows a side, one tick apart. */
  sendDepth(reqId: string, quote: Quote): void {
    const line = this.depthLines.get(reqId);
    if (line === undefined) return;
    const operation = line.isShown ? 1 : 0;
    line.isShown = true;
    const step = (quote.ask ?? 1) < 2 ? 0.005 : 0.01;
    const sides = [
      [0, quote.ask ?? 0, step, quote.askSize ?? 0],
      [1, quote.bid ?? 0, -step, quote.bidSize ?? 0],
    ] as const;
    for (let row = 0; row < 5; row += 1)
      for (const [side, price, shift, size] of sides)
        this.send(
          12,
          1,
          reqId,
          row,
          operation,
          side,
          (price + row * shift).toFixed(5),
          size * (row + 1),
        );
  }

  sendQuote(reqId: string, quote: Quote): void {
    const delayed = this.simulator.marketData === 'delayed';
    const price = (type: number, value: number | null, size: number | null): void =>
      this.send(1, 6, reqId, type, value ?? -1, size ?? 0, 0);
    price(delayed ? 66 : 1, quote.bid, quote.bidSize);
    price(delayed ? 67 : 2, quote.ask, quote.askSize);
    if (quote.last !== null) price(delayed ? 68 : 4, quote.last, 0);
    if (quote.volume !== null) this.send(2, 6, reqId, delayed ? 74 : 8, quote.volume);
  }

  #onData(chunk: Buffer): void {
    this.#reader.push(chunk);
    if (this.#phase === 'prefix') {
      if (!this.#reader.skip(4)) return;
      this.#phase = 'version';
    }
    for (let fields = this.#reader.next(); fields !== undefined; fields = this.#reader.next())
      this.#onFrame(fields);
  }

  #onFrame(fields: string[]): void {
    if (this.#phase === 'version') {
      this.#phase = 'start';
      this.send(193, twsTime(this.simulator.clock.now()));
      return;
    }
    this.simulator.received.push(fields);
    const kind = Number(fields[0]);
    if (this.simulator.faults.ignore.has(kind)) return;
    this.#isMute = this.simulator.faults.silent.has(kind);
    if (kind === 71) this.#start(Number(fields[2]));
    else if (!answerOrderRequest(this, kind, fields) && !this.#answerRecorded(fields))
      answerDataRequest(this, kind, fields);
    this.#isMute = false;
  }

  #executionFrames(execution: SimulatedExecution): readonly WireField[][] {
    const { withholdCommissions, commissionFirst } = this.simulator.faults;
    const told = executionFields(execution, -1);
    if (withholdCommissions) return [told];
    const paid = commissionFields(execution);
    return commissionFirst ? [paid, told] : [told, paid];
  }

  /** False where the market is not a recording, or the question not about the market. */
  #answerRecorded(fields: readonly string[]): boolean {
    const { recorded, clock } = this.simulator;
    if (recorded === undefined) return false;
    if (fields[0] === '2' || fields[0] === '25')
      recorded.cancel(this, fields[fields[0] === '2' ? 2 : 1] ?? '');
    return recorded.answer(this, fields, clock.now());
  }

  #start(clientId: number): void {
    if (this.simulator.hasClient(clientId, this)) {
      this.error(
        -1,
        326,
        'Unable to connect as the client id is already in use. Retry with a unique client id.',
      );
      this.#socket.end();
      return;
    }
    this.clientId = clientId;
    this.#phase = 'open';
    this.send(15, 1, this.simulator.account.id);
    this.send(
      9,
      1,
      this.simulator.faults.nextValidId ?? this.simulator.orders.highestId(clientId) + 1,
    );
    this.error(-1, 2104, 'Market data farm connection is OK:ausfarm');
    this.error(-1, 2106, 'HMDS data farm connection is OK:aushmds');
    this.error(-1, 2158, 'Sec-def data farm connection is OK:secdefhk');
  }
}
