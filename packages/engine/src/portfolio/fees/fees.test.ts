import { describe, expect, test } from 'vitest';
import { Decimal, amount, type Instrument } from '@tradewright/core';
import { anInstrument } from '@tradewright/core/testing';
import { CurrencyConverter } from '../../market/currency-converter.ts';
import { chosenFees } from './chosen-fees.ts';
import { convertedFees } from './converted-fees.ts';
import { noFeeFacts, type FeeFacts, type FeeSchedule } from './fee-schedule.ts';
import { makerTakerFees } from './maker-taker-fees.ts';
import { perShareFees } from './per-share-fees.ts';
import { basisPointFees, percentFees } from './percent-fees.ts';
import {
  geminiApi,
  ibAsxFixed,
  ibAsxTiered,
  ibSpotCurrencies,
  ibUnitedStatesFixed,
} from './price-lists.ts';
import { tieredFees } from './tiered-fees.ts';
import { australianGst, withCharges } from './with-charges.ts';

const asxFixed = percentFees(ibAsxFixed.percent, ibAsxFixed.minimum);
const asxTiered = tieredFees(ibAsxTiered);
const spot = tieredFees(ibSpotCurrencies);

function cost(
  schedule: FeeSchedule,
  value: string,
  parts: {
    currency?: string;
    month?: string;
    thirty?: string;
    maker?: true;
    shares?: string;
    facts?: FeeFacts;
  } = {},
): string | undefined {
  const zero = Decimal.zero;
  const order = {
    symbol: 'X/Y',
    notional: amount(value, parts.currency ?? 'AUD'),
    ...(parts.shares === undefined ? {} : { quantity: Decimal.from(parts.shares) }),
    liquidity: parts.maker === true ? 'maker' : 'taker',
    volume: {
      month: parts.month === undefined ? zero : Decimal.from(parts.month),
      thirtyDays: parts.thirty === undefined ? zero : Decimal.from(parts.thirty),
    },
  } as const;
  const fee = schedule(order, parts.facts ?? noFeeFacts);
  return fee === undefined ? undefined : `${fee.value} ${fee.currency}`;
}

describe('worked examples of the published lists', () => {
  // interactivebrokers.com.au, Commissions Stocks, Australia: "400 Shares @ AUD 50 Share Price = AUD 16.00".
  test.for([
    ['fixed: 400 shares at AUD 50', asxFixed, '20000', undefined, '16 AUD'],
    ['fixed: the minimum of AUD 6', asxFixed, '5000', undefined, '6 AUD'],
    ['fixed with GST: AUD 6 becomes 6.60', gst(asxFixed), '5000', undefined, '6.6 AUD'],
    ['tiered: 0.08 % in the first tier', asxTiered, '20000', undefined, '16 AUD'],
    ['tiered: the minimum of AUD 5', asxTiered, '5000', undefined, '5 AUD'],
    ['tiered: 0.05 % above 3 million', asxTiered, '20000', '3000000', '10 AUD'],
    ['tiered: the minimum of AUD 4 there', asxTiered, '5000', '3000000', '4 AUD'],
    ['tiered: an order across the border', asxTiered, '20000', '2990000', '13 AUD'],
    ['tiered: 0.015 % above 300 million', asxTiered, '100000', '300000000', '15 AUD'],
  ] as const)('ASX, %s', ([, schedule, value, month, expected]) => {
    expect(cost(schedule, value, month === undefined ? {} : { month })).toBe(expected);
  });

  // interactivebrokers.com, Forex Pricing Structure: the examples in USD; and 0.22 bp, USD 2.20 inclusive of GST.
  test.for([
    ['50,000 = USD 2.00', spot, '50000', '2 USD'],
    ['100,000 = USD 2.00', spot, '100000', '2 USD'],
    ['1,000,000,000 in a month = USD 20,000', spot, '1000000000', '20000 USD'],
    ['1,250,000,000 in a month = USD 23,750', spot, '1250000000', '23750 USD'],
    ['inclusive of GST: the minimum of USD 2.20', gst(spot), '50000', '2.2 USD'],
    ['inclusive of GST: 0.22 basis points', gst(spot), '1000000', '22 USD'],
  ] as const)('spot currencies, %s', ([, schedule, value, expected]) => {
    expect(cost(schedule, value, { currency: 'USD' })).toBe(expected);
  });

  // interactivebrokers.co.uk, Commissions Stocks, United States: "Fixed Examples".
  test.for([
    ['100', '2500', '1 USD'],
    ['1000', '25000', '5 USD'],
    ['1000', '250', '2.5 USD'],
  ] as const)('%s shares in the United States for USD %s = %s', ([shares, value, expected]) => {
    const schedule = perShareFees(ibUnitedStatesFixed);
    expect(cost(schedule, value, { currency: 'USD', shares })).toBe(expected);
    expect(cost(schedule, value, { currency: 'USD' })).toBeUndefined();
  });

  // gemini.com/fees/api-fee-schedule, 2022-06-30.
  test.for([
    ['0', '4 USD', '2 USD'],
    ['9999.99', '4 USD', '2 USD'],
    ['10000', '3 USD', '1 USD'],
    ['50000', '2.5 USD', '1 USD'],
    ['100000', '2 USD', '0.8 USD'],
    ['1000000', '1.5 USD', '0.5 USD'],
    ['10000000', '0.8 USD', '0.2 USD'],
    ['500000000', '0.3 USD', '0 USD'],
  ] as const)(
    'Gemini with USD %s of volume: 1,000 costs %s, or %s as maker',
    ([thirty, taker, maker]) => {
      const schedule = makerTakerFees(geminiApi);
      expect(cost(schedule, '1000', { currency: 'USD', thirty })).toBe(taker);
      expect(cost(schedule, '1000', { currency: 'USD', thirty, maker: true })).toBe(maker);
    },
  );
});

