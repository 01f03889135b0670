/** HTTP between one process and the fake Gemini, with faults. @module */
import type { Clock, Random } from '@tradewright/core';
import type { HttpAnswer, SendRequest, SentRequest } from '@tradewright/venue-ccxt';
import {
  fakeFaults,
  type FakeAnswer,
  type FakeRequest,
  type FakeVenue,
} from '@tradewright/venue-ccxt/testing';
import type { FaultRates } from '../fault-rates.ts';
import { longestWireMs, type LinkHost } from '../link-host.ts';

/** When the real class would give up. */
const requestTimeoutMs = 10_000;

/** What the wire is wired to. */
export type GeminiWirePorts = {
  readonly host: LinkHost;
  readonly venue: FakeVenue;
  readonly isUp: () => boolean;
  /** The new order with this client id has left the process. */
  readonly onLeft: (clientOrderId: string) => void;
};

/** One request on its way. */
type Trip = {
  readonly asked: FakeRequest;
  /** `send`, `cancel` or the path of a question. */
  readonly name: string;
  readonly isCommand: boolean;
  /** The order of this request will never be at the venue. */
  readonly never: () => void;
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: Error) => void;
};

const commandNames: Readonly<Record<string, string>> = {
  '/v1/order/new': 'send',
  '/v1/order/cancel': 'cancel',
  '/v1/order/cancel/all': 'cancel',
};

/** Answers of a venue in trouble, all of which leave open what became of the request. */
const troubles: readonly FakeAnswer[] = [
  fakeFaults.garbage,
  fakeFaults.empty,
  fakeFaults.htmlPage,
  fakeFaults.nullAnswer,
  fakeFaults.html500,
  fakeFaults.badGateway,
  fakeFaults.system,
  fakeFaults.unknownReason,
];

/** Answers of a venue that has done nothing. */
const refusals: readonly FakeAnswer[] = [fakeFaults.rateLimit];

/** Answers of a venue that could not answer a question. */
const noAnswers: readonly FakeAnswer[] = [
  ...troubles,
  fakeFaults.maintenance,
  fakeFaults.html404,
  fakeFaults.html403,
  fakeFaults.html429,
  fakeFaults.rateLimit,
];

/** Loses, repeats and delays requests and answers, and puts other answers in their place. */
export class GeminiWire {
  readonly #ports: GeminiWirePorts;
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(ports: GeminiWirePorts) {
    this.#ports = ports;
    this.#clock = ports.host.clock;
    this.#random = ports.host.random;
  }

  readonly send: SendRequest = (url, request) =>
    new Promise((resolve, reject) => {
      const { pathname: path } = new URL(url);
      const clientOrderId = clientIdOf(path, request);
      const { host, onLeft } = this.#ports;
      const trip: Trip = {
        asked: { method: request.method, path, headers: lowerCase(request.headers) },
        name: commandNames[path] ?? path,
        isCommand: commandNames[path] !== undefined,
        never: () => {
          if (clientOrderId !== undefined) host.onNever(clientOrderId);
        },
        resolve: (answer) => host.enter(() => resolve(answer)),
        reject: (error) => host.enter(() => reject(error)),
      };
      if (clientOrderId !== undefined) onLeft(clientOrderId);
      this.#leave(trip);
    });

  #leave(trip: Trip): void {
    const { host, isUp } = this.#ports;
    const { isCommand, name } = trip;
    if (!isUp()) {
      trip.never();
      return this.#chanceOf(0.5) ? this.#fail(trip, 'ECONNREFUSED') : this.#timeout(trip);
    }
    if (isCommand && this.#chance('loseRequest')) {
      trip.never();
      return this.#timeout(trip);
    }
    if (isCommand && this.#chance('lateRequest')) {
      this.#clock.after(requestTimeoutMs + this.#wireMs(), () => {
        host.count('request reached the venue after the timeout');
        host.trace(`late ${name}`);
        this.#act(trip);
      });
      return this.#timeout(trip);
    }
    if (isCommand && this.#chance('refuse')) {
      trip.never();
      return this.#answer(trip, this.#oneOf(refusals));
    }
    if (!isCommand && this.#chance('failQuery')) {
      host.count('list query incomplete');
      if (this.#chanceOf(0.2)) return this.#timeout(trip);
      return this.#answer(trip, this.#oneOf(noAnswers));
    }
    this.#clock.after(this.#random.integer(0, 20), () => this.#arrive(trip));
  }

  #arrive(trip: Trip): void {
    const { host, isUp } = this.#ports;
    if (!isUp()) {
      trip.never();
      return this.#timeout(trip);
    }
    let answer = this.#act(trip);
    // A proxy on the way delivers the request once more: its nonce is used up.
    if (trip.isCommand && this.#chance('duplicateEvent')) answer = this.#act(trip, false);
    try {
      host.point(`after ${trip.name}`);
    } catch {
      return;
    }
    if (trip.isCommand && this.#chance('loseAnswer')) {
      host.count('answer lost');
      if (this.#chanceOf(0.4)) return this.#timeout(trip);
      if (this.#chanceOf(0.5)) return this.#fail(trip, 'ECONNRESET');
      return this.#answer(trip, this.#oneOf(troubles));
    }
    const slow = this.#chance(trip.isCommand ? 'delayAnswer' : 'delayQuery');
    if (slow) this.#clock.after(this.#wireMs(), () => this.#answer(trip, answer));
    else this.#answer(trip, answer);
  }

  /** What the venue turns away the first time never was an order there. */
  #act(trip: Trip, first = true): FakeAnswer {
    const answer = this.#ports.venue.answer(trip.asked);
    if (first && answer.status >= 400) trip.never();
    return answer;
  }

  #answer(trip: Trip, { status, body }: FakeAnswer): void {
    this.#clock.after(0, () =>
      trip.resolve({ status, statusText: '', headers: {}, text: async () => body }),
    );
  }

  #timeout(trip: Trip): void {
    this.#clock.after(requestTimeoutMs, () =>
      trip.reject(new DOMException('The request took too long.', 'AbortError')),
    );
  }

  #fail(trip: Trip, code: string): void {
    this.#clock.after(1, () =>
      trip.reject(Object.assign(new Error(`${code} on the way`), { code })),
    );
  }

  #oneOf(answers: readonly FakeAnswer[]): FakeAnswer {
    const found = answers[this.#random.integer(0, answers.length - 1)];
    return found ?? fakeFaults.maintenance;
  }

  #wireMs(): number {
    return this.#random.integer(1, longestWireMs);
  }

  #chance(name: keyof FaultRates): boolean {
    const rate = this.#ports.host.rates()[name];
    return typeof rate === 'number' && this.#chanceOf(rate);
  }

  #chanceOf(rate: number): boolean {
    return rate > 0 && this.#random.next() < rate;
  }
}

function lowerCase(headers: SentRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function clientIdOf(path: string, { headers }: SentRequest): string | undefined {
  if (path !== '/v1/order/new') return undefined;
  const payload = Buffer.from(headers['X-GEMINI-PAYLOAD'] ?? '', 'base64').toString();
  return (JSON.parse(payload) as { readonly client_order_id: string }).client_order_id;
}
