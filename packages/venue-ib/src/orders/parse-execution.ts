/** IB's executions and commission reports. @module */
import type { CommissionReport, Contract, Execution } from '@stoqey/ib';
import { Temporal } from 'temporal-polyfill';
import { Decimal, type Commission, type Fill } from '@tradewright/core';
import { symbolOf } from '../contracts/symbol-of.ts';
import { zoneOf } from '../contracts/time-zone.ts';

/** The parts of an execution id: corrections repeat the root with a higher revision. */
export function parseExecutionId(execId: string): {
  readonly fillId: string;
  readonly revision: number;
} {
  const found = /^(.+)\.(\d+)$/.exec(execId);
  return found === null
    ? { fillId: execId, revision: 0 }
    : { fillId: found[1] ?? execId, revision: Number(found[2]) };
}

const timeText = /^(\d{4})(\d{2})(\d{2})[ -]+(\d{2}):(\d{2}):(\d{2})(?: (.+))?$/;

/** IB's time text in ms UTC; `null` when it or its zone is not understood. @param zone - IANA name that holds where the text names none. */
export function parseIBTime(text: string, zone: string): number | null {
  const found = timeText.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const timeZone = found[7] === undefined ? zone : zoneOf(found[7]);
  if (timeZone === null) return null;
  const parts = {
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
  };
  return Temporal.ZonedDateTime.from({ timeZone, ...parts }).epochMilliseconds;
}

/** What the parser cannot know from the message. `zone` holds for times without one. */
export type ExecutionFacts = {
  readonly clientOrderId: string | null;
  readonly provenance: 'live' | 'recovered';
  readonly receivedTime: number;
  readonly zone: string;
};

/** `undefined` for an instrument that the project cannot name or for numbers that are none. */
export function parseExecution(
  contract: Contract,
  execution: Execution,
  facts: ExecutionFacts,
): Fill | undefined {
  const { execId, side, shares, price, acctNumber, permId, lastLiquidity } = execution;
  const symbol = symbolOf(contract);
  if (
    symbol === undefined ||
    execId === undefined ||
    !isUsable(shares, 0) ||
    !isUsable(price, Number.MIN_VALUE)
  )
    return undefined;
  if (side !== 'BOT' && side !== 'SLD') return undefined;
  return {
    venue: 'IB',
    accountId: acctNumber ?? '',
    ...parseExecutionId(execId),
    clientOrderId: facts.clientOrderId,
    venueOrderId: permId ? String(permId) : null,
    symbol,
    side: side === 'BOT' ? 'buy' : 'sell',
    quantity: Decimal.fromMarketNumber(shares).toString(),
    price: Decimal.fromMarketNumber(price).toString(),
    currency: contract.currency ?? '',
    commission: null,
    commissionCurrency: null,
    liquidity:
      (lastLiquidity as number | undefined) === 1
        ? 'maker'
        : (lastLiquidity as number | undefined) === 2
          ? 'taker'
          : 'unknown',
    provenance: facts.provenance,
    time: parseIBTime(execution.time ?? '', facts.zone) ?? facts.receivedTime,
    receivedTime: facts.receivedTime,
  };
}

/** `undefined` while IB has no figure: pending, never zero. */
export function parseCommission(
  report: CommissionReport,
  accountId: string,
  time: number,
): Commission | undefined {
  const { execId, commission, currency } = report;
  if (
    execId === undefined ||
    currency === undefined ||
    currency === '' ||
    commission === undefined ||
    !Number.isFinite(commission) ||
    Math.abs(commission) > 1e12
  )
    return undefined;
  return {
    venue: 'IB',
    accountId,
    ...parseExecutionId(execId),
    commission: Decimal.fromMarketNumber(commission).toString(),
    currency,
    time,
  };
}

function isUsable(value: number | undefined, least: number): value is number {
  return value !== undefined && Number.isFinite(value) && value >= least && value < 1e15;
}