describe('composed lists', () => {
  const source = (from: string, to: string): Decimal | undefined => {
    const rates: Readonly<Record<string, string>> = { 'AUD USD': '0.65', 'USD AUD': '1.54' };
    const rate = rates[`${from} ${to}`];
    return rate === undefined ? undefined : Decimal.from(rate);
  };
  const converter = new CurrencyConverter(source);

  const facts = { ...noFeeFacts, converter };

  test('a rebate stays a rebate', () => {
    expect(
      cost(makerTakerFees([{ from: '0', maker: '-0.01', taker: '0.04' }]), '1000', { maker: true }),
    ).toBe('-0.1 AUD');
  });

  test('lines of third parties come before the tax on all of it', () => {
    const exchange = { name: 'exchange', on: 'notional', percent: '0.001' } as const;
    const list = withCharges(asxTiered, [exchange, australianGst]);
    expect(cost(list, '20000')).toBe('17.82 AUD');
  });

  test('a list in USD is charged in AUD, at a rate against us and with its buffer', () => {
    const parts = { schedule: spot, listed: 'USD', charged: 'AUD' } as const;
    expect(cost(convertedFees(parts), '10000', { facts })).toBe('3.08 AUD');
    const buffered = { ...facts, converter: new CurrencyConverter(source, '100') };
    expect(cost(convertedFees(parts), '10000', { facts: buffered })).toBe('3.1108 AUD');
    expect(cost(convertedFees(parts), '10000', { currency: 'JPY', facts })).toBeUndefined();
  });

  test('a symbol may have a list of its own, and a class without one is not known', () => {
    const known: readonly Instrument[] = [
      anInstrument({ symbol: 'A/AUD' }),
      anInstrument({ symbol: 'B/AUD' }),
      anInstrument({ symbol: 'C/AUD', assetClass: 'crypto' }),
    ];
    const list = chosenFees({
      classes: { equity: asxFixed },
      symbols: { 'B/AUD': basisPointFees('1') },
    });
    const instrument = (symbol: string) => known.find((one) => one.symbol === symbol);
    const of = (symbol: string): string | undefined =>
      list({ symbol, notional: amount('20000', 'AUD') }, { ...facts, instrument })?.value;
    expect(['A/AUD', 'B/AUD', 'C/AUD', 'D/AUD'].map(of)).toEqual(['16', '2', undefined, undefined]);
  });
});

function gst(schedule: FeeSchedule): FeeSchedule {
  return withCharges(schedule, [australianGst]);
}
