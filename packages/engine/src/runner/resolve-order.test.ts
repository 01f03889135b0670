/** What a person may say of an order whose outcome the venue does not tell. */
import { describe, expect, test } from 'vitest';
import {
  TradewrightError,
  decimal,
  type OrderEvidence,
  type OrderReport,
  type SessionCommand,
} from '@tradewright/core';
import { aFill, anOrderRequest } from '@tradewright/core/testing';
import { aDesk } from '../testing/command-rig.ts';

/** A limit buy of 20 at 50 whose answer was lost. */
async function anUnknownOrder(limitPrice = '50', venueOrderIds: readonly string[] = []) {
  const answer = async (): Promise<OrderReport> => {
    throw new TradewrightError('ORDER_UNKNOWN_OUTCOME', 'no answer', { outcome: 'unknown' });
  };
  const session = await aDesk(answer, { answerMs: 1 });
  const price = { type: 'limit', limitPrice: decimal(limitPrice) } as const;
  await session.place(anOrderRequest({ quantity: decimal('20'), ...price }));
  const { parts, desk, trader } = session;
  const [intent] = trader.sent;
  const id = intent?.clientOrderId ?? '';
  const record = parts.orders.record(id);
  if (record === undefined) throw new Error('nothing was sent');
  parts.orders.put({ ...record, venueOrderIds: [...venueOrderIds] });
  const resolve = (as: OrderEvidence['as'], more: Partial<OrderEvidence> = {}) => {
    const said = { operator: 'Ada', reason: 'the statement of today', quantity: null, price: null };
    const command: SessionCommand = { verb: 'resolve', clientOrderId: id, as, ...said, ...more };
    return desk.submit(command);
  };
  const life = () => parts.orders.record(id)?.life;
  const held = () => parts.portfolioTracker.netQuantity('BHP/AUD').toString();
  return { ...session, id, resolve, life, held };
}

describe('an order of unknown outcome', () => {
  test('ends as not placed, with the name and the reason in the journal, and holds nothing any more', async () => {
    const { resolve, life, parts, id, journal } = await anUnknownOrder();
    expect(life()).toBe('unknown');
    expect((await resolve('not-placed')).outcome).toBe('done');
    expect(parts.orders.record(id)).toMatchObject({
      life: 'not-placed',
      message: 'not-placed by the word of Ada: the statement of today',
    });
    const used = parts.riskManager.headroom().find(({ rule }) => rule === 'gross-exposure')?.used;
    expect(used).toBe('0');
    const handled = journal.events.findLast((event) => event.type === 'command.handled');
    expect(handled?.body).toMatchObject({ verb: 'resolve', outcome: 'done' });
  });

  test('ends as canceled', async () => {
    const { resolve, life, held } = await anUnknownOrder('50', ['v-1']);
    expect((await resolve('canceled')).outcome).toBe('done');
    expect([life(), held()]).toEqual(['canceled', '0']);
  });

  test('ends as filled at its own price, or at the one that is given', async () => {
    for (const [price, paid] of [
      [null, '50'],
      ['49.5', '49.5'],
    ] as const) {
      const { resolve, life, held, parts } = await anUnknownOrder();
      const given = price === null ? null : decimal(price);
      expect((await resolve('filled', { price: given })).outcome).toBe('done');
      expect([life(), held()]).toEqual(['filled', '20']);
      expect(parts.portfolioTracker.recentFills(1)).toMatchObject([
        { price: paid, provenance: 'inferred' },
      ]);
    }
  });

  test('that was filled in part is over with that part', async () => {
    const { resolve, life, held } = await anUnknownOrder();
    await resolve('filled', { quantity: decimal('5') });
    expect([life(), held()]).toEqual(['canceled', '5']);
  });

  test('counts a real execution that comes after all once', async () => {
    const { resolve, parts, id, held } = await anUnknownOrder();
    await resolve('filled');
    parts.execution.onFill(
      aFill({ fillId: 'real', clientOrderId: id, side: 'buy', quantity: decimal('20') }),
    );
    expect(held()).toBe('20');
  });
});

describe('evidence that cannot be true is refused and changes nothing', () => {
  test.for([
    ['not-placed', {}, ['v-1'], 'it was placed'],
    ['filled', { quantity: decimal('21') }, [], '20 is missing'],
    ['filled', { quantity: decimal('0') }, [], '20 is missing'],
  ] as const)('%s %j', async ([as, more, ids, words]) => {
    const { resolve, life, held } = await anUnknownOrder('50', ids);
    const { outcome, message } = await resolve(as, more);
    expect(outcome).toBe('failed');
    expect(message).toContain(words);
    expect([life(), held()]).toEqual(['unknown', '0']);
  });

  test('an order of which the venue tells', async () => {
    const { resolve } = await anUnknownOrder();
    await resolve('canceled');
    expect((await resolve('filled')).message).toContain('is canceled: the venue itself tells');
  });

  test('before the venue has told everything', async () => {
    const { resolve, parts, life } = await anUnknownOrder();
    parts.gate.ready = false;
    expect((await resolve('not-placed')).outcome).toBe('failed');
    expect(life()).toBe('unknown');
  });

  test('an order that nobody knows', async () => {
    const { resolve } = await anUnknownOrder();
    const result = await resolve('canceled', { clientOrderId: 'nobody' });
    expect(result.message).toContain('has the id nobody');
  });
});
