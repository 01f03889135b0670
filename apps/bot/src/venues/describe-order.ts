/** An order exactly as it would be sent, from the venue's own adapter. @module */
import type { OrderRequest } from '@tradewright/core';
import type { VerbContext } from '../verbs/verb-context.ts';
import { withMarket } from './open-market.ts';
import { venueNamed } from './venue-registry.ts';

/** `undefined` where the venue's adapter does not tell. */
export async function describeOrder(
  { config, folder }: VerbContext,
  request: OrderRequest,
): Promise<unknown> {
  if (config.ACTIVE_EXCHANGE === 'PAPER') return undefined;
  const { describe } = venueNamed(config.ACTIVE_EXCHANGE);
  if (describe === undefined) return undefined;
  return withMarket(config, folder, request.symbol, (trader) => describe(trader, request));
}
