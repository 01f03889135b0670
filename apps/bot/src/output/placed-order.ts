/** An order that was just given, for eyes. @module */
import type { PlacedOrder } from '@tradewright/engine';
import { plainNumber } from './money.ts';

/** One line for the order, one for each rule that it broke. */
export function placedText(order: PlacedOrder, message: string): string {
  const price = order.price ?? order.stopPrice;
  const terms = [
    order.side,
    plainNumber(order.quantity),
    order.symbol,
    order.type,
    price === null ? '' : `at ${plainNumber(price)}`,
    order.timeInForce ?? '',
  ];
  const lines = [
    `${order.outcome.padEnd(10)}${terms.filter((term) => term !== '').join(' ')}`,
    ...(order.clientOrderId === null ? [] : [`order     ${order.clientOrderId}`]),
    ...(order.outcome === 'denied' ? [] : [`status    ${statusText(order)}`]),
    ...order.denials.map(
      ({ rule, message: text, largestSize }) =>
        `  ${rule}: ${text}${largestSize === null ? '' : ` Largest that would pass: ${plainNumber(largestSize)}.`}`,
    ),
    ...(message === '' || order.denials.length > 0 ? [] : [`note      ${message}`]),
    ...('asSent' in order ? [`as sent   ${JSON.stringify(order.asSent)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function statusText({ status, filled, quantity, averagePrice }: PlacedOrder): string {
  const done = averagePrice === null ? '' : ` at ${plainNumber(averagePrice)}`;
  return `${status}, ${plainNumber(filled)} of ${plainNumber(quantity)} filled${done}`;
}
