/** Questions with request ids, deadlines and one answer each. @module */
import type { EventName, IBApi } from '@stoqey/ib';
import { TradewrightError, type Clock, type Undo } from '@tradewright/core';
import type { IBNotice } from './connection-events.ts';
import { isWarning } from './ib-codes.ts';
import type { SendPriority } from './send-queue.ts';

/** What a question may use while it waits. `listen` ends with the question. */
export type Asking<Answer> = {
  readonly api: IBApi;
  readonly reqId: number;
  /** @param handler - Receives the event's arguments as the library emits them. */
  readonly listen: <Arguments extends readonly unknown[]>(
    name: EventName,
    handler: (...given: Arguments) => void,
  ) => void;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
};

/** One question. `stop` is called when it ends without an answer, to cancel it at the venue. */
export type Question<Answer> = {
  readonly label: string;
  readonly priority: SendPriority;
  readonly deadlineMs?: number;
  readonly start: (asking: Asking<Answer>) => void;
  readonly stop?: (api: IBApi, reqId: number) => void;
};

/** How the registry hands a question over: `drop` when it never left. */
export type SendQuestion = (
  priority: SendPriority,
  send: (api: IBApi) => void,
  drop: () => void,
) => void;

/** The event side of the client, without the library's overloads per event. */
type Emitter = {
  on(name: string, listener: (...given: unknown[]) => void): unknown;
  off(name: string, listener: (...given: unknown[]) => void): unknown;
};

type Open = { readonly label: string; readonly fail: (error: TradewrightError) => void };

/** Tracks open questions; each ends by its answer, an error on its id, its deadline or the end of the connection. */
export class RequestRegistry {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #open = new Map<number, Open>();
  #lastId = 1_500_000_000;

  constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  ask<Answer>(question: Question<Answer>, send: SendQuestion): Promise<Answer> {
    const reqId = this.nextId();
    return new Promise<Answer>((resolve, reject) => {
      const undos: Undo[] = [];
      let live: IBApi | undefined;
      const settle = (done: () => void): void => {
        if (!this.#open.delete(reqId)) return;
        for (const undo of undos) undo();
        done();
      };
      const fail = (error: Error): void => settle(() => reject(error));
      this.#open.set(reqId, { label: question.label, fail });
      const deadline = question.deadlineMs ?? this.#timeoutMs;
      undos.push(
        this.#clock.after(deadline, () => {
          if (live !== undefined) question.stop?.(live, reqId);
          fail(
            new TradewrightError(
              'VENUE_TIMEOUT',
              `IB did not answer the question for ${question.label} within ${deadline} ms.`,
            ),
          );
        }),
      );
      const start = (api: IBApi): void => {
        if (!this.#open.has(reqId)) return;
        live = api;
        const listen: Asking<Answer>['listen'] = (name, handler) => {
          const listener = handler as unknown as (...given: unknown[]) => void;
          const emitter = api as unknown as Emitter;
          emitter.on(name, listener);
          undos.push(() => void emitter.off(name, listener));
        };
        question.start({
          api,
          reqId,
          listen,
          resolve: (answer) => settle(() => resolve(answer)),
          reject: fail,
        });
      };
      send(question.priority, start, () => fail(notConnected(question.label)));
    });
  }

  onNotice(notice: IBNotice): void {
    if (notice.id < 0 || isWarning(notice.code)) return;
    const open = this.#open.get(notice.id);
    open?.fail(
      new TradewrightError(
        codeOf(notice),
        `IB answered the question for ${open.label} with ${notice.code}: ${notice.text}`,
        { facts: { ibCode: notice.code } },
      ),
    );
  }

  failAll(reason: string): void {
    for (const { label, fail } of this.#open.values())
      fail(
        new TradewrightError(
          'VENUE_NOT_CONNECTED',
          `The question for ${label} ended with its connection: ${reason}.`,
        ),
      );
  }
}

function codeOf({ code }: IBNotice): 'SYMBOL_UNKNOWN' | 'VENUE_PERMISSION' | 'VENUE_BAD_ANSWER' {
  if (code === 200) return 'SYMBOL_UNKNOWN';
  return code === 354 || code === 460 || code === 10089 || code === 10168
    ? 'VENUE_PERMISSION'
    : 'VENUE_BAD_ANSWER';
}

function notConnected(label: string): TradewrightError {
  return new TradewrightError(
    'VENUE_NOT_CONNECTED',
    `The question for ${label} was not sent: IB was not connected.`,
    { hint: 'wait until the connection is up again' },
  );
}
