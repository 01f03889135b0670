import { describe, expect, test } from 'vitest';
import { decimal } from '@tradewright/core';
import { aFill, aQuote } from '@tradewright/core/testing';
import { CostTracker } from './cost-tracker.ts';
import { percentFees } from './fees/percent-fees.ts';
import { tieredFees } from './fees/tiered-fees.ts';

const filled = (fillId: string, quantity: string, price = '50') =>
  aFill({ fillId, clientOrderId: 'o-1', quantity: decimal(quantity), price: decimal(price) });

describe('CostTracker', () => {
  test('the drift is what the venue charged beside what the list says, the minimum once per order', () => {
    const costs = new CostTracker(percentFees('0.08', '6'));
    costs.record(filled('a', '10'), { commission: decimal('6'), currency: 'AUD' });
    costs.record(filled('b', '30'), { commission: decimal('0'), currency: 'AUD' });
    costs.record(filled('c', '160'), { commission: decimal('2.5'), currency: 'AUD' });
    expect(costs.drift()).toEqual([{ currency: 'AUD', estimated: '8', reported: '8.5' }]);
  });

  test('a commission in another currency than the list is not compared', () => {
    const costs = new CostTracker(percentFees('0.08'));
    costs.record(filled('a', '10'), { commission: decimal('6'), currency: 'USD' });
    expect(costs.drift()).toEqual([]);
  });

  test('spread and slippage are measured from the market in which the order was sent', () => {
    const costs = new CostTracker(percentFees('0'));
    costs.sent('o-1', aQuote());
    costs.onFill(filled('a', '100', '50.03'));
    expect(costs.marketCosts()).toEqual([{ currency: 'AUD', spread: '1', slippage: '2' }]);
    costs.onFill({ ...filled('b', '100', '60'), clientOrderId: 'another' });
    costs.onFill({ ...filled('c', '100', '49'), liquidity: 'maker' });
    expect(costs.marketCosts()).toEqual([{ currency: 'AUD', spread: '1', slippage: '2' }]);
  });

  test('what was traded this month moves the next order into its tier, until the month ends', () => {
    const costs = new CostTracker(
      tieredFees([
        { from: '0', percent: '1', minimum: '0' },
        { from: '5000', percent: '0.5', minimum: '0' },
      ]),
    );
    const time = Date.UTC(2026, 10, 25);
    costs.onFill({ ...filled('a', '100'), time });
    const notional = { value: decimal('100'), currency: 'AUD' };
    expect(costs.estimate('BHP/AUD', notional, { time })?.value).toBe('0.5');
    expect(costs.estimate('BHP/AUD', notional, { time: Date.UTC(2026, 11, 1) })?.value).toBe('1');
    expect(costs.estimate('BHP/AUD', notional)?.value).toBe('1');
  });
});
