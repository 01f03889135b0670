/** A session finds the pairs that it converts at; without one it denies. */
import { describe, expect, test } from 'vitest';
import { TradewrightError, decimal, type Instrument } from '@tradewright/core';
import { aQuote, anInstrument, anOrderRequest } from '@tradewright/core/testing';
import { aDesk } from '../testing/command-rig.ts';

const apple = anInstrument({ symbol: 'AAPL/USD', base: 'AAPL', currency: 'USD' });
const pair = (symbol: string): Instrument =>
  anInstrument({ symbol, assetClass: 'fx', currency: symbol.split('/')[1] ?? '' });

/** A desk in AUD at a venue with Apple at 50 USD and these pairs; `asked` lists what it was asked for. */
async function aVenueWith(pairs: Readonly<Record<string, { bid: number; ask: number }>>) {
  const desk = await aDesk();
  const asked: string[] = [];
  const loadInstrument = async (symbol: string): Promise<Instrument> => {
    asked.push(symbol);
    if (symbol === apple.symbol) return apple;
    if (pairs[symbol] !== undefined) return pair(symbol);
    throw new TradewrightError('SYMBOL_UNKNOWN', `${symbol} is not traded here.`);
  };
  const fetchQuote = async (symbol: string) =>
    aQuote({ symbol, bid: 49.99, ask: 50, ...pairs[symbol], receivedTime: 1_000 });
  Object.assign(desk.trader, { loadInstrument, fetchQuote });
  const buy = (quantity: string) =>
    desk.place(
      anOrderRequest({
        symbol: apple.symbol,
        quantity: decimal(quantity),
        limitPrice: decimal('50'),
      }),
    );
  return { ...desk, asked, buy };
}

describe('an order in USD under an AUD base', () => {
  test('trades at a fresh AUD/USD quote, and its cap counts in AUD at the bid', async () => {
    const { buy, asked } = await aVenueWith({ 'AUD/USD': { bid: 0.5, ask: 0.6 } });
    // At the bid of 0.5 a share of 50 USD is worth 100 AUD: the cap of 4,995 holds 49 of them.
    const denied = await buy('50');
    expect(denied.outcome).toBe('denied');
    expect(denied.order.denials[0]).toMatchObject({
      rule: 'max-order-value',
      value: '5000',
      largestSize: '49',
    });
    expect((await buy('49')).outcome).toBe('accepted');
    expect(asked).toEqual(['AAPL/USD', 'AUD/USD']);
  });

  test('finds the pair the other way round, too', async () => {
    const { buy } = await aVenueWith({ 'USD/AUD': { bid: 1.9, ask: 2 } });
    expect((await buy('49')).outcome).toBe('accepted');
    expect((await buy('50')).outcome).toBe('denied');
  });

  test('is denied where the venue quotes no pair, and the venue is asked once', async () => {
    const { buy, asked } = await aVenueWith({});
    for (let round = 0; round < 2; round += 1) {
      const { outcome, order } = await buy('20');
      expect(outcome).toBe('denied');
      expect(order.denials.map(({ rule }) => rule)).toContain('max-order-value');
    }
    expect(asked).toEqual(['AAPL/USD', 'AUD/USD', 'USD/AUD']);
  });

  test('is denied once the quote of the pair is older than the limit', async () => {
    const { buy, parts } = await aVenueWith({ 'AUD/USD': { bid: 0.5, ask: 0.6 } });
    expect((await buy('20')).outcome).toBe('accepted');
    parts.market.onQuote(aQuote({ symbol: 'AUD/USD', bid: 0.5, ask: 0.6, receivedTime: -300_000 }));
    expect((await buy('20')).outcome).toBe('denied');
  });
});
