/** Watches what becomes durable, and counts rare turns in the lives of orders. @module */
import {
  endedLives,
  type Fill,
  type Halt,
  type JournalEvent,
  type OrderRecord,
  type Plan,
  type RecordReader,
} from '@tradewright/core';
import type { World } from './world.ts';

/** What is told of, and the trace. */
type Told = Pick<World, 'count' | 'trace' | 'broken' | 'halts' | 'clearing'>;

/** Knows the last durable state of every order that this process has touched. */
export class JournalWatch {
  readonly #world: Told;
  readonly #last = new Map<string, OrderRecord>();

  /** @param left - What an earlier process left in the journal. */
  constructor(world: Told, left: Pick<RecordReader, 'openOrders' | 'openHalts'>) {
    this.#world = world;
    const open = left.openOrders();
    for (const record of open) this.#last.set(record.intent.clientOrderId, record);
    if (open.length > 0) world.count('restart with an order under way');
    this.#takeUpHalts(left.openHalts());
  }

  /** A process that died within a commit told nobody what it had written. */
  #takeUpHalts(open: readonly Halt[]): void {
    const { halts, clearing } = this.#world;
    for (const halt of open) halts.set(halt.haltId, halt);
    for (const haltId of halts.keys()) {
      if (open.some((halt) => halt.haltId === haltId)) continue;
      if (!clearing.has(haltId)) this.#world.broken('I10', `${haltId} was lost over a restart`);
      halts.delete(haltId);
    }
  }

  /** The last durable state of an order. */
  order(clientOrderId: string): OrderRecord | undefined {
    return this.#last.get(clientOrderId);
  }

  onDurable(events: readonly JournalEvent[]): void {
    for (const event of events) this.#onEvent(event);
  }

  /** No order may have come further in the memory of the process than in the journal, and the tables are the journal's. */
  judge(
    inMemory: (clientOrderId: string) => OrderRecord | undefined,
    inTables: (clientOrderId: string) => OrderRecord | undefined,
  ): void {
    for (const [id, durable] of this.#last) {
      const kept = inTables(id);
      if (kept !== undefined && kept.life !== durable.life)
        this.#world.broken('tables', `${id} is not ${durable.life} in the tables`);
      const record = inMemory(id);
      if (record === undefined) continue;
      const ahead =
        (endedLives.has(record.life) && !endedLives.has(durable.life)) ||
        Number(record.filled) > Number(durable.filled) ||
        // A send that failed while its cancel was asked for has ended on the disk: nothing is ahead of that.
        (!endedLives.has(durable.life) &&
          record.command?.kind === 'cancel' &&
          durable.command?.kind === 'new');
      if (ahead)
        this.#world.broken('memory', `${id} is ${record.life} in memory, ${durable.life} on disk`);
    }
  }

  #onEvent(event: JournalEvent): void {
    if (event.type === 'order.intent' || event.type === 'order.changed') this.#onOrder(event.body);
    if (event.type === 'fill.booked') this.#onFill(event.body);
    if (event.type === 'plan.changed') this.#onPlan(event.body);
    if (event.type === 'halt.changed') this.#onHalt(event.body);
    if (event.type === 'risk.reviewed' && !event.body.approved)
      this.#world.count('order denied by risk');
  }

  #onFill(fill: Fill): void {
    this.#world.trace(`fill ${fill.fillId}`);
    if (fill.provenance === 'recovered') this.#world.count('execution recovered by resync');
    if (fill.revision === 0) return;
    this.#world.count('execution corrected');
    if (fill.provenance === 'recovered') this.#world.count('correction recovered by resync');
  }

  /** A halt ends by the word of a person and by nothing else (I10). */
  #onHalt(halt: Halt): void {
    const { haltId, clearedTime, clearedBy } = halt;
    this.#world.trace(`halt ${haltId} ${clearedBy ?? 'set'}`);
    if (clearedTime === null) this.#world.halts.set(haltId, halt);
    else this.#world.halts.delete(haltId);
    this.#world.clearing.delete(haltId);
    if (clearedTime !== null && clearedBy !== 'operator')
      this.#world.broken('I10', `${haltId} was cleared by ${clearedBy ?? 'nobody'}`);
  }

  #onPlan(plan: Plan): void {
    this.#world.trace(`plan ${plan.planId} ${plan.state}`);
    if (plan.exitClientOrderIds.length === 2) this.#world.count('exit sent twice for one plan');
  }

  #onOrder(record: OrderRecord): void {
    const id = record.intent.clientOrderId;
    const before = this.#last.get(id);
    this.#last.set(id, record);
    this.#world.trace(`order ${id} ${record.life} ${record.filled}`);
    if (record.life === 'filled' && Number(record.filled) < Number(record.quantity))
      this.#world.broken('I7', `${id} is filled with ${record.filled} of ${record.quantity}`);
    if (before === undefined) return;
    this.#countTurn(before, record);
    if (endedLives.has(before.life) && before.life !== record.life && record.life !== 'filled')
      this.#world.broken('I7', `${id} went from ${before.life} to ${record.life}`);
    if (before.life === 'working' && (record.life === 'pending' || record.life === 'staged'))
      this.#world.broken('I7', `${id} went back from working to ${record.life}`);
  }

  #countTurn(before: OrderRecord, record: OrderRecord): void {
    const filled = before.filled !== record.filled;
    if (before.life === 'unknown' && record.life === 'working')
      this.#world.count(filled ? 'unknown order found filled' : 'unknown order found working');
    if (before.life === 'unknown' && record.life === 'filled')
      this.#world.count('unknown order found filled');
    if (before.life === 'unknown' && record.life === 'canceled')
      this.#world.count('unknown order found canceled');
    if (record.life === 'refused' && before.life !== 'refused')
      this.#world.count('order refused by the venue');
    if (record.intent.purpose === 'protection') this.#countProtection(before, record);
    if (!filled) return;
    if (before.life === 'sending') this.#world.count('execution before its order report');
    if (before.command?.kind === 'cancel') this.#world.count('execution after a cancel request');
    if (record.filled !== record.quantity) this.#world.count('partial execution');
  }

  #countProtection(before: OrderRecord, record: OrderRecord): void {
    if (before.life === record.life) return;
    if (record.life === 'working') this.#world.count('protective order working');
    if (record.life === 'filled') this.#world.count('protective order filled');
    if (record.life === 'canceled') this.#world.count('protective order replaced');
  }
}
