/** Where only limits are taken, a closing order that does not fill is tried again, further past the touch. */
import { describe, expect, test } from 'vitest';
import { decimal, type OrderIntent } from '@tradewright/core';
import { aFill, anInstrument, anOrderRequest } from '@tradewright/core/testing';
import { aDesk, reportOf } from '../testing/command-rig.ts';

/** A desk that holds 20 at a venue which fills the closing order at its try number `fillsAt`; 49.99 is bid. */
async function aHolding(parts: { orderTypes: ['limit'] | ['limit', 'market']; fillsAt: number }) {
  const closing: OrderIntent[] = [];
  const desk = await aDesk(async (intent) => {
    if (intent.purpose !== 'flatten') return reportOf(intent);
    closing.push(intent);
    if (closing.length < parts.fillsAt) return reportOf(intent, { life: 'canceled' });
    setImmediate(() => desk.fill(intent));
    return reportOf(intent);
  });
  const { orderTypes } = parts;
  const instrument = anInstrument({ orderTypes });
  Object.assign(desk.trader, { loadInstrument: async () => instrument });
  const placed = await desk.place(anOrderRequest({ quantity: decimal('20') }));
  const clientOrderId = placed.order.clientOrderId ?? '';
  const fill = { fillId: 'entry', clientOrderId, side: 'buy', quantity: decimal('20') } as const;
  desk.trader.emit('fill', aFill(fill));
  const result = await desk.desk.submit({ verb: 'flatten' });
  return { ...desk, result, prices: closing.map(({ limitPrice }) => limitPrice) };
}

describe('flatten', () => {
  test('each further try reaches twice as far, until one fills', async () => {
    const { result, prices, parts } = await aHolding({ orderTypes: ['limit'], fillsAt: 3 });
    expect(prices).toEqual(['49.97', '49.95', '49.91']);
    expect(result.outcome).toBe('done');
    expect(parts.portfolioTracker.netQuantity('BHP/AUD').isZero()).toBe(true);
  });

  test('after four tries a person is told that the position is there', async () => {
    const { result, prices, parts } = await aHolding({ orderTypes: ['limit'], fillsAt: 9 });
    expect(prices).toEqual(['49.97', '49.95', '49.91', '49.83']);
    expect(result.outcome).toBe('failed');
    expect(parts.portfolioTracker.netQuantity('BHP/AUD').toString()).toBe('20');
  });

  test('a market order is sent once', async () => {
    const { result, prices } = await aHolding({ orderTypes: ['limit', 'market'], fillsAt: 9 });
    expect(prices).toEqual([null]);
    expect(result.outcome).toBe('failed');
  });
});
