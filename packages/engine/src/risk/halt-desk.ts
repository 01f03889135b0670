/** Sticky stops of entries: raised by code, ended only by a person. @module */
import {
  TradewrightError,
  journalEvent,
  type Clock,
  type Halt,
  type Journal,
} from '@tradewright/core';

/** What the desk works with, and whom it tells once a change is durable. */
export type HaltDeskOptions = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly onChange: (halt: Halt) => void;
};

/** What to stop, and why. `haltId` defaults to scope and subject, so that one trouble is one halt. */
export type HaltRequest = Pick<Halt, 'scope' | 'subject' | 'reason'> & { readonly haltId?: string };

/**
 * Holds the open halts. A halt stops new risk in its scope (instrument, venue or account), survives
 * a restart and never stands in the way of a cancel or of an order that reduces.
 */
export class HaltDesk {
  readonly #options: HaltDeskOptions;
  readonly #open = new Map<string, Halt>();

  constructor(options: HaltDeskOptions) {
    this.#options = options;
  }

  /** Takes up what no person has cleared since. */
  restore(halts: readonly Halt[]): void {
    for (const halt of halts) this.#open.set(halt.haltId, halt);
  }

  /** Sets a halt; one that is set already stays as it was, with its first reason. */
  raise(request: HaltRequest): Halt {
    const { scope, subject, reason } = request;
    const haltId = request.haltId ?? `${scope}:${subject}`;
    const known = this.#open.get(haltId);
    if (known !== undefined) return known;
    const setTime = this.#options.clock.now();
    const halt: Halt = {
      haltId,
      scope,
      subject,
      reason,
      setTime,
      clearedTime: null,
      clearedBy: null,
    };
    // In force even if the journal cannot take it: a full disk must not let an entry pass.
    this.#open.set(haltId, halt);
    this.#write(halt, setTime);
    return halt;
  }

  /** @throws TradewrightError `HALT_UNKNOWN` that names those there are */
  clear(haltId: string, operator: string): Halt {
    const halt = this.#open.get(haltId);
    if (halt === undefined) {
      const open = [...this.#open.keys()].join(', ');
      throw new TradewrightError('HALT_UNKNOWN', `There was no halt "${haltId}".`, {
        hint: open === '' ? 'nothing is halted' : `halted are ${open}`,
      });
    }
    const clearedTime = this.#options.clock.now();
    const cleared: Halt = { ...halt, clearedTime, clearedBy: operator };
    this.#write(cleared, clearedTime);
    this.#open.delete(haltId);
    return cleared;
  }

  /** Open halts in the order in which they were raised. */
  open(): readonly Halt[] {
    return [...this.#open.values()];
  }

  halt(haltId: string): Halt | undefined {
    return this.#open.get(haltId);
  }

  /** The widest halt that stops entries in a symbol; `undefined` when none does. */
  blocking(symbol: string): Halt | undefined {
    let widest: Halt | undefined;
    for (const halt of this.#open.values()) {
      if (halt.scope === 'instrument' && halt.subject !== symbol) continue;
      if (widest === undefined || width[halt.scope] > width[widest.scope]) widest = halt;
    }
    return widest;
  }

  #write(halt: Halt, time: number): void {
    this.#options.journal.append([journalEvent('halt.changed', time, halt)]);
    this.#options.onChange(halt);
  }
}

const width: Readonly<Record<Halt['scope'], number>> = { instrument: 1, venue: 2, account: 3 };
