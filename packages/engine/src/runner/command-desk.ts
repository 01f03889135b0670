/** Carries out the commands of a person, and writes down how each ended. @module */
import {
  TradewrightError,
  journalEvent,
  orderRequestSchema,
  type CommandResult,
  type CommandSink,
  type OrderRecord,
  type SessionCommand,
} from '@tradewright/core';
import { acceptCash } from './accept-cash.ts';
import { bookCash } from './book-cash.ts';
import { cancelOrders, worstOf } from './cancel-orders.ts';
import { changeCaps } from './change-caps.ts';
import type { DeskParts } from './desk-parts.ts';
import { flattenBooks } from './flatten-books.ts';
import { placeManually } from './manual-order.ts';
import { resolveOrder } from './resolve-order.ts';
import type { StrategyRunner } from './strategy-runner.ts';

/** What the desk works with, and what stands outside the session. */
export type CommandDeskOptions = DeskParts & {
  readonly runner: StrategyRunner;
  /** An order of this portfolio that had ended before the session began; `undefined` when there is none. */
  readonly endedOrder: (id: string) => OrderRecord | undefined;
  /** Ends the session in order. */
  readonly onStop: () => void;
  /** What a kill does with positions: keep them under their protection, or close them. */
  readonly onKill: 'keep' | 'flatten';
};

/** The halt that a kill sets; it stays until a person clears it. */
export const killHalt = 'kill-switch';

/** Commands run one after another: two of them never look at the same books at once. */
export class CommandDesk implements CommandSink {
  readonly #options: CommandDeskOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: CommandDeskOptions) {
    this.#options = options;
  }

  /** @param commandId - Under which the journal has it. */
  submit(
    command: SessionCommand,
    commandId = this.#options.parts.ids.next('command'),
  ): Promise<CommandResult> {
    // A kill waits for nobody: from here on no entry passes the gate.
    if (command.verb === 'kill') this.#setKill(command.reason);
    const result = this.#last.then(() => this.#handle(command, commandId));
    this.#last = result.catch(() => undefined);
    this.#options.parts.activity.track(this.#last);
    return result;
  }

  async #handle(command: SessionCommand, commandId: string): Promise<CommandResult> {
    const { journal, clock } = this.#options.parts;
    const result = await this.#carryOut(command).catch(failed);
    const { outcome, message } = result;
    journal.append([
      journalEvent('command.handled', clock.now(), {
        commandId,
        verb: command.verb,
        outcome,
        message,
      }),
    ]);
    return result;
  }

  async #carryOut(command: SessionCommand): Promise<CommandResult> {
    const { runner, onStop } = this.#options;
    switch (command.verb) {
      case 'place':
        return placeManually(
          orderRequestSchema.parse(command.request),
          command.dryRun,
          this.#options,
        );
      case 'cancel':
        return this.#cancel(command.clientOrderId);
      case 'flatten':
        return this.#flatten();
      case 'pause':
        runner.pause();
        return this.#status('No new risk is taken; exits and cancels go on.');
      case 'resume':
        runner.resume();
        return this.#status('New risk may be taken again.');
      case 'kill':
        return this.#kill(command.reason);
      case 'stop':
        onStop();
        return this.#status('The session is being stopped.');
      case 'clear-halt':
        return this.#clear(command.haltId, command.operator);
      case 'change-caps':
        return changeCaps(this.#options.parts.riskManager, command.change, command.operator);
      case 'book-cash':
        return bookCash(this.#options.parts, command.cash);
      case 'resolve':
        return resolveOrder(this.#options.parts, command);
    }
  }

  async #cancel(id: string | null): Promise<CommandResult> {
    const { orders } = this.#options.parts;
    if (id === null) {
      const body = await cancelOrders(orders.open(), this.#options);
      const canceled = body.filter((order) => order.outcome === 'done').length;
      return {
        outcome: worstOf(body.map((order) => order.outcome)),
        message: `${canceled} of ${body.length} orders were canceled.`,
        body,
      };
    }
    const record = orders.resolve(id, id) ?? this.#options.endedOrder(id);
    if (record === undefined) {
      throw new TradewrightError('ORDER_NOT_FOUND', `No order of this session has the id ${id}.`, {
        hint: 'see `tradewright orders --all`',
      });
    }
    const [body] = await cancelOrders([record], this.#options);
    return {
      outcome: body?.outcome ?? 'failed',
      message: body?.message ?? body?.status ?? '',
      body,
    };
  }

  async #flatten(): Promise<CommandResult> {
    const body = await flattenBooks(this.#options);
    return {
      outcome: worstOf(body.map((one) => one.outcome)),
      message: body.length === 0 ? 'Nothing was open.' : `${body.length} books or orders handled.`,
      body,
    };
  }

  /** Entries go, protection stays; positions are closed only where the policy says so. */
  async #kill(reason: string): Promise<CommandResult> {
    const { parts, onKill } = this.#options;
    const entries = parts.orders.open().filter((record) => isEntry(record));
    const canceled = await cancelOrders(entries, this.#options);
    const closed = onKill === 'flatten' ? await flattenBooks(this.#options) : [];
    const body = [...canceled, ...closed];
    return {
      // An entry that filled before its cancel is no failure of the kill: the position is under watch.
      outcome: worstOf(body.map(({ outcome }) => (outcome === 'failed' ? 'done' : outcome))),
      message: `Killed: ${reason}. ${canceled.length} entries canceled, protection kept.`,
      body,
    };
  }

  #clear(haltId: string, operator: string): CommandResult {
    const { parts } = this.#options;
    const accepted = acceptCash(parts, haltId, operator);
    if (accepted !== undefined) return this.#status(accepted.message);
    const { subject, reason } = parts.halts.clear(haltId, operator);
    return this.#status(`The halt of ${subject} is cleared; it was set because of: ${reason}.`);
  }

  #setKill(reason: string): void {
    const { halts, trader } = this.#options.parts;
    try {
      halts.raise({ haltId: killHalt, scope: 'account', subject: trader.venue, reason });
    } catch {
      // The halt is in force; a journal that cannot take it must not keep orders from being canceled.
    }
  }

  #status(message: string): CommandResult {
    const { gate, halts } = this.#options.parts;
    const killed = halts.halt(killHalt)?.reason ?? null;
    return {
      outcome: 'done',
      message,
      body: { state: gate.state, killed, halts: halts.open().map((halt) => halt.haltId) },
    };
  }
}

/** Protection and exits are what a kill keeps. */
function isEntry({ intent }: OrderRecord): boolean {
  return intent.purpose === 'entry';
}

function failed(error: unknown): CommandResult {
  if (!TradewrightError.is(error)) throw error;
  const outcome = error.outcome === 'unknown' ? 'unknown' : 'failed';
  return { outcome, message: error.message, body: error.toJSON() };
}
