/** Contract terms for recorded symbols. @module */
import { decimal, parseSymbol, type Instrument } from '@tradewright/core';

const fiat: ReadonlySet<string> = new Set([
  'AUD',
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'NZD',
  'CAD',
  'CHF',
  'HKD',
  'SGD',
]);

/** Price steps on ASX: Market rules of ASX, three bands by price. */
const asxLadder = [
  { from: decimal('0'), increment: decimal('0.001') },
  { from: decimal('0.1'), increment: decimal('0.005') },
  { from: decimal('2'), increment: decimal('0.01') },
];

/**
 * Terms for a symbol of the paper venue, by its kind: two currencies are FX, a base that is traded
 * against AUD and is no known coin is an ASX share, everything else a coin.
 */
export function paperInstrument(symbol: string): Instrument {
  const { base, quote } = parseSymbol(symbol);
  const common = {
    symbol,
    venue: 'PAPER',
    base,
    currency: quote,
    minimumNotional: null,
    hours: 'always' as const,
    orderTypes: [
      'market',
      'limit',
      'stop',
      'stop-limit',
      'trailing-stop',
    ] as Instrument['orderTypes'],
    timesInForce: ['DAY', 'GTC', 'IOC', 'FOK', 'GTD'] as Instrument['timesInForce'],
    exchange: null,
    primaryExchange: null,
    conId: null,
    longName: null,
    industry: null,
    category: null,
    subcategory: null,
  };
  if (fiat.has(base)) {
    const step = quote === 'JPY' ? '0.005' : '0.00005';
    return {
      ...common,
      assetClass: 'fx',
      tickLadder: [{ from: decimal('0'), increment: decimal(step) }],
      lot: decimal('1'),
      minimumQuantity: decimal('1'),
      timeZone: 'UTC',
      canShort: true,
    };
  }
  if (quote === 'AUD' && !coins.has(base)) {
    return {
      ...common,
      assetClass: 'equity',
      tickLadder: asxLadder,
      lot: decimal('1'),
      minimumQuantity: decimal('1'),
      timeZone: 'Australia/Sydney',
      canShort: false,
    };
  }
  return {
    ...common,
    assetClass: 'crypto',
    tickLadder: [{ from: decimal('0'), increment: decimal('0.01') }],
    lot: decimal('0.00000001'),
    minimumQuantity: decimal('0.0001'),
    timeZone: 'UTC',
    canShort: false,
  };
}

const coins: ReadonlySet<string> = new Set([
  'BTC',
  'ETH',
  'SOL',
  'ADA',
  'XRP',
  'LTC',
  'DOGE',
  'BCH',
  'LINK',
  'DOT',
  'AVAX',
  'USDT',
  'USDC',
]);
