/** Rules of order types, times in force and flags. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { Decimal, TradewrightError } from '@tradewright/core';
import { itemsOf } from '../check-record.ts';
import type { CaseBench } from '../case-bench.ts';
import type { ConformanceCase, Need } from '../conformance-case.ts';

/** An order that the venue must not take: nothing rests afterwards. */
async function isTurnedAway(
  it: CaseBench,
  parts: Parameters<CaseBench['intent']>[0],
): Promise<void> {
  await it.refusal(it.intent(parts));
  deepEqual(itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' })), []);
  equal(it.told.fill.length, 0);
}

function lacks(id: string, what: string, need: Need, parts: object): ConformanceCase {
  return {
    id,
    title: `${what} is turned away where the venue has none, never sent as something else`,
    needs: [`no:${need}` as Need],
    run: async (it) => {
      await isTurnedAway(it, { stopPrice: null, ...parts });
      deepEqual(it.rig.taken(), []);
    },
  };
}

/** T421 to T449. */
export const termsCases: readonly ConformanceCase[] = [
  {
    id: 'T421',
    title: 'an immediate order takes what is there and its rest is canceled',
    needs: ['tif:IOC'],
    run: async (it) => {
      it.show({ size: it.rig.part });
      const intent = it.crossing({ timeInForce: 'IOC', limitPrice: it.rig.touch.ask });
      await it.trader.placeOrder(intent);
      const report = await it.ended(intent.clientOrderId, 'canceled', 'expired');
      equal(report.filled, it.rig.part);
      await it.filled(intent.clientOrderId, it.rig.part);
    },
  },
  {
    id: 'T422',
    title: 'an immediate order that meets nothing ends unfilled',
    needs: ['tif:IOC'],
    run: async (it) => {
      const intent = it.intent({ timeInForce: 'IOC' });
      await it.trader.placeOrder(intent);
      const report = await it.ended(intent.clientOrderId, 'canceled', 'expired');
      equal(report.filled, '0');
      deepEqual(itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' })), []);
    },
  },
  {
    id: 'T423',
    title: 'a fill-or-kill order fills whole',
    needs: ['tif:FOK'],
    run: async (it) => {
      const intent = it.crossing({ timeInForce: 'FOK' });
      await it.trader.placeOrder(intent);
      equal((await it.ended(intent.clientOrderId, 'filled')).filled, it.rig.quantity);
    },
  },
  {
    id: 'T424',
    title: 'a fill-or-kill order that cannot fill whole does not fill at all',
    needs: ['tif:FOK'],
    run: async (it) => {
      it.show({ size: it.rig.part });
      const intent = it.crossing({ timeInForce: 'FOK', limitPrice: it.rig.touch.ask });
      await it.trader.placeOrder(intent).catch(() => undefined);
      await it.quiet();
      equal(it.told.fill.length, 0);
      deepEqual(itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' })), []);
    },
  },
  {
    id: 'T425',
    title: 'a post-only order that would take ends without a fill, and a refusal says why',
    needs: ['postOnly'],
    run: async (it) => {
      const intent = it.intent({ postOnly: true, limitPrice: it.high });
      const { life, why } = await it.trader.placeOrder(intent).then(
        (report) => ({ life: report.life, why: report.refusal }),
        (error: unknown) => ({ life: 'refused', why: codeOf(error) }),
      );
      ok(['refused', 'canceled', 'expired'].includes(life), life);
      if (life === 'refused') ok(why === 'would-take' || why === 'ORDER_WOULD_TAKE', String(why));
      await it.quiet();
      deepEqual(itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' })), []);
      equal(it.told.fill.length, 0);
    },
  },
  {
    id: 'T426',
    title: 'a post-only order rests and fills as the maker',
    needs: ['postOnly', 'fact:liquidity'],
    run: async (it) => {
      const id = await it.rest({ postOnly: true });
      it.fall();
      await it.filled(id, it.rig.quantity);
      deepEqual(new Set(it.fillsOf(id).map(({ liquidity }) => liquidity)), new Set(['maker']));
    },
  },
  {
    id: 'T427',
    title: 'a stop waits until the market has come to it',
    needs: ['type:stop'],
    run: async (it) => {
      await it.buy();
      const terms = { side: 'sell', type: 'stop', limitPrice: null } as const;
      const id = await it.rest({ ...terms, stopPrice: it.low });
      it.show({});
      await it.quiet();
      const waiting = await it.look(id);
      deepEqual([waiting.filled, waiting.stopPrice, waiting.type], ['0', it.low, 'stop']);
      it.fall();
      await it.ended(id, 'filled');
    },
  },
  {
    id: 'T428',
    title: 'a stop-limit order keeps both its prices',
    needs: ['type:stop-limit'],
    run: async (it) => {
      const terms = { type: 'stop-limit', stopPrice: it.high, limitPrice: it.higher } as const;
      const id = await it.rest(terms);
      const [open] = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
      deepEqual(
        [open?.clientOrderId, open?.type, open?.stopPrice, open?.limitPrice, open?.filled],
        [id, 'stop-limit', it.high, it.higher, '0'],
      );
    },
  },
  {
    id: 'T429',
    title: 'a stop-limit order fills within its limit once its stop is reached',
    needs: ['type:stop-limit'],
    run: async (it) => {
      const terms = { type: 'stop-limit', stopPrice: it.high, limitPrice: it.higher } as const;
      const id = await it.rest(terms);
      it.rise();
      const { averagePrice } = await it.ended(id, 'filled');
      ok(!Decimal.from(averagePrice ?? '0').isGreaterThan(Decimal.from(it.higher)));
    },
  },
  {
    id: 'T430',
    title: 'a trailing stop follows the market and fills on the way back',
    needs: ['type:trailing-stop'],
    run: async (it) => {
      await it.buy();
      const trailingAmount = it.instrument.tickLadder.at(-1)?.increment ?? null;
      const terms = { side: 'sell', type: 'trailing-stop', limitPrice: null } as const;
      const id = await it.rest({ ...terms, trailingAmount });
      it.rise();
      await it.quiet();
      equal((await it.look(id)).filled, '0');
      it.show({});
      const { averagePrice } = await it.ended(id, 'filled');
      equal(averagePrice, it.rig.touch.bid);
    },
  },
  {
    id: 'T431',
    title: 'a reduce-only order never opens a position',
    needs: ['reduceOnly'],
    run: (it) => isTurnedAway(it, { reduceOnly: true }),
  },
  {
    id: 'T432',
    title: 'a staged order is shown as staged and never trades',
    needs: ['staging'],
    run: async (it) => {
      const intent = it.crossing({ transmit: false });
      equal((await it.trader.placeOrder(intent)).life, 'staged');
      it.show({});
      await it.quiet();
      const { life, filled } = await it.look(intent.clientOrderId);
      deepEqual([life, filled, it.told.fill.length], ['staged', '0', 0]);
    },
  },
  {
    id: 'T433',
    title: 'a staged order can be canceled',
    needs: ['staging'],
    run: async (it) => {
      const id = await it.rest({ transmit: false });
      await it.trader.cancelOrder(id);
      await it.until('no open order', async () => {
        const open = itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' }));
        return open.length === 0;
      });
    },
  },
  lacks('T441', 'a market order', 'type:market', { type: 'market', limitPrice: null }),
  lacks('T442', 'a stop order', 'type:stop', { type: 'stop', limitPrice: null, stopPrice: '1' }),
  lacks('T443', 'a trailing stop', 'type:trailing-stop', {
    type: 'trailing-stop',
    limitPrice: null,
    trailingAmount: '1',
  }),
  lacks('T444', 'a day order', 'tif:DAY', { timeInForce: 'DAY' }),
  lacks('T445', 'a fill-or-kill order', 'tif:FOK', { timeInForce: 'FOK' }),
  lacks('T446', 'a dated order', 'tif:GTD', { timeInForce: 'GTD', expireTime: 4e12 }),
  lacks('T447', 'a post-only order', 'postOnly', { postOnly: true }),
  lacks('T448', 'a reduce-only order', 'reduceOnly', { reduceOnly: true }),
  lacks('T449', 'an order without transmission', 'staging', { transmit: false }),
];

function codeOf(error: unknown): string | undefined {
  return TradewrightError.is(error) ? error.code : undefined;
}
