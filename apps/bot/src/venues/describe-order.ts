/** An order exactly as it would be sent, from the venue's own adapter. @module */
import type { BaseTrader, OrderIntent, OrderRequest } from '@tradewright/core';
import type { VerbContext } from '../verbs/verb-context.ts';
import { withMarket } from './open-market.ts';
import { venueNamed } from './venue-registry.ts';

/** An order with the id under which a dry run has it. */
export type RehearsedOrder = { readonly request: OrderRequest; readonly clientOrderId: string };

/** `undefined` where the venue's adapter does not tell. @param trader - Left out, a reader connects. */
export async function describeOrder(
  { config, folder }: VerbContext,
  rehearsed: RehearsedOrder,
  trader?: BaseTrader,
): Promise<unknown> {
  if (config.ACTIVE_EXCHANGE === 'PAPER') return undefined;
  const { describe } = venueNamed(config.ACTIVE_EXCHANGE);
  if (describe === undefined) return undefined;
  const intent = intentOf(rehearsed);
  if (trader !== undefined) return describe(trader, intent);
  return withMarket(config, folder, intent.symbol, (reader) => describe(reader, intent));
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
