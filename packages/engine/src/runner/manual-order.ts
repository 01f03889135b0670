/** An order that a person asks for: the same review, journal and execution as a strategy's. @module */
import {
  TradewrightError,
  journalEvent,
  viewOf,
  type CommandResult,
  type OrderIntent,
  type OrderLife,
  type OrderRequest,
  type OrderView,
  type RiskDenial,
} from '@tradewright/core';
import type { DeskParts } from './desk-parts.ts';

/** An order as `place` answers it. `denials` names every broken rule. */
export type PlacedOrder = OrderView & {
  readonly outcome: CommandResult['outcome'];
  readonly denials: readonly RiskDenial[];
};

/**
 * Reviews and submits. Nothing is sent when risk says no, for a dry run, or where the venue cannot
 * hold an order that is not to be transmitted.
 *
 * @throws TradewrightError `NOT_ARMED`, `SYMBOL_UNKNOWN`, `VENUE_*`, `STORE_*`: nothing was sent.
 */
export async function placeManually(
  request: OrderRequest,
  dryRun: boolean,
  desk: DeskParts,
): Promise<CommandResult> {
  const { parts } = desk;
  await learnSymbol(request.symbol, desk);
  const intent: OrderIntent = {
    ...request,
    // That it only reduces is judged here; the venue is told where it can hold that too.
    reduceOnly: request.reduceOnly && parts.trader.capabilities.reduceOnly,
    clientOrderId: parts.ids.clientOrderId(),
    purpose: request.reduceOnly ? 'exit' : 'entry',
    strategyName: null,
    planId: null,
    parentClientOrderId: null,
    ocaGroup: null,
    createdTime: parts.clock.now(),
  };
  const refusals = refusalsOf(intent, request.reduceOnly, desk);
  const verdict = parts.riskManager.dryRun(intent);
  const denials = [...refusals, ...verdict.denials];
  if (denials.length > 0) {
    const denied = { ...verdict, approved: false, denials };
    if (!dryRun) parts.journal.append([journalEvent('risk.reviewed', verdict.time, denied)]);
    return {
      outcome: 'denied',
      message: messageOf(denials),
      body: unsent(intent, 'denied', denials),
    };
  }
  const heldBack = !intent.transmit && !parts.trader.capabilities.staging;
  if (dryRun || heldBack) {
    const message = dryRun
      ? 'Nothing was sent.'
      : `${parts.trader.venue} does not hold staged orders, so nothing was sent; --transmit sends.`;
    return { outcome: 'dry-run', message, body: unsent(intent, 'dry-run', []) };
  }
  requireArms(intent, desk);
  return submit(intent, desk);
}

/** What a symbol's rules need: its terms, and a price of now. */
async function learnSymbol(symbol: string, { parts }: DeskParts): Promise<void> {
  const { market, trader, rateDesk } = parts;
  const instrument = market.instrument(symbol) ?? (await trader.loadInstrument(symbol));
  market.setInstrument(instrument);
  await rateDesk.need([instrument.currency]);
  const quote = await trader.fetchQuote(symbol).catch(() => undefined);
  if (quote !== undefined) market.onQuote(quote);
}

/** What stands in the way before any cap does. Reducing is never in the way of a pause. */
function refusalsOf(
  intent: OrderIntent,
  reduceOnly: boolean,
  { parts }: DeskParts,
): readonly RiskDenial[] {
  const { capabilities, venue } = parts.trader;
  const reduces = parts.riskManager.reduces(intent);
  const blocked = reduces ? undefined : parts.gate.entriesBlocked(intent.symbol);
  const missing = [
    intent.postOnly && !capabilities.postOnly ? 'post-only orders' : undefined,
    capabilities.timesInForce.includes(intent.timeInForce)
      ? undefined
      : `${intent.timeInForce} orders`,
    capabilities.orderTypes.includes(intent.type) ? undefined : `${intent.type} orders`,
  ].filter((what) => what !== undefined);
  return [
    ...(blocked === undefined ? [] : [denial('session', `No new risk now: ${blocked}.`)]),
    ...missing.map((what) => denial('venue-capability', `${venue} does not take ${what}.`)),
    ...(reduceOnly && !reduces
      ? [denial('reduce-only', 'The order would not only reduce what orders by hand have opened.')]
      : []),
  ];
}

function requireArms({ transmit }: OrderIntent, { parts, isArmed }: DeskParts): void {
  if (!transmit || parts.trader.paper || isArmed()) return;
  throw new TradewrightError('NOT_ARMED', 'The account holds real money and was not armed.', {
    outcome: 'not-sent',
    hint: 'without --transmit the order is staged where the venue can hold it',
  });
}

async function submit(intent: OrderIntent, { parts }: DeskParts): Promise<CommandResult> {
  const review = parts.riskManager.review(intent);
  parts.journal.append([journalEvent('risk.reviewed', review.verdict.time, review.verdict)]);
  const { approved, verdict } = review;
  if (approved === undefined) {
    const { denials } = verdict;
    return {
      outcome: 'denied',
      message: messageOf(denials),
      body: unsent(intent, 'denied', denials),
    };
  }
  const sending = parts.execution.submit(approved);
  parts.activity.track(sending);
  const record = await sending;
  const outcome = outcomeOf[record.life];
  const body: PlacedOrder = { ...viewOf(record), outcome, denials: [] };
  return { outcome, message: record.message ?? '', body };
}

const outcomeOf: Readonly<Record<OrderLife, CommandResult['outcome']>> = {
  intent: 'unknown',
  sending: 'unknown',
  unknown: 'unknown',
  staged: 'staged',
  pending: 'accepted',
  working: 'accepted',
  suspended: 'accepted',
  filled: 'accepted',
  canceled: 'accepted',
  expired: 'accepted',
  refused: 'refused',
  denied: 'failed',
  'not-placed': 'failed',
};

/** The shape of an order that was never made. */
function unsent(
  intent: OrderIntent,
  outcome: 'denied' | 'dry-run',
  denials: readonly RiskDenial[],
): PlacedOrder {
  return {
    clientOrderId: outcome === 'dry-run' ? intent.clientOrderId : null,
    venueOrderId: null,
    symbol: intent.symbol,
    side: intent.side,
    type: intent.type,
    timeInForce: intent.timeInForce,
    quantity: intent.quantity,
    filled: '0',
    remaining: intent.quantity,
    price: intent.limitPrice,
    stopPrice: intent.stopPrice,
    averagePrice: null,
    status: outcome === 'denied' ? 'denied' : 'intent',
    foreign: false,
    tag: intent.tag,
    strategyName: null,
    message: denials.length === 0 ? null : messageOf(denials),
    updatedTime: intent.createdTime,
    outcome,
    denials,
  };
}

function denial(rule: string, message: string): RiskDenial {
  return { rule, limit: null, value: null, largestSize: null, message };
}

function messageOf(denials: readonly RiskDenial[]): string {
  return denials.map(({ rule, message }) => `${rule}: ${message}`).join(' ');
}
