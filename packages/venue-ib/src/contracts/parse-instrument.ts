/** Contract details and price rules as an instrument. @module */
import type { Contract, ContractDetails, PriceIncrement } from '@stoqey/ib';
import {
  decimal,
  Decimal,
  type Instrument,
  type OrderType,
  type SessionHours,
  type TickLadder,
  type TimeInForce,
} from '@tradewright/core';
import { extendAsx } from './asx-calendar.ts';
import { asxPhases } from './asx-phases.ts';
import { coverListedDays } from './cover-listed-days.ts';
import { parseTradingHours } from './parse-trading-hours.ts';
import { zoneOf } from './time-zone.ts';

/** An instrument with the contract that orders and questions name. */
export type ResolvedContract = {
  readonly instrument: Instrument;
  readonly contract: Contract & { readonly conId: number };
};

const orderTypes: readonly (readonly [string, OrderType])[] = [
  ['MKT', 'market'],
  ['LMT', 'limit'],
  ['STP', 'stop'],
  ['STPLMT', 'stop-limit'],
  ['TRAIL', 'trailing-stop'],
];
const timesInForce: readonly TimeInForce[] = ['DAY', 'GTC', 'IOC', 'FOK', 'GTD'];

/** A$500: the smallest first parcel on ASX. Source: ASX marketable parcel. */
const asxParcel = decimal('500');

/** Builds the ladder of a price rule. @throws TradewrightError `MONEY_NOT_DECIMAL` for an unusable band. */
export function parseTickLadder(increments: readonly PriceIncrement[]): TickLadder {
  return increments
    .map((band) => ({
      from: Decimal.fromMarketNumber(band.lowEdge ?? Number.NaN).toString(),
      increment: Decimal.fromMarketNumber(band.increment ?? Number.NaN).toString(),
    }))
    .sort((first, second) => Number(first.from) - Number(second.from));
}

/** The rule that holds on the routing exchange: `marketRuleIds` runs parallel to `validExchanges`. `undefined` when none is named. */
export function ruleIdOf(details: ContractDetails, exchange: string): number | undefined {
  const ids = (details.marketRuleIds ?? '').split(',').filter((id) => id !== '');
  const place = (details.validExchanges ?? '').split(',').indexOf(exchange);
  const id = Number(ids[place] ?? ids[0] ?? '');
  return Number.isInteger(id) && id > 0 ? id : undefined;
}

/** The contract's own words decide: order types, hours, lot. What it leaves out is null. */
export function parseInstrument(
  symbol: string,
  details: ContractDetails,
  ladder: TickLadder,
): ResolvedContract {
  const found = details.contract;
  const isFx = (found.secType as string | undefined) === 'CASH';
  const exchange = isFx ? 'IDEALPRO' : 'SMART';
  const zone = zoneOf(details.timeZoneId ?? '');
  const hoursText = details.liquidHours ?? details.tradingHours ?? '';
  const open = zone === null ? null : parseTradingHours(hoursText, zone);
  const isAsx = details.contract.primaryExch === 'ASX';
  const words = new Set((details.orderTypes ?? '').split(','));
  const step = details.sizeIncrement ?? 0;
  const currency = found.currency ?? '';
  return {
    contract: {
      conId: found.conId ?? 0,
      symbol: found.symbol ?? '',
      secType: found.secType ?? ('' as never),
      exchange,
      currency,
      localSymbol: found.localSymbol ?? '',
      tradingClass: found.tradingClass ?? '',
      ...(found.primaryExch ? { primaryExch: found.primaryExch } : {}),
    },
    instrument: {
      symbol,
      venue: 'IB',
      assetClass: isFx ? 'fx' : 'equity',
      base: found.symbol ?? '',
      currency,
      tickLadder: [...ladder],
      lot: step > 0 ? Decimal.fromMarketNumber(step).toString() : decimal('1'),
      minimumQuantity:
        details.minSize === undefined || details.minSize <= 0
          ? null
          : Decimal.fromMarketNumber(details.minSize).toString(),
      minimumNotional: isAsx ? asxParcel : null,
      hours: open === null || zone === null ? null : listedHours(open, { hoursText, zone, isAsx }),
      timeZone: zone,
      canShort: true,
      orderTypes: orderTypes.filter(([word]) => words.has(word)).map(([, type]) => type),
      timesInForce: timesInForce.filter((tif) => tif === 'DAY' || words.has(tif)),
      exchange,
      primaryExchange: found.primaryExch || null,
      conId: found.conId ?? null,
      longName: details.longName || null,
      industry: details.industry || null,
      category: details.category || null,
      subcategory: details.subcategory || null,
    },
  };
}

type ListedHours = {
  readonly hoursText: string;
  readonly zone: string;
  readonly isAsx: boolean;
};

/** IB's days with their closed times; ASX with its phases, and on by its calendar. */
function listedHours(open: readonly SessionHours[], listed: ListedHours): SessionHours[] {
  const { hoursText, zone, isAsx } = listed;
  const covered = coverListedDays(isAsx ? asxPhases(open) : open, hoursText, zone);
  return isAsx ? extendAsx(covered, hoursText) : covered;
}
