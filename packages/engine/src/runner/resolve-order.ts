/** Ends an order of unknown outcome by the evidence of a person. @module */
import {
  Decimal,
  TradewrightError,
  viewOf,
  type CommandResult,
  type OrderEvidence,
  type OrderRecord,
} from '@tradewright/core';
import { inferredFill } from '../recovery/inferred-fill.ts';
import type { RunnerParts } from './runner-parts.ts';

/**
 * For what the venue does not tell: its memory ended, or an order that it had is shown no more. Everything that
 * contradicts the evidence is refused, and a real execution still takes the place of what was said to be filled.
 */
export function resolveOrder(parts: RunnerParts, evidence: OrderEvidence): CommandResult {
  const { orders, execution, clock } = parts;
  const { clientOrderId: id, as, operator, reason } = evidence;
  const record = orders.resolve(id, id);
  if (record === undefined)
    throw new TradewrightError('ORDER_NOT_FOUND', `No order of this portfolio has the id ${id}.`, {
      hint: 'see `tradewright orders --all`',
    });
  const contradiction = contradicts(parts, record, evidence);
  if (contradiction !== undefined) return resultOf('failed', contradiction, record);
  const { clientOrderId } = record.intent;
  const message = `${as} by the word of ${operator}: ${reason}`;
  const problem = as === 'filled' ? bookFilled(parts, record, evidence) : undefined;
  if (problem !== undefined) return resultOf('failed', problem, record);
  const life = as === 'not-placed' ? as : 'canceled';
  execution.resolve(clientOrderId, { kind: 'resolved', life, message, time: clock.now() });
  return resultOf('done', `Order ${clientOrderId}: ${message}.`, orders.record(clientOrderId));
}

/** Why the evidence cannot be true, or comes too early; `undefined` when nothing speaks against it. */
function contradicts(
  { gate }: RunnerParts,
  record: OrderRecord,
  { as, quantity }: OrderEvidence,
): string | undefined {
  const { life, filled, reportedFilled, venueOrderIds } = record;
  const { clientOrderId } = record.intent;
  if (life !== 'unknown')
    return `Order ${clientOrderId} is ${life}: the venue itself tells what becomes of it.`;
  if (!gate.ready)
    return 'The venue has not told everything yet; try again when `health` is clean.';
  if (as === 'not-placed' && (venueOrderIds.length > 0 || filled !== '0' || reportedFilled !== '0'))
    return `The venue has had order ${clientOrderId} (${venueOrderIds.join(', ') || `filled ${filled}`}): it was placed.`;
  const missing = missingOf(record);
  const claimed = quantity === null ? missing : Decimal.from(quantity);
  if (as === 'filled' && (!claimed.isPositive() || claimed.isGreaterThan(missing)))
    return `A filled quantity of ${claimed.toString()} was given, and ${missing.toString()} is missing.`;
  return undefined;
}

/** Books what was filled without our being told; the rest of the order is over with it. */
function bookFilled(
  parts: RunnerParts,
  record: OrderRecord,
  { quantity, price }: OrderEvidence,
): string | undefined {
  const { trader, market, portfolioTracker, execution, clock } = parts;
  const { clientOrderId, symbol, limitPrice } = record.intent;
  const named = price ?? limitPrice;
  if (named === null) return 'The order has no limit: say at which --price it was filled.';
  const currency = market.instrument(symbol)?.currency;
  if (currency === undefined) return `${symbol} is not known at the venue.`;
  const fill = inferredFill(record, {
    venue: trader.venue,
    accountId: trader.accountId,
    quantity: quantity === null ? missingOf(record) : Decimal.from(quantity),
    price: Decimal.from(named),
    currency,
    earlier: portfolioTracker.standIn(clientOrderId),
    time: clock.now(),
  });
  execution.onFill(fill);
  return undefined;
}

function missingOf({ quantity, filled }: OrderRecord): Decimal {
  return Decimal.from(quantity).minus(Decimal.from(filled));
}

function resultOf(
  outcome: 'done' | 'failed',
  message: string,
  record: OrderRecord | undefined,
): CommandResult {
  const body = record === undefined ? null : { ...viewOf(record), outcome, message };
  return { outcome, message, body };
}
