/** The simulator is understood by the real client library. @module */
import { EventName, IBApi, OrderAction, OrderType, SecType, TimeInForce } from '@stoqey/ib';
import { SystemClock } from '@tradewright/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TwsSimulator } from './tws-simulator.ts';

const bhp = {
  conId: 4036812,
  symbol: 'BHP',
  secType: SecType.STK,
  exchange: 'SMART',
  currency: 'AUD',
};

describe('TwsSimulator', () => {
  let simulator: TwsSimulator;
  let api: IBApi;
  const heard: [string, unknown[]][] = [];
  const next = (name: EventName): Promise<unknown[]> =>
    new Promise((resolve) => api.once(name, (...found: unknown[]) => resolve(found)));

  beforeEach(async () => {
    heard.length = 0;
    simulator = new TwsSimulator({ clock: new SystemClock() });
    const port = await simulator.listen();
    simulator.setQuote('BHP/AUD', {
      bid: 45.1,
      ask: 45.12,
      bidSize: 500,
      askSize: 300,
      last: 45.11,
      volume: 1e6,
    });
    api = new IBApi({ host: '127.0.0.1', port, clientId: 7, maxReqPerSec: 1_000 });
    api.on(EventName.all, (name: string, found: unknown[]) => heard.push([name, found]));
    const ready = next(EventName.nextValidId);
    api.connect();
    await ready;
  });

  afterEach(async () => {
    api.disconnect();
    await simulator.close();
  });

  const errors = (): unknown[] =>
    heard.filter(([name]) => name === 'error').map(([, found]) => found);

  test('an order fills with status, execution and commission that the library decodes', async () => {
    const commission = next(EventName.commissionReport);
    api.placeOrder(1, bhp, {
      action: OrderAction.BUY,
      totalQuantity: 100,
      orderType: OrderType.LMT,
      lmtPrice: 45.12,
      tif: TimeInForce.DAY,
      orderRef: 'TW-1',
      transmit: true,
    });
    await commission;
    const execution = heard.find(([name]) => name === 'execDetails')?.[1][2];
    expect(execution).toMatchObject({
      shares: 100,
      price: 45.12,
      side: 'BOT',
      orderRef: 'TW-1',
      clientId: 7,
    });
    expect(errors()).toEqual([]);
  });

  test('open and completed orders decode in full', async () => {
    api.placeOrder(2, bhp, {
      action: OrderAction.BUY,
      totalQuantity: 10,
      orderType: OrderType.LMT,
      lmtPrice: 44,
      tif: TimeInForce.GTC,
      orderRef: 'TW-2',
      transmit: true,
    });
    const open = await next(EventName.openOrder);
    expect(open[2]).toMatchObject({ orderRef: 'TW-2', lmtPrice: 44, tif: 'GTC', clientId: 7 });
    expect(open[3]).toMatchObject({ status: 'Submitted' });
    api.cancelOrder(2);
    await next(EventName.orderStatus);
    const completed = next(EventName.completedOrder);
    api.reqCompletedOrders(false);
    expect((await completed).slice(1)).toMatchObject([
      { orderRef: 'TW-2', filledQuantity: 0 },
      { status: 'Cancelled', completedStatus: 'Cancelled' },
    ]);
    expect(
      errors()
        .flat()
        .filter((value) => typeof value === 'number'),
    ).toEqual([202, 2]);
  });

  test('contract details and market rules decode in full', async () => {
    const details = next(EventName.contractDetails);
    api.reqContractDetails(9, {
      symbol: 'BHP',
      secType: SecType.STK,
      exchange: 'SMART',
      currency: 'AUD',
    });
    expect((await details)[1]).toMatchObject({
      longName: 'BHP GROUP LTD',
      timeZoneId: 'Australia/NSW',
      marketRuleIds: '557,557',
      sizeIncrement: 1,
    });
    const rule = next(EventName.marketRule);
    api.reqMarketRule(557);
    expect((await rule)[1]).toEqual([
      { lowEdge: 0, increment: 0.001 },
      { lowEdge: 0.1, increment: 0.005 },
      { lowEdge: 2, increment: 0.01 },
    ]);
  });
});
