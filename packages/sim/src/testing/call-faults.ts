/** The way of a call from the bot to the venue and back, with what can happen on it. @module */
import {
  TradewrightError,
  incomplete,
  type Clock,
  type Incomplete,
  type QueryResult,
} from '@tradewright/core';
import type { FaultDice } from './fault-dice.ts';
import type { PortCall, PortMoment } from './port-moment.ts';

/** What the way is made of. */
export type CallFaultOptions = {
  readonly clock: Clock;
  readonly dice: FaultDice;
  readonly delayMs: number;
  readonly timeoutMs: number;
  /** True ends the process at that moment: the call never comes back. */
  readonly crashes: (moment: PortMoment) => boolean;
  readonly isDead: () => boolean;
  readonly isCut: () => boolean;
};

/** Fails, delays and loses calls by the dice. What passes reaches the venue in the same tick. */
export class CallFaults {
  readonly #options: CallFaultOptions;

  constructor(options: CallFaultOptions) {
    this.#options = options;
  }

  /** A list query: what fails is `Incomplete`, what is late is as old as the question. */
  async list<Item>(
    call: PortCall,
    ask: () => Promise<QueryResult<Item>>,
  ): Promise<QueryResult<Item>> {
    const { dice, clock } = this.#options;
    if (this.#ends(call, 'before')) return never();
    if (this.#options.isCut()) return this.#incomplete('not-connected', call);
    if (dice.happens('query-failed')) {
      await this.#wait(this.#options.timeoutMs);
      return this.#incomplete('timeout', call);
    }
    const result = await ask();
    if (dice.happens('query-late')) await clock.sleep(dice.delay(this.#options.delayMs));
    if (this.#ends(call, 'after')) return never();
    if (this.#options.isCut()) return this.#incomplete('not-connected', call);
    if (result.kind === 'incomplete' || !dice.happens('query-partial')) return result;
    const partial = dice.part(result.items);
    return incomplete('bad-answer', `${call} was cut short by a fault.`, result.asOf, partial);
  }

  /** A single-item query: what fails rejects. */
  async single<Value>(call: PortCall, ask: () => Promise<Value>): Promise<Value> {
    const { dice, clock } = this.#options;
    if (this.#ends(call, 'before')) return never();
    if (this.#options.isCut()) throw notConnected(call);
    if (dice.happens('query-failed')) {
      await this.#wait(this.#options.timeoutMs);
      throw new TradewrightError('VENUE_TIMEOUT', `${call} was not answered: a fault.`);
    }
    const value = await ask();
    if (dice.happens('query-late')) await clock.sleep(dice.delay(this.#options.delayMs));
    if (this.#ends(call, 'after')) return never();
    if (this.#options.isCut()) throw notConnected(call);
    return value;
  }

  /** A command: it may never leave, be lost or late on the way, or lose its answer. */
  async command<Value>(call: PortCall, send: () => Promise<Value>): Promise<Value> {
    const { dice, clock, delayMs } = this.#options;
    if (this.#ends(call, 'before')) return never();
    if (this.#options.isCut()) throw notConnected(call, 'not-sent');
    if (dice.happens('command-unsent')) throw notConnected(call, 'not-sent');
    if (dice.happens('command-lost')) return this.#unknown(call);
    if (dice.happens('command-late')) {
      clock.after(dice.delay(delayMs), () => void send().catch(() => undefined));
      return this.#unknown(call);
    }
    const answer = send().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const result = await answer;
    if (dice.happens('answer-late')) await clock.sleep(dice.delay(delayMs));
    if (this.#ends(call, 'after')) return never();
    if (this.#options.isCut() || dice.happens('answer-lost')) return this.#unknown(call);
    if ('error' in result) throw result.error;
    return result.value;
  }

  /** Anything else: only a crash befalls it. */
  async plain<Value>(call: PortCall, run: () => Promise<Value>): Promise<Value> {
    if (this.#ends(call, 'before')) return never();
    const value = await run();
    return this.#ends(call, 'after') ? never() : value;
  }

  #ends(call: PortCall, moment: PortMoment['moment']): boolean {
    const { isDead, crashes } = this.#options;
    return isDead() || crashes({ call, moment }) || isDead();
  }

  async #unknown(call: PortCall): Promise<never> {
    await this.#wait(this.#options.timeoutMs);
    if (this.#options.isDead()) return never();
    throw new TradewrightError('ORDER_UNKNOWN_OUTCOME', `${call} was not answered: a fault.`, {
      outcome: 'unknown',
      hint: 'look the order up; do not send it again',
    });
  }

  async #wait(delayMs: number): Promise<void> {
    if (delayMs > 0) await this.#options.clock.sleep(delayMs);
  }

  #incomplete(reason: Incomplete<never>['reason'], call: PortCall): Incomplete<never> {
    return incomplete(reason, `${call} was stopped by a fault.`, this.#options.clock.now());
  }
}

/** What a dead process sees: nothing, ever. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}

function notConnected(call: PortCall, outcome?: 'not-sent'): TradewrightError {
  return new TradewrightError('VENUE_NOT_CONNECTED', `${call} found the link cut by a fault.`, {
    hint: 'wait until the link is back',
    ...(outcome === undefined ? {} : { outcome }),
  });
}
