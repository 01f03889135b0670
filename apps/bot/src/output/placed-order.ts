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
    ...('asSent' in order ? wireText(order.asSent) : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Each part on a line of its own, `contract` and `order` for IB, with every field that would be sent. */
function wireText(asSent: unknown): readonly string[] {
  if (typeof asSent !== 'object' || asSent === null) return [];
  return Object.entries(asSent).map(([part, fields]) => {
    const pairs = Object.entries(fields as object).map(
      ([name, value]) =>
        `${name}=${typeof value === 'string' ? value || "''" : JSON.stringify(value)}`,
    );
    return `${part.padEnd(10)}${pairs.join(' ')}`;
  });
}

function statusText({ status, filled, quantity, averagePrice }: PlacedOrder): string {
  const done = averagePrice === null ? '' : ` at ${plainNumber(averagePrice)}`;
  return `${status}, ${plainNumber(filled)} of ${plainNumber(quantity)} filled${done}`;
}
