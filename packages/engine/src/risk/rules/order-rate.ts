/** A strategy that runs wild is slowed down. @module */
import { deny } from '../deny.ts';
import type { RiskRule } from '../risk-input.ts';

/** Denies entries above `maxOrdersPerMinute` or `maxOrdersPerSecond`, exits counted. */
export const orderRate: RiskRule = ({ limits, ordersInMinute, ordersInSecond }) => {
  const { ordersPerMinute, ordersPerSecond } = limits;
  if (ordersPerMinute !== null && ordersInMinute >= ordersPerMinute) {
    return deny('order-rate', {
      limit: `${ordersPerMinute} a minute`,
      value: `${ordersInMinute + 1} a minute`,
      message: 'As many orders as allowed were sent within a minute.',
    });
  }
  if (ordersPerSecond !== null && ordersInSecond >= ordersPerSecond) {
    return deny('order-rate', {
      limit: `${ordersPerSecond} a second`,
      value: `${ordersInSecond + 1} a second`,
      message: 'As many orders as allowed were sent within a second.',
    });
  }
  return undefined;
};
