/** The one lane in which the signed calls of a key leave. @module */
import { TradewrightError, type Clock } from '@tradewright/core/venue';
import type { RequestBudget } from './request-budget.ts';

/**
 * `order` is a new order, `command` a cancel or a heartbeat, `question` changes nothing and may be asked
 * again.
 */
export type LaneCall = 'order' | 'command' | 'question';

type Waiting = {
  readonly kind: LaneCall;
  readonly since: number;
  readonly leave: () => Promise<unknown>;
  readonly refuse: (error: TradewrightError) => void;
};

/** How long a question may hold up a command, and how long an order may wait for its turn, in ms. */
const [patienceMs, staleMs] = [500, 5_000];

/**
 * A venue that wants increasing nonces must get calls in the order in which they were signed: each waits
 * for the answer to the one before. Commands go before questions, and pass a question that hangs: when
 * that arrives late it is turned away for its nonce and asked again, which a command never is. An order
 * that waited longer than its price is worth does not leave.
 */
export class PrivateLane {
  readonly #clock: Clock;
  readonly #budget: RequestBudget;
  readonly #commands: Waiting[] = [];
  readonly #questions: Waiting[] = [];
  #commandsOut = 0;
  #questionsOut = 0;
  #questionSince = 0;
  #taking = false;

  constructor(clock: Clock, budget: RequestBudget) {
    this.#clock = clock;
    this.#budget = budget;
  }

  /** Runs `send` when its turn has come. @throws TradewrightError `ORDER_NOT_SENT` for an order that waited too long */
  run<Answer>(kind: LaneCall, send: () => Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const leave = (): Promise<unknown> => send().then(resolve, reject);
      const waiting = { kind, since: this.#clock.monotonic(), leave, refuse: reject };
      (kind === 'question' ? this.#questions : this.#commands).push(waiting);
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#taking || !this.#mayLeave()) return;
    this.#taking = true;
    void this.#budget.take().then(() => {
      this.#taking = false;
      // Who came meanwhile may go before whom the slot was taken for.
      if (this.#mayLeave()) this.#letGo();
      this.#pump();
    });
  }

  #mayLeave(): boolean {
    if (this.#commandsOut > 0) return false;
    if (this.#questionsOut === 0) return this.#commands.length + this.#questions.length > 0;
    if (this.#commands.length === 0) return false;
    const left = this.#questionSince + patienceMs - this.#clock.monotonic();
    if (left > 0) this.#clock.after(left, () => this.#pump());
    return left <= 0;
  }

  #letGo(): void {
    const next = this.#commands.shift() ?? this.#questions.shift();
    if (next === undefined) return;
    const now = this.#clock.monotonic();
    const waited = now - next.since;
    if (next.kind === 'order' && waited > staleMs) return next.refuse(tooLate(waited));
    const isQuestion = next.kind === 'question';
    if (isQuestion) this.#questionSince = now;
    this.#count(isQuestion, 1);
    void next.leave().finally(() => {
      this.#count(isQuestion, -1);
      this.#pump();
    });
  }

  #count(isQuestion: boolean, step: 1 | -1): void {
    if (isQuestion) this.#questionsOut += step;
    else this.#commandsOut += step;
  }
}

function tooLate(waitedMs: number): TradewrightError {
  const seconds = (waitedMs / 1_000).toFixed(1);
  return new TradewrightError(
    'ORDER_NOT_SENT',
    `The order waited ${seconds} s behind other calls and did not leave.`,
    { outcome: 'not-sent', hint: 'the venue answers slowly: decide again at the price of now' },
  );
}
