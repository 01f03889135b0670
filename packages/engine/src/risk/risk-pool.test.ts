/** Two sessions under one cap: what one holds or has asked for, the other cannot use. */
import { describe, expect, test } from 'vitest';
import { Decimal, decimal } from '@tradewright/core';
import { aFill, anInstrument } from '@tradewright/core/testing';
import { aDeskIntent, aRiskDesk } from '../testing/risk-desk.ts';
import { RiskPool } from './risk-pool.ts';

const caps = { maxTotalExposure: decimal('6000'), maxNetExposure: decimal('6000') };
const bitcoin = anInstrument({ symbol: 'BTC/USD', assetClass: 'crypto', currency: 'USD' });

/** Shares in AUD and coins in USD, a USD at 1.5 AUD, in one pool with 6,000 AUD. */
function twoVenues() {
  const pool = new RiskPool();
  const shares = aRiskDesk({ caps, pool });
  const rates = () => Decimal.from('1.5');
  const coins = aRiskDesk({ caps, pool, instruments: [bitcoin], rates });
  const buy = (symbol: string, quantity: string) =>
    aDeskIntent({ symbol, quantity: decimal(quantity) });
  return { shares, coins, buy };
}

describe('RiskPool', () => {
  test('a position at one venue leaves less room at the other, in the common base currency', () => {
    const { shares, coins, buy } = twoVenues();
    shares.portfolio.bookFill(aFill({ quantity: decimal('60') }), 'test')?.commit();
    // 60 shares at 50 are 3,000; a coin at 50 USD is 75 AUD: 40 of them fill the cap.
    expect(coins.risk.dryRun(buy('BTC/USD', '40')).approved).toBe(true);
    expect(coins.risk.dryRun(buy('BTC/USD', '41'))).toMatchObject({
      approved: false,
      largestSize: '40',
    });
  });

  test('an approval at one venue is reserved at the other until its order ends', () => {
    const { shares, coins, buy } = twoVenues();
    const intent = buy('BHP/AUD', '90');
    expect(shares.risk.review(intent).approved).toBeDefined();
    expect(coins.risk.dryRun(buy('BTC/USD', '30')).denials.map(({ rule }) => rule)).toEqual([
      'gross-exposure',
      'net-exposure',
    ]);
    shares.risk.release(intent.clientOrderId);
    expect(coins.risk.dryRun(buy('BTC/USD', '30')).approved).toBe(true);
  });

  test('what one venue cannot value stops entries at the other, and never an exit', () => {
    const { shares, coins, buy } = twoVenues();
    coins.portfolio.bookFill(aFill({ symbol: 'ETH/USD', currency: 'USD' }), 'test')?.commit();
    expect(shares.risk.dryRun(buy('BHP/AUD', '20')).approved).toBe(false);
    shares.portfolio.bookFill(aFill({ quantity: decimal('20') }), 'test')?.commit();
    const exit = aDeskIntent({ side: 'sell', quantity: decimal('20'), purpose: 'exit' });
    expect(shares.risk.dryRun(exit).approved).toBe(true);
  });

  test('positions are counted over both', () => {
    const { shares, coins, buy } = twoVenues();
    shares.risk.review(buy('BHP/AUD', '11'));
    shares.risk.review(buy('CBA/AUD', '11'));
    const { denials } = coins.risk.dryRun(buy('BTC/USD', '8'));
    expect(denials.map(({ rule }) => rule)).toEqual(['max-positions']);
  });
});
