/** An order exactly as it would be sent, from the venue's own adapter. @module */
import type { BaseTrader, OrderIntent, OrderRequest } from '@tradewright/core';
import type { VerbContext } from '../verbs/verb-context.ts';
import { withMarket } from './open-market.ts';
import { venueNamed } from './venue-registry.ts';

/** An order with the id under which a dry run has it. */
export type RehearsedOrder = { readonly request: OrderRequest; readonly clientOrderId: string };

/**
 * In parts by name, with every field that would be sent; `undefined` where the venue's adapter does not
 * tell. PAPER takes the intent as it is. @param trader - Left out, a reader connects.
 */
export async function describeOrder(
  { config, folder }: VerbContext,
  rehearsed: RehearsedOrder,
  trader?: BaseTrader,
): Promise<unknown> {
  const intent = intentOf(rehearsed);
  if (config.ACTIVE_EXCHANGE === 'PAPER') return { order: intent };
  const { describe } = venueNamed(config.ACTIVE_EXCHANGE);
  if (describe === undefined) return undefined;
  const shown = (venue: BaseTrader): Promise<unknown> =>
    describe(venue, { ...intent, transmit: intent.transmit || !venue.capabilities.staging });
  if (trader !== undefined) return shown(trader);
  return withMarket(config, folder, intent.symbol, shown);
}

function intentOf({ request, clientOrderId }: RehearsedOrder): OrderIntent {
  return {
    ...request,
    clientOrderId,
    purpose: request.reduceOnly ? 'exit' : 'entry',
    strategyName: null,
    planId: null,
    parentClientOrderId: null,
    ocaGroup: null,
    createdTime: 0,
  };
}
