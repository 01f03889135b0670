/** One client's connection to the simulator. @module */
import type { Socket } from 'node:net';
import type { Quote } from '@tradewright/core';
import { answerDataRequest } from './answer-data-request.ts';
import { answerOrderRequest } from './answer-order-request.ts';
import { commissionFields, executionFields, twsTime } from './simulated-execution.ts';
import { openOrderFields, orderStatusFields } from './simulated-order.ts';
import type { OrderNews } from './simulated-orders.ts';
import type { TwsSimulator } from './tws-simulator.ts';
import { encodeFrame, FrameReader, type WireField } from './wire-frame.ts';

/** Speaks with one client: handshake, requests, and the news it is entitled to. */
export class TwsSession {
  readonly simulator: TwsSimulator;
  clientId: number | undefined;
  /** Market data lines: request id to conId. */
  readonly lines = new Map<string, number>();
  marketDataType = 1;
  readonly #socket: Socket;
  readonly #reader = new FrameReader();
  #phase: 'prefix' | 'version' | 'start' | 'open' = 'prefix';

  constructor(simulator: TwsSimulator, socket: Socket) {
    this.simulator = simulator;
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => this.#onData(chunk));
  }

  send(...fields: readonly WireField[]): void {
    this.raw(encodeFrame(fields));
  }

  raw(bytes: Buffer): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
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
    if (news.kind === 'execution') {
      this.send(...executionFields(news.execution, -1));
      if (!this.simulator.faults.withholdCommissions)
        this.send(...commissionFields(news.execution));
    } else {
      this.send(...openOrderFields(order));
      this.send(...orderStatusFields(order));
    }
  }

  onQuote(conId: number, quote: Quote): void {
    for (const [reqId, line] of this.lines) if (line === conId) this.sendQuote(reqId, quote);
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
    if (kind === 71) this.#start(Number(fields[2]));
    else if (!answerOrderRequest(this, kind, fields)) answerDataRequest(this, kind, fields);
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
