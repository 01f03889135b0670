/** The simulator's answers to contract, market-data and account requests. @module */
import {
  contractDetailsFields,
  contractBlock,
  marketRules,
  simulatedContracts,
  type SimulatedContract,
} from './simulated-contract.ts';
import { twsTime } from './simulated-execution.ts';
import { tradingHours } from './trading-hours.ts';
import type { TwsSession } from './tws-session.ts';

type Answer = (session: TwsSession, fields: readonly string[]) => void;

const answers: Readonly<Record<number, Answer>> = {
  1: marketData,
  2: (session, fields) => session.lines.delete(fields[2] ?? ''),
  8: (session) =>
    session.send(9, 1, session.simulator.orders.highestId(session.clientId ?? -1) + 1),
  9: contractDetails,
  10: depth,
  20: historicalBars,
  49: (session) => session.send(49, 1, Math.floor(session.simulator.clock.now() / 1000)),
  59: (session, fields) => (session.marketDataType = Number(fields[2])),
  61: positions,
  62: accountSummary,
  91: marketRule,
};

/** Answers a data request; unknown ones stay silent, as at TWS. */
export function answerDataRequest(
  session: TwsSession,
  kind: number,
  fields: readonly string[],
): void {
  answers[kind]?.(session, fields);
}

/** Finds what a contract block names; conId decides when it is given. */
function match(block: readonly string[]): SimulatedContract[] {
  const [conId, symbol, secType, , , , , exchange, primary, currency, local] = block;
  if (conId !== undefined && conId !== '' && conId !== '0')
    return simulatedContracts.filter((known) => known.conId === Number(conId));
  return simulatedContracts.filter(
    (known) =>
      (known.symbol === symbol || (local !== '' && known.localSymbol === local)) &&
      known.secType === secType &&
      (currency === '' || known.currency === currency) &&
      (exchange === '' || known.exchanges.includes(exchange ?? '')) &&
      (primary === '' || known.primaryExchange === primary),
  );
}

function contractDetails(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[2] ?? '0';
  const found = match(fields.slice(3));
  if (found.length === 0)
    return session.error(reqId, 200, 'No security definition has been found for the request');
  for (const contract of found) {
    const exchange =
      fields[10] === '' || fields[10] === undefined ? (contract.exchanges[0] ?? '') : fields[10];
    session.send(
      ...contractDetailsFields(
        reqId,
        contract,
        exchange,
        tradingHours(contract, session.simulator.clock.now()),
      ),
    );
  }
  session.send(52, 1, reqId);
}

function marketRule(session: TwsSession, fields: readonly string[]): void {
  const id = Number(fields[1]);
  const bands = marketRules.get(id);
  if (bands !== undefined) session.send(93, id, bands.length, ...bands.flat());
}

function marketData(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[2] ?? '0';
  const contract = match(fields.slice(3))[0];
  if (contract === undefined)
    return session.error(reqId, 200, 'No security definition has been found for the request');
  const delayed = session.simulator.marketData === 'delayed';
  if (delayed && session.marketDataType < 3)
    return session.error(reqId, 354, 'Requested market data is not subscribed.');
  if (delayed)
    session.error(
      reqId,
      10167,
      'Requested market data is not subscribed. Displaying delayed market data.',
    );
  session.send(58, 1, reqId, delayed ? 3 : 1);
  const quote = session.simulator.quoteOf(contract.conId);
  if (quote !== undefined) session.sendQuote(reqId, quote);
  if (fields[17] === '1') session.send(57, 1, reqId);
  else session.lines.set(reqId, contract.conId);
}

function depth(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[2] ?? '0';
  const contract = match(fields.slice(3))[0];
  const quote = contract === undefined ? undefined : session.simulator.quoteOf(contract.conId);
  if (quote === undefined)
    return session.error(reqId, 200, 'No security definition has been found for the request');
  const step = 0.01;
  for (let row = 0; row < 5; row += 1) {
    session.send(
      12,
      1,
      reqId,
      row,
      0,
      0,
      ((quote.ask ?? 0) + row * step).toFixed(5),
      (quote.askSize ?? 0) * (row + 1),
    );
    session.send(
      12,
      1,
      reqId,
      row,
      0,
      1,
      ((quote.bid ?? 0) - row * step).toFixed(5),
      (quote.bidSize ?? 0) * (row + 1),
    );
  }
}

function historicalBars(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[1] ?? '0';
  const contract = match(fields.slice(2))[0];
  if (contract === undefined)
    return session.error(reqId, 200, 'No security definition has been found for the request');
  const daily = fields[16] === '1 day';
  if (contract.secType === 'CASH' && fields[19] === 'TRADES')
    return session.error(
      reqId,
      162,
      'Historical Market Data Service error message:No historical market data for AUD/CASH@IDEALPRO Last 60',
    );
  const bars = session.simulator.barsOf(contract.conId).slice(-2_000);
  const time = (at: number): string => (daily ? twsTime(at).slice(0, 8) : String(at / 1000));
  const rows = bars.flatMap((bar) => [
    time(bar.time),
    bar.open,
    bar.high,
    bar.low,
    bar.close,
    bar.volume ?? -1,
    bar.close,
    1,
  ]);
  session.send(
    17,
    reqId,
    twsTime(bars[0]?.time ?? 0),
    twsTime(session.simulator.clock.now()),
    bars.length,
    ...rows,
  );
}

function positions(session: TwsSession): void {
  const { account } = session.simulator;
  for (const { contract, quantity, averagePrice } of account.holdings) {
    session.send(
      61,
      3,
      account.id,
      ...contractBlock(contract, ''),
      quantity.toString(),
      averagePrice.toString(),
    );
  }
  session.send(62, 1);
}

function accountSummary(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[2] ?? '0';
  const { account, faults } = session.simulator;
  const equity = account.cash.reduce(
    (sum, [currency, amount]) =>
      sum + amount.toMarketNumber() * (currency === account.baseCurrency ? 1 : 1.5),
    0,
  );
  const row = (tag: string, value: string, currency: string): void =>
    session.send(63, 1, reqId, account.id, tag, value, currency);
  row('NetLiquidation', equity.toFixed(2), account.baseCurrency);
  row('AvailableFunds', equity.toFixed(2), account.baseCurrency);
  row('InitMarginReq', '0.00', account.baseCurrency);
  row('MaintMarginReq', '0.00', account.baseCurrency);
  for (const [currency, amount] of account.cash)
    row(faults.ledgerPrefix ? '$LEDGER-CashBalance' : 'CashBalance', amount.toString(), currency);
  session.send(64, 1, reqId);
}
