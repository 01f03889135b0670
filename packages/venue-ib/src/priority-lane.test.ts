/** What passes what on the way to the socket. @module */
import { decimal } from '@tradewright/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Question } from './connection/request-registry.ts';
import { anIntent, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';

let rig: IBTraderRig;

beforeEach(async () => {
  rig = await startRig();
});

afterEach(() => rig.stop());

const aQuestion: Question<void> = {
  label: 'a price rule',
  priority: 'query',
  start: ({ api, resolve }) => {
    api.reqMarketRule(557);
    resolve();
  },
};

test('a cancel is the first message out behind forty questions and ten orders of its turn', async () => {
  const { trader, simulator } = rig;
  const order = anIntent({ limitPrice: decimal('44') });
  await trader.placeOrder(order);
  await trader.manager.roundTrip();
  const before = simulator.received.length;
  const questions = Array.from({ length: 40 }, () => trader.manager.ask(aQuestion));
  const canceled = trader.cancelOrder(order.clientOrderId);
  const orders = Array.from({ length: 10 }, () =>
    trader.placeOrder(anIntent({ limitPrice: decimal('44') })),
  );
  await Promise.all([canceled, ...orders, ...questions]);
  await trader.manager.roundTrip();
  const kinds = simulator.received.slice(before).map(([kind]) => kind);
  expect(kinds.slice(0, 11)).toEqual(['4', ...Array.from({ length: 10 }, () => '3')]);
  expect(kinds.filter((kind) => kind === '91')).toHaveLength(40);
});

test('an order of a known contract leaves within its call', async () => {
  const { trader } = rig;
  await trader.placeOrder(anIntent());
  const before = trader.manager.messagesSent;
  const placed = trader.placeOrder(anIntent());
  expect(trader.manager.messagesSent).toBe(before + 1);
  await placed;
});
