/** Cancels orders and waits for the evidence that they ended. @module */
import {
  endedLives,
  viewOf,
  type CommandResult,
  type OrderRecord,
  type OrderView,
} from '@tradewright/core';
import { awaitOrder } from './await-order.ts';
import type { DeskParts } from './desk-parts.ts';

/** An order with how the command about it ended. */
export type HandledOrder = OrderView & { readonly outcome: CommandResult['outcome'] };

/** Asks for all at once; each resolves when its order has ended, the venue has said no, or the time is over. */
export function cancelOrders(
  records: readonly OrderRecord[],
  desk: DeskParts,
): Promise<readonly HandledOrder[]> {
  return Promise.all(records.map((record) => cancelOne(record, desk)));
}

async function cancelOne(record: OrderRecord, desk: DeskParts): Promise<HandledOrder> {
  const { execution, activity } = desk.parts;
  const { clientOrderId } = record.intent;
  const asking = execution.cancel(clientOrderId);
  activity.track(asking);
  await asking;
  const last = (await awaitOrder(clientOrderId, isSettled, desk)) ?? record;
  return { ...viewOf(last), outcome: outcomeOf(last) };
}

function isSettled({ life, command }: OrderRecord): boolean {
  const answered = command?.state === 'refused' || command === null;
  return endedLives.has(life) || (answered && life !== 'unknown');
}

/** A cancel has done its work when nothing more can fill; an order that filled first was not canceled. */
function outcomeOf({ life, command }: OrderRecord): CommandResult['outcome'] {
  if (life === 'filled') return 'failed';
  if (endedLives.has(life)) return 'done';
  if (command?.kind === 'cancel' && command.state === 'refused') return 'refused';
  return command === null ? 'failed' : 'unknown';
}

/** The worst of several ends, as their common outcome. */
export function worstOf(outcomes: readonly CommandResult['outcome'][]): CommandResult['outcome'] {
  const order = ['unknown', 'refused', 'failed', 'denied'] as const;
  return order.find((outcome) => outcomes.includes(outcome)) ?? 'done';
}
