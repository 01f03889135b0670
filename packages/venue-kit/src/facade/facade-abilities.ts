/** A trader's capabilities in ccxt's words. @module */
import type { TraderCapabilities } from '@tradewright/core';

/** ccxt's `has`: which methods work here. What is not named is `undefined`, which is false too. */
export function hasOf(capabilities: TraderCapabilities): Readonly<Record<string, boolean>> {
  const { orderTypes, streams, modify, postOnly, reduceOnly, publicTrades } = capabilities;
  const triggers = orderTypes.includes('stop') || orderTypes.includes('stop-limit');
  return {
    spot: true,
    margin: false,
    swap: false,
    future: false,
    option: false,
    publicAPI: true,
    privateAPI: true,
    cancelAllOrders: true,
    cancelOrder: true,
    createLimitOrder: true,
    createMarketOrder: orderTypes.includes('market'),
    createOrder: true,
    createPostOnlyOrder: postOnly,
    createReduceOnlyOrder: reduceOnly,
    createStopOrder: triggers,
    createTriggerOrder: triggers,
    createTrailingAmountOrder: orderTypes.includes('trailing-stop'),
    editOrder: modify,
    fetchBalance: true,
    fetchClosedOrders: true,
    fetchMarkets: true,
    fetchMyTrades: true,
    fetchOHLCV: true,
    fetchOpenOrders: true,
    fetchOrder: true,
    fetchOrderBook: true,
    fetchPosition: true,
    fetchPositions: true,
    fetchTicker: true,
    fetchTickers: true,
    fetchTrades: publicTrades,
    watchBalance: true,
    watchMyTrades: true,
    watchOHLCV: streams.includes('bar'),
    watchOrderBook: streams.includes('book'),
    watchOrders: true,
    watchTicker: streams.includes('quote'),
    watchTrades: streams.includes('trade'),
  };
}

/** ccxt's `features`: what `createOrder` takes beside price and amount. */
export function featuresOf(capabilities: TraderCapabilities): Readonly<Record<string, unknown>> {
  const { orderTypes, timesInForce, postOnly } = capabilities;
  const spot = {
    sandbox: false,
    createOrder: {
      marginMode: false,
      triggerPrice: orderTypes.includes('stop') || orderTypes.includes('stop-limit'),
      stopLossPrice: orderTypes.includes('stop'),
      takeProfitPrice: false,
      attachedStopLossTakeProfit: undefined,
      timeInForce: {
        IOC: timesInForce.includes('IOC'),
        FOK: timesInForce.includes('FOK'),
        GTD: timesInForce.includes('GTD'),
        PO: postOnly,
      },
      hedged: false,
      trailing: orderTypes.includes('trailing-stop'),
      marketBuyByCost: false,
      marketBuyRequiresPrice: false,
    },
  };
  return { spot, swap: undefined, future: undefined };
}
