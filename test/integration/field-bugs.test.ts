/** Faults of other systems, from their public reports, again on this engine: nineteen of nineteen. @module */
import { describe, expect, test } from 'vitest';
import { TradewrightError, decimal, type OrderIntent } from '@tradewright/core';
import { aCommission } from '@tradewright/core/testing';
import { aWorld, fillOf, noAnswer, reportOf } from './field-bug-rig.ts';

type World = ReturnType<typeof aWorld>;

/** A session whose first entry is working at the venue. */
async function working(world: World) {
  const bot = await world.start();
  const [entry] = (await bot.enter()) as [OrderIntent];
  world.venue.open.push(reportOf(entry));
  return { bot, entry };
}

/** The link breaks and comes back as a new connection. */
async function reconnect({ venue }: World, bot: Awaited<ReturnType<World['start']>>) {
  venue.state = { ...venue.state, epoch: venue.state.epoch + 1 };
  bot.trader.emit('connection', venue.state);
  await bot.pass(1_000);
}

const hour = 3_600_000;

describe('field bugs', () => {
  test('1, Lean IB #249: a fill in a 1100 window is booked, one that was not told is fetched after it', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    world.venue.state = { ...world.venue.state, broker: 'down' };
    bot.trader.emit('connection', world.venue.state);
    const heard = fillOf(entry, '10', { fillId: 'heard' });
    bot.trader.emit('fill', heard);
    expect(bot.held()).toBe('10');
    world.venue.fills.push(heard, fillOf(entry, '5', { fillId: 'missed' }));
    world.venue.state = { ...world.venue.state, broker: 'up' };
    await reconnect(world, bot);
    expect(bot.held()).toBe('15');
    expect(world.reader().fills()).toMatchObject([{}, { provenance: 'recovered' }]);
  });

  test('2, Lean IB #249: a commission before its lost execution waits; a cancel at the venue is learned', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    const fill = fillOf(entry, '10');
    bot.trader.emit('commission', aCommission({ fillId: fill.fillId }));
    expect(world.reader().commissions()).toEqual([]);
    world.venue.open.splice(0);
    world.venue.closed.push(reportOf(entry, { life: 'canceled', filled: decimal('10') }));
    world.venue.fills.push(fill);
    await reconnect(world, bot);
    expect(world.reader().commissions()).toMatchObject([{ commission: '6' }]);
    expect(bot.life(entry)).toBe('canceled');
    expect(bot.held()).toBe('10');
  });

  test('3, Lean IB #242: an order written into a Gateway restart is unknown, and found again', async () => {
    const world = aWorld();
    world.venue.place = noAnswer;
    const bot = await world.start();
    const [entry] = (await bot.enter()) as [OrderIntent];
    expect(bot.life(entry)).toBe('unknown');
    world.venue.open.push(reportOf(entry));
    await reconnect(world, bot);
    expect(bot.life(entry)).toBe('working');
    expect(bot.trader.sent).toHaveLength(1);
  });

  test('4, Lean IB #246: a link that is not there at all counts as dead, and is asked for all night', async () => {
    const world = aWorld();
    const bot = await world.start();
    world.venue.state = { ...world.venue.state, socket: 'down' };
    await bot.pass(600_000);
    expect(bot.parts.healthCircuitManager.state('venue').state).not.toBe('closed');
    expect(world.venue.reconnects).toBeGreaterThanOrEqual(25);
    expect(await bot.enter()).toEqual([]);
  });

  test('5, Lean IB #248: a cancel answered with 10147 ends at once, and its order goes on', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    world.venue.cancel = () =>
      Promise.reject(new TradewrightError('ORDER_NOT_FOUND', '10147', { outcome: 'refused' }));
    await bot.parts.execution.cancel(entry.clientOrderId);
    expect(bot.parts.orders.record(entry.clientOrderId)).toMatchObject({
      life: 'working',
      command: { kind: 'cancel', state: 'refused' },
    });
    world.venue.cancel = async () => undefined;
    await bot.parts.execution.cancel(entry.clientOrderId);
    expect(bot.trader.canceled).toHaveLength(2);
  });

  test('6, nautilus #4564: two permanent ids under one reference are one order, and both count', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    bot.trader.emit(
      'order',
      reportOf(entry, { venueOrderId: 'perm-2', venueOrderIds: ['perm-2'] }),
    );
    const ids = bot.parts.orders.record(entry.clientOrderId)?.venueOrderIds;
    expect(ids).toEqual([`v-${entry.clientOrderId}`, 'perm-2']);
    bot.trader.emit('fill', fillOf(entry, entry.quantity, { fillId: 'one' }));
    bot.trader.emit(
      'fill',
      fillOf(entry, entry.quantity, { fillId: 'two', venueOrderId: 'perm-2' }),
    );
    expect(bot.held()).toBe(String(2 * Number(entry.quantity)));
    expect(bot.parts.halts.open()).toMatchObject([{ scope: 'instrument', subject: 'BHP/AUD' }]);
  });

  test('7, nautilus #4970: a fill without our id finds its order by the id of the venue', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    bot.trader.emit('fill', fillOf(entry, entry.quantity, { clientOrderId: null }));
    expect(bot.life(entry)).toBe('filled');
    expect(bot.held()).toBe(entry.quantity);
    expect(world.reader().bookPositions()).toHaveLength(1);
  });

  test('8, nautilus PR #4230: a list that timed out is not an empty one', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    world.venue.answers = false;
    world.venue.open.splice(0);
    await reconnect(world, bot);
    await bot.pass(600_000);
    expect(bot.parts.gate.ready).toBe(false);
    expect(bot.life(entry)).toBe('working');
  });

  test('9, nautilus PR #3493: the count of the venue makes no fill, so the real one is not too much', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    bot.trader.emit('order', reportOf(entry, { life: 'filled', filled: entry.quantity }));
    expect([bot.life(entry), bot.held()]).toEqual(['working', '0']);
    const fill = fillOf(entry, entry.quantity);
    world.venue.fills.push(fill);
    await bot.pass(20_000);
    bot.trader.emit('fill', fill);
    expect([bot.life(entry), bot.held()]).toEqual(['filled', entry.quantity]);
    expect(bot.parts.orders.record(entry.clientOrderId)?.anomalies).toEqual([]);
  });

  test('10, nautilus #4958: an order without an answer is asked for by our own id', async () => {
    const world = aWorld();
    world.venue.place = noAnswer;
    const bot = await world.start();
    const [entry] = (await bot.enter()) as [OrderIntent];
    world.venue.closed.push(reportOf(entry, { life: 'canceled' }));
    const { fetchClosedOrders } = bot.trader;
    Object.assign(bot.trader, {
      fetchClosedOrders: async () => ({ ...(await fetchClosedOrders()), items: [] }),
    });
    await bot.pass(20_000);
    expect(world.venue.asked).toContain(entry.clientOrderId);
    expect(bot.life(entry)).toBe('canceled');
  });

  test('11, nautilus #4215: once an order was seen no timer sends it again or calls it dead', async () => {
    const world = aWorld();
    world.venue.place = noAnswer;
    const bot = await world.start();
    const [entry] = (await bot.enter()) as [OrderIntent];
    bot.trader.emit('order', reportOf(entry));
    world.venue.open.push(reportOf(entry));
    await bot.pass(hour / 4);
    expect(bot.life(entry)).toBe('working');
    expect(bot.trader.sent).toHaveLength(1);
  });

  test('12, nautilus PR #4288: an order whose cancel is not proved holds its part of the caps', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    await bot.parts.execution.cancel(entry.clientOrderId);
    expect(await bot.enter()).toEqual([]);
    bot.trader.emit('order', reportOf(entry, { life: 'canceled' }));
    expect(await bot.enter()).toHaveLength(1);
  });

  test('13, nautilus #3176: restarts make no second order of one that works', async () => {
    const world = aWorld();
    const { entry } = await working(world);
    for (let restart = 0; restart < 3; restart += 1) {
      const bot = await world.start();
      await bot.pass(60_000);
      expect(bot.trader.sent).toEqual([]);
      expect(bot.life(entry)).toBe('working');
      expect(bot.parts.orders.open()).toHaveLength(1);
    }
  });

  test('14, hummingbot #8457: six orders without an answer are six open questions, then six fills', async () => {
    const world = aWorld();
    world.venue.place = noAnswer;
    const bot = await world.start();
    const sent = await bot.sendSmall(6);
    expect(sent.map(bot.life)).toEqual(Array.from({ length: 6 }, () => 'unknown'));
    world.venue.fills.push(...sent.map((intent) => fillOf(intent, intent.quantity)));
    await bot.pass(20_000);
    expect(sent.map(bot.life)).toEqual(Array.from({ length: 6 }, () => 'filled'));
    expect(world.reader().fills()).toHaveLength(6);
  });

  test('15, hummingbot #3374: an order that was given up and fills in a later process is booked and halts', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    bot.trader.emit('order', reportOf(entry, { life: 'canceled' }));
    world.venue.open.splice(0);
    const later = await world.start();
    later.trader.emit('fill', fillOf(entry, '10'));
    expect(later.held()).toBe('10');
    expect(world.reader().order(entry.clientOrderId)?.anomalies).toHaveLength(1);
    expect(later.parts.halts.open()).toMatchObject([{ scope: 'instrument', subject: 'BHP/AUD' }]);
    expect(await later.enter()).toEqual([]);
  });

  test('16, ib_async #191: a notice ends no order and makes no second one', async () => {
    const world = aWorld();
    const { bot, entry } = await working(world);
    const message = 'Order TIF was set to DAY based on order preset.';
    bot.trader.emit('order', reportOf(entry, { life: 'unknown', message }));
    await bot.pass(60_000);
    expect(bot.parts.orders.record(entry.clientOrderId)).toMatchObject({
      life: 'working',
      message,
    });
    expect(bot.trader.sent).toHaveLength(1);
  });

  test('17, stoqey #195: a link that looks open and says nothing is dead after two heartbeats', async () => {
    const world = aWorld();
    const bot = await world.start();
    world.venue.state = { ...world.venue.state, lastProof: world.clock.now() };
    await bot.pass(10_000);
    expect(world.venue.reconnects).toBe(0);
    await bot.pass(5_000);
    expect(world.venue.reconnects).toBe(1);
    expect(await bot.enter()).toEqual([]);
  });

  test('18, ibx #116: what could not be sent ends as not placed, holds nothing and leaves no position', async () => {
    const world = aWorld();
    world.venue.place = () =>
      Promise.reject(
        new TradewrightError('VENUE_NOT_CONNECTED', 'no link', { outcome: 'not-sent' }),
      );
    const bot = await world.start();
    const [entry] = (await bot.enter()) as [OrderIntent];
    expect([bot.life(entry), bot.held()]).toEqual(['not-placed', '0']);
    expect(world.reader().openPlans()).toEqual([]);
    world.venue.place = async (intent) => reportOf(intent);
    expect(await bot.enter()).toHaveLength(1);
  });

  test('19, catalyst #315: after a timeout nothing is ordered again, and one execution is booked once', async () => {
    const world = aWorld();
    world.venue.place = () => Promise.reject(new Error('RequestTimeout'));
    const bot = await world.start();
    const [entry] = (await bot.enter()) as [OrderIntent];
    await bot.pass(5_000);
    const fill = fillOf(entry, entry.quantity);
    world.venue.fills.push(fill);
    bot.trader.emit('fill', fill);
    await bot.pass(60_000);
    expect(bot.trader.sent).toHaveLength(1);
    expect([bot.life(entry), bot.held()]).toEqual(['filled', entry.quantity]);
  });

  test('defect C: an exposure at 98 % of its cap, or above it, sells nothing', async () => {
    const world = aWorld();
    const bot = await world.start();
    const [entry] = (await bot.enter()) as [OrderIntent];
    // What the cap allows is held, at a price that brings it to the cap and beyond.
    bot.trader.emit('fill', fillOf(entry, entry.quantity));
    for (const bid of [53.5, 60, 70]) {
      bot.priced(bid);
      await bot.enter(0);
      await bot.pass(60_000);
    }
    expect(bot.trader.sent).toHaveLength(1);
    expect(bot.trader.canceled).toEqual([]);
    expect(bot.held()).toBe(entry.quantity);
  });
});
