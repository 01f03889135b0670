import { describe, expect, test } from 'vitest';
import {
  type MemoryJournal,
  TradewrightError,
  decimal,
  type CommandResult,
  type OrderIntent,
  type OrderReport,
} from '@tradewright/core';
import { anOrderRequest } from '@tradewright/core/testing';
import { aDesk, reportOf, working } from '../testing/command-rig.ts';
import type { ScriptedTrader } from '../testing/scripted-trader.ts';
import type { HandledOrder } from './cancel-orders.ts';

const types = (journal: MemoryJournal): readonly string[] =>
  journal.events.map((event) => event.type);

describe('place', () => {
  test('an order passes risk, is durable before it is sent, and its command is written down', async () => {
    const { place, trader, journal } = await aDesk();
    const { outcome, order } = await place();
    expect(outcome).toBe('accepted');
    expect(order).toMatchObject({ status: 'working', strategyName: null, denials: [] });
    expect(trader.sent.map((intent) => intent.clientOrderId)).toEqual([order.clientOrderId]);
    expect(types(journal).slice(-5)).toEqual([
      'risk.reviewed',
      'order.intent',
      'order.changed',
      'order.changed',
      'command.handled',
    ]);
  });

  test('a denial names every broken rule with the largest size, and nothing is sent', async () => {
    const { place, trader, journal } = await aDesk();
    const { outcome, order } = await place(anOrderRequest({ quantity: decimal('1000') }));
    expect(outcome).toBe('denied');
    expect(order.denials.map(({ rule }) => rule)).toEqual(['max-order-value', 'gross-exposure']);
    expect(order.denials[0]?.largestSize).toBe('99');
    expect(order.clientOrderId).toBeNull();
    expect(trader.sent).toEqual([]);
    expect(types(journal)).toContain('risk.reviewed');
  });

  test('once the account is lost neither an order nor a cancel leaves', async () => {
    let lost = false;
    const fence = (): void => {
      if (lost) throw new TradewrightError('LOCK_LOST', 'token 2', { outcome: 'not-sent' });
    };
    const { place, desk, trader, parts } = await aDesk(working, { fence });
    const before = await place();
    lost = true;
    const after = await place();
    expect(after).toMatchObject({ outcome: 'failed', order: { status: 'not-placed' } });
    const id = before.order.clientOrderId ?? '';
    expect((await desk.submit({ verb: 'cancel', orderId: id })).outcome).not.toBe('done');
    expect(trader.sent.map(({ clientOrderId }) => clientOrderId)).toEqual([id]);
    expect(trader.canceled).toEqual([]);
    expect(parts.orders.record(id)).toMatchObject({ life: 'working', command: null });
  });

  test('a dry run runs every check, sends nothing and reserves nothing', async () => {
    const { place, trader, riskManager } = await aDesk().then((all) => ({
      ...all,
      riskManager: all.parts.riskManager,
    }));
    const before = riskManager.headroom();
    expect((await place(undefined, true)).outcome).toBe('dry-run');
    expect((await place(anOrderRequest({ quantity: decimal('1000') }), true)).outcome).toBe(
      'denied',
    );
    expect(trader.sent).toEqual([]);
    expect(riskManager.headroom()).toEqual(before);
  });

  test.for([
    ['post-only orders', { postOnly: true }],
    ['FOK orders', { timeInForce: 'FOK' }],
    ['stop orders', { type: 'stop', stopPrice: decimal('51'), limitPrice: null }],
  ] as const)(
    'what the venue does not take is denied before it is sent: %s',
    async ([what, terms]) => {
      const { place, trader } = await aDesk();
      const { outcome, message } = await place(
        anOrderRequest({ quantity: decimal('20'), ...terms }),
      );
      expect(outcome).toBe('denied');
      expect(message).toContain(what);
      expect(trader.sent).toEqual([]);
    },
  );

  test('without transmit it is staged where the venue can hold it, else nothing leaves', async () => {
    const request = anOrderRequest({ quantity: decimal('20'), transmit: false });
    const bare = await aDesk();
    expect((await bare.place(request)).outcome).toBe('dry-run');
    expect(bare.trader.sent).toEqual([]);
    const holding = await aDesk(async (intent) => reportOf(intent, { life: 'staged' }), {
      staging: true,
    });
    expect((await holding.place(request)).outcome).toBe('staged');
  });

  test('real money is not transmitted to without arms', async () => {
    const { place, trader } = await aDesk(working, { paper: false });
    const { outcome, body } = await place();
    expect(outcome).toBe('failed');
    expect(body).toMatchObject({ error: { code: 'NOT_ARMED', outcome: 'not-sent' } });
    expect(trader.sent).toEqual([]);
  });

  test.for([
    ['refused', 'refused'],
    ['unknown', 'unknown'],
    ['not-sent', 'failed'],
  ] as const)('a send that ends %s is answered as %s', async ([kind, outcome]) => {
    const error = new TradewrightError('ORDER_REFUSED', 'no', { outcome: kind });
    const { place } = await aDesk(() => Promise.reject(error));
    expect((await place()).outcome).toBe(outcome);
  });

  test('a pause stops entries and lets a sale of what was bought by hand through', async () => {
    const { place, fill, trader, desk } = await aDesk();
    await place();
    fill(trader.sent[0]);
    await desk.submit({ verb: 'pause' });
    expect((await place()).order.denials.map(({ rule }) => rule)).toEqual(['session']);
    const sale = anOrderRequest({ side: 'sell', quantity: decimal('20'), reduceOnly: true });
    expect((await place(sale)).outcome).toBe('accepted');
    await desk.submit({ verb: 'resume' });
    expect((await place()).outcome).toBe('accepted');
  });

  test('a reduce-only order that would open something is denied', async () => {
    const { place } = await aDesk();
    const sale = anOrderRequest({ quantity: decimal('20'), reduceOnly: true });
    expect((await place(sale)).order.denials.map(({ rule }) => rule)).toContain('reduce-only');
  });
});

