/** The simulator's answers about its account. @module */
import { Decimal } from '@tradewright/core';
import { contractBlock } from './simulated-contract.ts';
import type { TwsSession } from './tws-session.ts';
import type { TwsSimulator } from './tws-simulator.ts';

/** reqPositions (61). */
export function positions(session: TwsSession): void {
  const { account } = session.simulator;
  for (const { contract, quantity, averagePrice } of account.holdings) {
    const block = contractBlock(contract, '');
    session.send(61, 3, account.id, ...block, quantity.toString(), averagePrice.toString());
  }
  session.send(62, 1);
}

/** reqAccountSummary (62). */
export function accountSummary(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[2] ?? '0';
  const { account, faults } = session.simulator;
  const row = (tag: string, value: string, currency: string): void =>
    session.send(63, 1, reqId, account.id, tag, value, currency);
  for (const [tag, value] of figures(session.simulator)) row(tag, value, account.baseCurrency);
  const prefix = faults.ledgerPrefix ? '$LEDGER-' : '';
  for (const [currency, amount] of account.cash)
    row(`${prefix}CashBalance`, amount.toString(), currency);
  session.send(64, 1, reqId);
}

/** reqAccountUpdates (6): values, holdings, the time, the end. Only the first picture; TWS repeats it every three minutes. */
export function accountUpdates(session: TwsSession, fields: readonly string[]): void {
  if (fields[2] !== '1') return;
  const { account, faults, clock } = session.simulator;
  const prefix = faults.ledgerPrefix ? '$LEDGER-' : '';
  for (const [key, value] of figures(session.simulator))
    session.send(6, 2, key, value, account.baseCurrency, account.id);
  for (const [currency, amount] of account.cash)
    session.send(6, 2, `${prefix}CashBalance`, amount.toString(), currency, account.id);
  for (const holding of account.holdings) {
    const { contract, quantity, averagePrice } = holding;
    const price = markOf(session.simulator, contract.conId);
    const size = quantity.toMarketNumber();
    const [conId, symbol, type, expiry, strike, right, multiplier] = contractBlock(contract, '');
    const names = [contract.currency, contract.localSymbol, contract.tradingClass];
    const value = price === null ? '0' : (size * price).toFixed(2);
    const gain = price === null ? '0' : (size * (price - averagePrice.toMarketNumber())).toFixed(2);
    const figuresOf = [size, price ?? 0, value, averagePrice.toString(), gain, '0', account.id];
    const start = [
      conId,
      symbol,
      type,
      expiry,
      strike,
      right,
      multiplier,
      contract.primaryExchange,
    ];
    session.send(7, 8, ...start.map((field) => field ?? ''), ...names, ...figuresOf);
  }
  session.send(8, 1, new Date(clock.now()).toISOString().slice(11, 16));
  session.send(54, 1, account.id);
}

/** reqPnL (92): daily, unrealised, realised; the account has no yesterday here, so daily is both. */
export function profitAndLoss(session: TwsSession, fields: readonly string[]): void {
  const gain = session.simulator.account.holdings.reduce((sum, held) => {
    const price = markOf(session.simulator, held.contract.conId);
    const paid = held.averagePrice.toMarketNumber();
    return price === null ? sum : sum + held.quantity.toMarketNumber() * (price - paid);
  }, 0);
  session.send(94, fields[1] ?? '0', gain.toFixed(2), gain.toFixed(2), '0.0');
}

function figures(simulator: TwsSimulator): readonly (readonly [string, string])[] {
  const equity = equityOf(simulator).roundedToPlaces(2).toString();
  const margin = marginOf(simulator);
  return [
    ['NetLiquidation', equity],
    ['AvailableFunds', equity],
    ['InitMarginReq', margin],
    ['MaintMarginReq', margin],
  ];
}

/** Cash and shares at their marks. Pairs are virtual positions: their cash is counted already. */
function equityOf(simulator: TwsSimulator): Decimal {
  const { account } = simulator;
  const cash = account.cash.reduce(
    (sum, [currency, amount]) => sum.plus(amount.times(rateOf(simulator, currency))),
    Decimal.zero,
  );
  return account.holdings
    .filter(({ contract }) => contract.secType === 'STK')
    .reduce((sum, { contract, quantity, averagePrice }) => {
      const mark = markOf(simulator, contract.conId);
      const price = mark === null ? averagePrice : Decimal.from(mark.toFixed(6));
      return sum.plus(quantity.times(price).times(rateOf(simulator, contract.currency)));
    }, cash);
}

function marginOf(simulator: TwsSimulator): string {
  const value = simulator.account.holdings
    .filter(({ contract }) => contract.secType === 'STK')
    .reduce(
      (sum, { contract, quantity }) =>
        sum + Math.abs(quantity.toMarketNumber()) * (markOf(simulator, contract.conId) ?? 0),
      0,
    );
  return (value * 0.3).toFixed(2);
}

/** Base currency per unit: from the scripted AUD.USD and EUR.USD, else a scripted 1.5 AUD per dollar. */
function rateOf(simulator: TwsSimulator, currency: string): Decimal {
  const { baseCurrency } = simulator.account;
  if (currency === baseCurrency) return Decimal.one;
  const perDollar = (name: string): number =>
    name === 'USD' ? 1 : (pairMark(simulator, `${name}/USD`) ?? (name === 'AUD' ? 1 / 1.5 : 1));
  return Decimal.from((perDollar(currency) / perDollar(baseCurrency)).toFixed(8));
}

function pairMark(simulator: TwsSimulator, symbol: string): number | null {
  return simulator.has(symbol) ? markOf(simulator, simulator.contract(symbol).conId) : null;
}

function markOf(simulator: TwsSimulator, conId: number): number | null {
  const quote = simulator.quoteOf(conId);
  if (quote === undefined) return null;
  return quote.bid !== null && quote.ask !== null ? (quote.bid + quote.ask) / 2 : quote.last;
}
