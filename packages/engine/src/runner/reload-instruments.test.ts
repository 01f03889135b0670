import { expect, test } from 'vitest';
import { anInstrument } from '@tradewright/core/testing';
import { MarketState } from '../market/market-state.ts';
import { reloadInstruments, type ReloadParts } from './reload-instruments.ts';

const hours = (close: number) => [{ open: 0, close, phase: 'open' as const }];
const old = (symbol: string) => anInstrument({ symbol, hours: hours(1) });

test('what the venue says anew holds, and its silence leaves the rest as it was', async () => {
  const market = new MarketState();
  for (const symbol of ['BHP/AUD', 'CBA/AUD']) market.setInstrument(old(symbol));
  const trader = {
    loadInstrument: (symbol: string) =>
      symbol === 'BHP/AUD'
        ? Promise.resolve(anInstrument({ symbol, hours: hours(2) }))
        : Promise.reject(new Error('away')),
  } as ReloadParts['trader'];
  await reloadInstruments({ trader, market });
  expect(market.instrument('BHP/AUD')?.hours).toEqual(hours(2));
  expect(market.instrument('CBA/AUD')?.hours).toEqual(hours(1));
});
