/** What a message about an order proves. @module */
import { decimal } from '@tradewright/core';
import { expect, test } from 'vitest';
import { anIntent, startRig } from '../testing/ib-trader-rig.ts';

test('an openOrder message that says Cancelled ends nothing: it does not count what was filled', async () => {
  const { simulator, trader, stop } = await startRig();
  const lives: string[] = [];
  trader.on('order', ({ life, filled }) => lives.push(`${life} ${filled}`));
  // The word alone arrives; the orderStatus that counts the 300 filled ones comes with the next look.
  simulator.faults.newsDelays = (kind) => (kind === 5 ? [0] : []);
  const market = { timeInForce: 'IOC', quantity: decimal('500') } as const;
  await trader.placeOrder(anIntent(market));
  await trader.manager.roundTrip();
  expect(lives.filter((life) => life.startsWith('canceled'))).toEqual([]);
  const closed = await trader.fetchClosedOrders();
  expect(closed.kind === 'complete' && closed.items[0]).toMatchObject({
    life: 'canceled',
    filled: '300',
  });
  await stop();
});
