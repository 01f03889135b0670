import { expect, test } from 'vitest';
import { Decimal, amount, decimal } from '@tradewright/core';
import { aCoinInstrument, anInstrument } from '@tradewright/core/testing';
import { CurrencyConverter } from '@tradewright/engine';
import { loadConfig } from '../config/load-config.ts';
import { feeScheduleOf, sessionFees } from './session-fees.ts';

const known = [
  anInstrument(),
  anInstrument({ symbol: 'AUD/USD', currency: 'USD', assetClass: 'fx' }),
  aCoinInstrument(),
  aCoinInstrument({ symbol: 'ETH/USD', fees: { maker: decimal('0.1'), taker: decimal('0.3') } }),
];
const facts = {
  instrument: (symbol: string) => known.find((one) => one.symbol === symbol),
  converter: new CurrencyConverter((from) => Decimal.from(from === 'USD' ? '1.5' : '0.7')),
};

function cost(
  order: readonly [venue: string, symbol: string, value: string],
  env: Record<string, string> = {},
): string | undefined {
  const [venue, symbol, value] = order;
  const config = loadConfig({ env, folder: '/nowhere' });
  const currency = facts.instrument(symbol)?.currency ?? 'AUD';
  const schedule = feeScheduleOf(sessionFees(config, venue), 'AUD');
  const quantity = Decimal.from('100');
  const fee = schedule({ symbol, notional: amount(value, currency), quantity }, facts);
  return fee === undefined ? undefined : `${fee.value} ${fee.currency}`;
}

test.for([
  ['ASX by the list, with GST', ['IB', 'BHP/AUD', '20000'], {}, '17.6 AUD'],
  ['ASX without GST', ['IB', 'BHP/AUD', '20000'], { IB_GST: 'false' }, '16 AUD'],
  [
    'ASX tiered',
    ['IB', 'BHP/AUD', '1000'],
    { IB_COMMISSION_PLAN: 'tiered', IB_GST: 'false' },
    '5 AUD',
  ],
  [
    'a percentage of its own',
    ['IB', 'BHP/AUD', '20000'],
    { IB_STOCK_COMMISSION_PERCENT: '0.05', IB_GST: 'false' },
    '10 AUD',
  ],
  [
    'so much a share, with a minimum',
    ['IB', 'BHP/AUD', '20000'],
    { IB_STOCK_COMMISSION_PER_SHARE: '0.02', IB_STOCK_COMMISSION_MIN: '1', IB_GST: 'false' },
    '2 AUD',
  ],
  ['currencies by the list, charged in AUD', ['IB', 'AUD/USD', '10000'], {}, '3.3 AUD'],
  [
    'currencies at a rate of their own',
    ['IB', 'AUD/USD', '1000000'],
    { IB_FX_COMMISSION_BPS: '1', IB_GST: 'false' },
    '150 AUD',
  ],
  ['coins are not traded on IB', ['IB', 'BTC/USD', '1000'], {}, undefined],
  ['Gemini by its list', ['GEMINI', 'BTC/USD', '1000'], {}, '4 USD'],
  ['Gemini by what the venue states', ['GEMINI', 'ETH/USD', '1000'], {}, '3 USD'],
  ['Gemini otherwise', ['GEMINI', 'ETH/USD', '1000'], { GEMINI_TAKER_FEE_PERCENT: '0.2' }, '2 USD'],
  ['any venue by what it states', ['KRAKEN', 'ETH/USD', '1000'], {}, '3 USD'],
  ['a venue that states nothing', ['KRAKEN', 'BTC/USD', '1000'], {}, undefined],
  ['PAPER', ['PAPER', 'BTC/USD', '1000'], {}, '1 USD'],
] as const)('%s', ([, order, env, expected]) => {
  expect(cost(order, env)).toBe(expected);
});
