/** The client library for a user's own read requests. @module */
import type { IBApi } from '@stoqey/ib';
import { TradewrightError } from '@tradewright/core';

const orderCalls = new Set<string | symbol>([
  'placeOrder',
  'cancelOrder',
  'reqGlobalCancel',
  'exerciseOptions',
  'disconnect',
  'connect',
]);

/** The same object, with every call that could change an order or the session refused. */
export function readClient(api: IBApi): IBApi {
  return new Proxy(api, {
    get: (target, name) => {
      if (orderCalls.has(name)) {
        throw new TradewrightError(
          'ORDER_NOT_SENT',
          `${String(name)} was called on the read client.`,
          {
            outcome: 'not-sent',
            hint: 'send orders through IBTrader',
          },
        );
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function'
        ? (value as (...given: unknown[]) => unknown).bind(target)
        : value;
    },
  });
}
