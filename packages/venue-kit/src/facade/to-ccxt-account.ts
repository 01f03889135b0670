/** Balances and holdings in ccxt's shapes. @module */
import { Decimal, type AccountSnapshot, type Position } from '@tradewright/core';
import type { CcxtBalance, CcxtPosition } from './ccxt-shapes.ts';
import { isoText } from './to-ccxt-market-data.ts';

/** Balances by code, as maps of free, used and total too. */
export type CcxtBalances = Record<string, unknown> & {
  free: Record<string, number>;
  used: Record<string, number>;
  total: Record<string, number>;
  timestamp: number;
  datetime: string;
  info: unknown;
};

/**
 * Cash and what is held, by code. What is owed, in money or in shares sold short, is `debt`: a ccxt
 * balance is never negative. Only of the base currency is it known how much is free.
 */
export function toCcxtBalances(
  account: AccountSnapshot,
  positions: readonly Position[],
): CcxtBalances {
  const owned = new Map<string, Decimal>(
    Object.entries(account.cash).map(([code, amount]) => [code, Decimal.from(amount)]),
  );
  for (const { symbol, quantity } of positions) {
    const base = symbol.slice(0, symbol.indexOf('/'));
    if (!owned.has(base)) owned.set(base, Decimal.from(quantity));
  }
  const free: Record<string, number> = {};
  const used: Record<string, number> = {};
  const total: Record<string, number> = {};
  const balances: Record<string, CcxtBalance> = {};
  for (const [code, amount] of owned) {
    const have = Decimal.maximum(Decimal.zero, amount);
    const limit = code === account.baseCurrency ? account.availableFunds : null;
    const loose =
      limit === null
        ? have
        : Decimal.maximum(Decimal.zero, Decimal.minimum(have, Decimal.from(limit)));
    const [a, b, c] = [loose, have.minus(loose), have].map(Number);
    free[code] = a ?? 0;
    used[code] = b ?? 0;
    total[code] = c ?? 0;
    const balance = { free: a ?? 0, used: b ?? 0, total: c ?? 0 };
    balances[code] = amount.isNegative() ? { ...balance, debt: Number(amount.negated()) } : balance;
  }
  const { time } = account;
  return {
    ...balances,
    free,
    used,
    total,
    timestamp: time,
    datetime: isoText(time),
    info: account,
  };
}

/** A holding; `contracts` is in units of the base and always positive. */
export function toCcxtPosition(position: Position): CcxtPosition {
  const { symbol, quantity, averagePrice, marketPrice, unrealisedPnl, time } = position;
  const contracts = Math.abs(Number(quantity));
  return {
    id: undefined,
    symbol,
    timestamp: time,
    datetime: isoText(time),
    side: quantity.startsWith('-') ? 'short' : 'long',
    contracts,
    contractSize: 1,
    entryPrice: averagePrice === null ? undefined : Number(averagePrice),
    markPrice: marketPrice ?? undefined,
    notional: marketPrice === null ? undefined : contracts * marketPrice,
    leverage: undefined,
    unrealizedPnl: unrealisedPnl ?? undefined,
    realizedPnl: undefined,
    collateral: undefined,
    initialMargin: undefined,
    initialMarginPercentage: undefined,
    maintenanceMargin: undefined,
    maintenanceMarginPercentage: undefined,
    marginRatio: undefined,
    marginMode: undefined,
    liquidationPrice: undefined,
    percentage: undefined,
    hedged: false,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    info: position,
  };
}
