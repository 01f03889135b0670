/** How commands of a person are carried out under this configuration. @module */
import type { Clock, OrderRecord } from '@tradewright/core';
import type { DeskParts } from '@tradewright/engine';
import type { PortfolioDetails } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import type { SessionVenue } from '../session/open-session-venue.ts';

/** How long the venue is waited for before an outcome counts as unknown. */
const answerMs = 10_000;

/** Finds an order of a portfolio by our id, one of the venue's, or its tag where that is unique. */
export function orderIn(portfolio: PortfolioDetails, id: string): OrderRecord | undefined {
  const named = portfolio
    .orders()
    .filter(
      ({ intent, venueOrderIds }) =>
        intent.clientOrderId === id || venueOrderIds.includes(id) || intent.tag === id,
    );
  return named.length === 1 ? named[0] : undefined;
}

/** Everything of a desk but the session itself. */
export function deskTerms(
  config: Config,
  wall: Clock,
  arming: SessionVenue['arming'],
): Omit<DeskParts, 'parts'> {
  return {
    wall,
    answerMs,
    slippagePercent: config.SLIPPAGE_PERCENT,
    exitTicks: config.EXIT_BUMP_TICKS,
    isArmed: () => arming().armed,
  };
}
