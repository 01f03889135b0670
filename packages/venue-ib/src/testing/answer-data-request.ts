/** The simulator's answers to contract, market-data and account requests. @module */
import {
  accountSummary,
  accountUpdates,
  positions,
  profitAndLoss,
} from './answer-account-request.ts';
import {
  headTimestamp,
  historicalData,
  historicalTicks,
  tickByTick,
} from './answer-history-request.ts';
import { findContract, findContracts } from './find-contract.ts';
import { contractDetailsFields, marketRules } from './simulated-contract.ts';
import { tradingHours } from './trading-hours.ts';
import type { TwsSession } from './tws-session.ts';

type Answer = (session: TwsSession, fields: readonly string[]) => void;

const answers: Readonly<Record<number, Answer>> = {
  1: marketData,
  2: (session, fields) => session.lines.delete(fields[2] ?? ''),
  6: accountUpdates,
  8: (session) =>
    session.send(9, 1, session.simulator.orders.highestId(session.clientId ?? -1) + 1),
  9: contractDetails,
  10: depth,
  11: (session, fields) => session.depthLines.delete(fields[2] ?? ''),
  20: historicalData,
  25: (session, fields) => session.barLines.delete(fields[2] ?? ''),
  49: (session) => session.send(49, 1, Math.floor(session.simulator.clock.now() / 1000)),
  52: fundamentals,
  59: (session, fields) => (session.marketDataType = Number(fields[2])),
  61: positions,
  62: accountSummary,
  87: headTimestamp,
  91: marketRule,
  92: profitAndLoss,
  96: historicalTicks,
  97: tickByTick,
  98: (session, fields) => session.tradeLines.delete(fields[1] ?? ''),
};

/** Answers a data request; unknown ones stay silent, as at TWS. */
export function answerDataRequest(
  session: TwsSession,
  kind: number,
  fields: readonly string[],
): void {
  answers[kind]?.(session, fields);
}

function contractDetails(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[2] ?? '0';
  const found = findContracts(fields.slice(3));
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

function fundamentals(session: TwsSession, fields: readonly string[]): void {
  const [reqId = '0', , symbol = '', , , , currency = '', , report = ''] = fields.slice(2);
  const xml = session.simulator.reports.get(`${symbol}/${currency} ${report}`);
  if (xml !== undefined) return session.send(51, 1, reqId, xml);
  session.error(
    reqId,
    430,
    'We are sorry, but fundamentals data for the security is not available.',
  );
}

function marketRule(session: TwsSession, fields: readonly string[]): void {
  const id = Number(fields[1]);
  const bands = marketRules.get(id);
  if (bands !== undefined) session.send(93, id, bands.length, ...bands.flat());
}

function marketData(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[2] ?? '0';
  const contract = findContract(fields.slice(3));
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
  const contract = findContract(fields.slice(3));
  if (contract === undefined)
    return session.error(reqId, 200, 'No security definition has been found for the request');
  session.depthLines.set(reqId, { conId: contract.conId, isShown: false });
  const quote = session.simulator.quoteOf(contract.conId);
  if (quote !== undefined) session.sendDepth(reqId, quote);
}
