/** Contracts of the scripted market. Numbers are invented, layouts are IB's. @module */
import type { WireField } from './wire-frame.ts';

/** A band of a price rule: from this price upwards prices move in `increment`. */
export type RuleBand = readonly [from: string, increment: string];

/** One contract as TWS would describe it. `ruleId` names an entry of {@link marketRules}. */
export type SimulatedContract = {
  readonly conId: number;
  readonly symbol: string;
  readonly secType: 'STK' | 'CASH';
  readonly currency: string;
  readonly localSymbol: string;
  readonly tradingClass: string;
  readonly primaryExchange: string;
  readonly exchanges: readonly string[];
  readonly ruleId: number;
  readonly minTick: string;
  readonly sizeStep: string;
  readonly longName: string;
  readonly industry: string;
  readonly category: string;
  readonly subcategory: string;
  readonly timeZone: string;
  readonly orderTypes: string;
};

/** Price rules by id. 557 follows the ASX steps, 26 is one cent, 3188 is the real rule number of IDEALPRO pairs. */
export const marketRules: ReadonlyMap<number, readonly RuleBand[]> = new Map([
  [
    557,
    [
      ['0', '0.001'],
      ['0.1', '0.005'],
      ['2', '0.01'],
    ],
  ],
  [26, [['0', '0.01']]],
  [3188, [['0', '0.00005']]],
]);

const shareTypes = 'ACTIVETIM,LMT,MKT,STP,STPLMT,TRAIL,GTC,GTD,IOC,WHATIF,DAY';
const fxTypes = 'ACTIVETIM,CASHQTY,DAY,GTC,GTD,IOC,LMT,MKT,STP,STPLMT,TRAIL,WHATIF';

function asxShare(
  conId: number,
  symbol: string,
  longName: string,
  sector: readonly [string, string, string],
): SimulatedContract {
  return {
    conId,
    symbol,
    secType: 'STK',
    currency: 'AUD',
    localSymbol: symbol,
    tradingClass: symbol,
    primaryExchange: 'ASX',
    exchanges: ['SMART', 'ASX'],
    ruleId: 557,
    minTick: '0.001',
    sizeStep: '1',
    longName,
    industry: sector[0],
    category: sector[1],
    subcategory: sector[2],
    timeZone: 'Australia/NSW',
    orderTypes: shareTypes,
  };
}

function fxPair(conId: number, base: string, quote: string): SimulatedContract {
  return {
    conId,
    symbol: base,
    secType: 'CASH',
    currency: quote,
    localSymbol: `${base}.${quote}`,
    tradingClass: `${base}.${quote}`,
    primaryExchange: '',
    exchanges: ['IDEALPRO'],
    ruleId: 3188,
    minTick: '0.00005',
    sizeStep: '0.01',
    longName: `${base} against ${quote}`,
    industry: '',
    category: '',
    subcategory: '',
    timeZone: 'US/Eastern',
    orderTypes: fxTypes,
  };
}

/** The scripted market: ASX shares above and below each price step, an ETF, two pairs and a US share. */
export const simulatedContracts: readonly SimulatedContract[] = [
  asxShare(4036812, 'BHP', 'BHP GROUP LTD', ['Basic Materials', 'Mining', 'Diversified Minerals']),
  asxShare(4036818, 'CBA', 'COMMONWEALTH BANK OF AUSTRAL', [
    'Financial',
    'Banks',
    'Commer Banks Non-US',
  ]),
  asxShare(4036855, 'LNW', 'SCRIPTED SHARE UNDER TWO DOLLARS', [
    'Industrial',
    'Machinery',
    'Scripted',
  ]),
  {
    ...asxShare(4036877, 'PNY', 'SCRIPTED SHARE UNDER TEN CENTS', [
      'Basic Materials',
      'Mining',
      'Scripted',
    ]),
    // Some contracts take no market orders: exits from them are marketable limits.
    orderTypes: shareTypes.replace('MKT,', ''),
  },
  asxShare(4036899, 'VAS', 'SCRIPTED INDEX ETF', ['', '', '']),
  fxPair(14433401, 'AUD', 'USD'),
  fxPair(12087792, 'EUR', 'USD'),
  fxPair(14433499, 'EUR', 'AUD'),
  {
    conId: 265598,
    symbol: 'AAPL',
    secType: 'STK',
    currency: 'USD',
    localSymbol: 'AAPL',
    tradingClass: 'NMS',
    primaryExchange: 'NASDAQ',
    exchanges: ['SMART', 'NASDAQ'],
    ruleId: 26,
    minTick: '0.01',
    sizeStep: '1',
    longName: 'APPLE INC',
    industry: 'Technology',
    category: 'Computers',
    subcategory: 'Computers',
    timeZone: 'US/Eastern',
    orderTypes: shareTypes,
  },
];

/** Fields of a contractDetails message (id 10) at server version 193. */
export function contractDetailsFields(
  reqId: string,
  contract: SimulatedContract,
  exchange: string,
  hours: string,
): WireField[] {
  const rules = contract.exchanges.map(() => contract.ruleId).join(',');
  return [
    10,
    reqId,
    contract.symbol,
    contract.secType,
    '',
    '',
    '0',
    '',
    exchange,
    contract.currency,
    contract.localSymbol,
    contract.localSymbol,
    contract.tradingClass,
    contract.conId,
    contract.minTick,
    '',
    contract.orderTypes,
    contract.exchanges.join(','),
    '1',
    '0',
    contract.longName,
    contract.primaryExchange,
    '',
    contract.industry,
    contract.category,
    contract.subcategory,
    contract.timeZone,
    hours,
    hours,
    '',
    '0',
    '0',
    '1',
    '',
    '',
    rules,
    '',
    contract.secType === 'STK' ? 'COMMON' : '',
    contract.sizeStep,
    contract.sizeStep,
    contract.sizeStep,
    '0',
  ];
}

/** The contract block that positions, executions and orders share: conId to tradingClass. */
export function contractBlock(contract: SimulatedContract, exchange: string): WireField[] {
  return [
    contract.conId,
    contract.symbol,
    contract.secType,
    '',
    '0',
    '?',
    '',
    exchange,
    contract.currency,
    contract.localSymbol,
    contract.tradingClass,
  ];
}