describe('cancel, flatten and kill', () => {
  const ends = (result: CommandResult): readonly string[] =>
    (result.body as readonly HandledOrder[]).map((order) => order.outcome);

  /** The venue that confirms every cancel, at once. */
  function confirming(trader: ScriptedTrader): void {
    trader.cancelOrder = async (clientOrderId: string): Promise<void> => {
      trader.canceled.push(clientOrderId);
      const intent = trader.sent.find((one) => one.clientOrderId === clientOrderId);
      if (intent !== undefined) trader.emit('order', reportOf(intent, { life: 'canceled' }));
    };
  }

  test('a cancel is done when the venue says that the order ended', async () => {
    const { place, trader, desk } = await aDesk();
    confirming(trader);
    const { order } = await place();
    const result = await desk.submit({ verb: 'cancel', clientOrderId: order.clientOrderId });
    expect(result).toMatchObject({ outcome: 'done', body: { status: 'canceled' } });
  });

  test('a cancel without evidence is unknown, one that the fill was ahead of has failed', async () => {
    const { place, trader, desk, fill } = await aDesk(working, { answerMs: 30 });
    const { order } = await place();
    const id = order.clientOrderId;
    expect((await desk.submit({ verb: 'cancel', clientOrderId: id })).outcome).toBe('unknown');
    fill(trader.sent[0]);
    expect((await desk.submit({ verb: 'cancel', clientOrderId: id })).outcome).toBe('failed');
  });

  test('an order is found by the id of the venue too; one that is not there is an error', async () => {
    const { place, trader, desk } = await aDesk();
    confirming(trader);
    await place();
    const missing = await desk.submit({ verb: 'cancel', clientOrderId: 'none' });
    expect(missing.body).toMatchObject({ error: { code: 'ORDER_NOT_FOUND' } });
    expect((await desk.submit({ verb: 'cancel', clientOrderId: 'paper-1' })).outcome).toBe('done');
    const gone = await desk.submit({ verb: 'cancel', clientOrderId: 'long-gone' });
    expect(gone).toMatchObject({ outcome: 'done', body: { status: 'canceled' } });
  });

  test('flatten cancels first, then sells what is held, once', async () => {
    const { place, trader, desk, fill, parts } = await aDesk();
    confirming(trader);
    await place();
    fill(trader.sent[0]);
    await place();
    trader.placeOrder = async (intent: OrderIntent): Promise<OrderReport> => {
      trader.sent.push(intent);
      fill(intent);
      return reportOf(intent, { life: 'filled', filled: intent.quantity });
    };
    const result = await desk.submit({ verb: 'flatten' });
    expect([result.outcome, ends(result)]).toEqual(['done', ['done']]);
    expect(trader.canceled).toHaveLength(1);
    expect(trader.sent.at(-1)).toMatchObject({ side: 'sell', purpose: 'flatten', quantity: '20' });
    expect(parts.portfolioTracker.position('manual', 'BHP/AUD')?.quantity).toBe('0');
    expect((await desk.submit({ verb: 'flatten' })).message).toBe('Nothing was open.');
  });

  test('flatten does not sell beside an order that may still be working', async () => {
    const { place, trader, desk, fill } = await aDesk(working, { answerMs: 30 });
    await place();
    fill(trader.sent[0]);
    await place(anOrderRequest({ side: 'sell', quantity: decimal('20') }));
    const result = await desk.submit({ verb: 'flatten' });
    expect(result.outcome).toBe('unknown');
    expect(trader.sent).toHaveLength(2);
  });

  test('a kill blocks entries at once, cancels them, keeps protection, and holds until cleared', async () => {
    const { place, trader, desk, parts, fill, journal } = await aDesk();
    confirming(trader);
    await place();
    fill(trader.sent[0]);
    await place(anOrderRequest({ side: 'sell', quantity: decimal('20'), reduceOnly: true }));
    await place(anOrderRequest({ quantity: decimal('20'), limitPrice: decimal('45') }));
    const killing = desk.submit({ verb: 'kill', reason: 'drill' });
    expect(parts.gate.entriesBlocked('BTC/USD')).toContain('drill');
    expect((await killing).outcome).toBe('done');
    expect(trader.canceled).toEqual([trader.sent[2]?.clientOrderId]);
    await desk.submit({ verb: 'resume' });
    expect((await place()).outcome).toBe('denied');
    await desk.submit({ verb: 'clear-halt', haltId: 'kill-switch', operator: 'ann' });
    expect((await place()).outcome).toBe('accepted');
    const halts = journal.events.filter((event) => event.type === 'halt.changed');
    expect(halts.map(({ body }) => body)).toMatchObject([
      { haltId: 'kill-switch', clearedBy: null },
      { haltId: 'kill-switch', clearedBy: 'ann' },
    ]);
  });

  test('a kill closes positions where the policy says so', async () => {
    const { place, trader, desk, fill } = await aDesk(working, { onKill: 'flatten', answerMs: 30 });
    confirming(trader);
    await place();
    fill(trader.sent[0]);
    await desk.submit({ verb: 'kill', reason: 'drill' });
    expect(trader.sent.at(-1)).toMatchObject({ side: 'sell', purpose: 'flatten' });
  });
});
