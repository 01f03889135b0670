/** The simulator's answers to questions about the past, and the streams that begin with it. @module */
import type { Bar } from '@tradewright/core';
import { findContract } from './find-contract.ts';
import { barLength, spanLength } from './simulated-history.ts';
import { twsTime } from './simulated-execution.ts';
import { tradingHours } from './trading-hours.ts';
import type { TwsSession } from './tws-session.ts';
import type { WireField } from './wire-frame.ts';

const noSuchContract = 'No security definition has been found for the request';

/** TWS sends no more bars than this in one answer here; the client library decodes in quadratic time. */
const mostBars = 10_000;

/** reqHistoricalData (20): bars, or the schedule; with `keepUpToDate` the bar that forms follows. */
export function historicalData(session: TwsSession, fields: readonly string[]): void {
  const [reqId = '0', end = '', size = '', duration = '', what = ''] = [
    fields[1],
    fields[15],
    fields[16],
    fields[17],
    fields[19],
  ];
  const contract = findContract(fields.slice(2));
  if (contract === undefined) return session.error(reqId, 200, noSuchContract);
  const { clock, history } = session.simulator;
  if (what === 'SCHEDULE') {
    const hours = tradingHours(contract, clock.now()).split(';');
    const open = hours.filter((day) => !day.endsWith('CLOSED')).map((day) => day.split('-'));
    const rows = open.flatMap(([from = '', to = '']) => [
      ibTime(from),
      ibTime(to),
      from.slice(0, 8),
    ]);
    return session.send(106, reqId, '', '', contract.timeZone, open.length, ...rows);
  }
  const length = barLength(size);
  const span = spanLength(duration);
  if (length === undefined || span === undefined)
    return session.error(reqId, 321, `Error validating request: bar size ${size}, ${duration}`);
  if (contract.secType === 'CASH' && what === 'TRADES')
    return session.error(
      reqId,
      162,
      `${serviceError}No historical market data for ${contract.symbol}/CASH@IDEALPRO`,
    );
  const to = end === '' ? clock.now() + 1 : parseEnd(end);
  const bars = history.barsOf(contract.conId, length, to - span, to).slice(-mostBars);
  if (bars.length === 0 && end !== '')
    return session.error(
      reqId,
      162,
      `${serviceError}HMDS query returned no data: ${contract.localSymbol}`,
    );
  const isDaily = length >= 86_400_000;
  const rows = bars.flatMap((bar) => barFields(bar, isDaily));
  const head = [17, reqId, twsTime(bars[0]?.time ?? 0), twsTime(to), bars.length];
  session.send(...head, ...rows);
  if (fields[21] === '1') session.barLines.set(reqId, { conId: contract.conId, length });
}

const serviceError = 'Historical Market Data Service error message:';

/** reqHeadTimestamp (87): when the first bar began. */
export function headTimestamp(session: TwsSession, fields: readonly string[]): void {
  const contract = findContract(fields.slice(2));
  const first = session.simulator.history.bars(contract?.conId ?? 0)[0];
  if (first === undefined)
    session.error(fields[1] ?? '0', 162, `${serviceError}no head time stamp`);
  else session.send(88, fields[1] ?? '0', Math.floor(first.time / 1_000));
}

/** reqHistoricalTicks (96) for trades. */
export function historicalTicks(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[1] ?? '0';
  const contract = findContract(fields.slice(2));
  if (contract === undefined) return session.error(reqId, 200, noSuchContract);
  const end = parseEnd(fields[16] ?? '');
  const prints = session.simulator.history
    .prints(contract.conId)
    .filter((print) => print.time <= end)
    .slice(-Number(fields[17]));
  const rows = prints.flatMap(({ time, price, size }): WireField[] => [
    Math.floor(time / 1_000),
    0,
    price,
    size,
    contract.primaryExchange,
    '',
  ]);
  session.send(98, reqId, prints.length, ...rows, 1);
}

/** reqTickByTickData (97) for trades. */
export function tickByTick(session: TwsSession, fields: readonly string[]): void {
  const contract = findContract(fields.slice(2));
  if (contract === undefined) return session.error(fields[1] ?? '0', 200, noSuchContract);
  if (contract.secType === 'CASH')
    return session.error(
      fields[1] ?? '0',
      10189,
      'Failed to request tick-by-tick data: no trades.',
    );
  session.tradeLines.set(fields[1] ?? '0', contract.conId);
}

/** The fields of one bar of an answer. */
function barFields(bar: Bar, isDaily: boolean): WireField[] {
  const { open, high, low, close } = bar;
  const volume = bar.volume ?? -1;
  return [wireTime(bar.time, isDaily), open, high, low, close, volume, close, 1];
}

/** The fields of an update of the bar that forms (id 90): close stands before high and low. */
export function barUpdateFields(reqId: string, bar: Bar, length: number): WireField[] {
  const { open, high, low, close } = bar;
  const time = wireTime(bar.time, length >= 86_400_000);
  return [90, reqId, -1, time, open, close, high, low, close, bar.volume ?? -1];
}

/** Daily bars carry dates, others epoch seconds. */
function wireTime(time: number, isDaily: boolean): string {
  return isDaily ? twsTime(time).slice(0, 8) : String(Math.floor(time / 1_000));
}

/** `20261120-10:00:00` is UTC; what is not understood means "now or later". */
function parseEnd(text: string): number {
  const found = /^(\d{4})(\d{2})(\d{2})[ -](\d{2}):(\d{2}):(\d{2})/.exec(text);
  if (found === null) return Number.POSITIVE_INFINITY;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

/** `20261120:1000` of trading hours as `20261120-10:00:00` of a schedule. */
function ibTime(text: string): string {
  return `${text.slice(0, 8)}-${text.slice(9, 11)}:${text.slice(11, 13)}:00`;
}
