/** The completedOrder message. @module */
import { contractBlock } from './simulated-contract.ts';
import type { SimulatedOrder } from './simulated-order.ts';
import type { WireField } from './wire-frame.ts';

/**
 * Fields of a completedOrder message (id 101) at server version 193. It names neither order id nor
 * client id, as at IB.
 *
 * @param completedTime - IB's text, such as `20261120 10:00:00 Australia/NSW`.
 */
export function completedOrderFields(order: SimulatedOrder, completedTime: string): WireField[] {
  const terms = [
    order.action,
    order.quantity,
    order.orderType,
    order.limit || '0.0',
    order.aux || '0.0',
    order.tif,
    order.ocaGroup,
    order.account,
  ];
  const identity = [
    '',
    0,
    order.orderRef,
    order.permId,
    order.outsideRth || 0,
    0,
    0,
    '',
    '',
    '',
    '',
    '',
    order.goodTill,
    '',
    '',
    '',
  ];
  const sizes = [0, '', -1, '', '', '', '', '', '', 0, 0, '', 3, 0, '', 0, '', '', 0, ''];
  const structure = [order.trailStop, '', '', 0, 0, 0, '', '', '', '', '', 'IB', 0, 0, '', 0];
  const tail = [
    order.status,
    0,
    0,
    0,
    '',
    '',
    '',
    0,
    0,
    '',
    order.filled,
    0,
    0,
    '',
    0,
    0,
    0,
    completedTime,
    order.status,
    '',
    '',
    '',
    '',
    '',
    '',
    0,
  ];
  return [
    101,
    ...contractBlock(order.contract, order.exchange),
    ...terms,
    ...identity,
    ...sizes,
    ...structure,
    ...tail,
  ];
}
