/** What the instrument does not take is not sent. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies types that the instrument does not have, of exits too: it names a mistake in the order, not a cap. */
export const orderType: RiskRule = ({ intent, instrument }) => {
  if (instrument === undefined || instrument.orderTypes.includes(intent.type)) return undefined;
  return deny('order-type', {
    limit: instrument.orderTypes.join(','),
    value: intent.type,
    message: `${intent.symbol} does not take ${intent.type} orders.`,
  });
};
