/** What IB says of a company. @module */
import { IBTrader, fetchFundamentals, ibReports } from '@tradewright/venue-ib';
import type { BaseTrader } from '@tradewright/core';
import type { CompanyReport } from './venue-entry.ts';

/** `undefined` where IB gives no report: without a subscription, and since API 10.47 never. @param time - Our clock, ms UTC. */
export async function companyReport(
  trader: BaseTrader,
  symbol: string,
  time: number,
): Promise<CompanyReport | undefined> {
  if (!(trader instanceof IBTrader)) return undefined;
  const instrument = await trader.loadInstrument(symbol);
  const found = await fetchFundamentals(ibReports(trader.manager), instrument, time);
  if (found === undefined) return undefined;
  const { data, problem, raw } = found;
  const { companyName, employees, sharesOutstanding } = data;
  const summary =
    problem === null
      ? `${companyName ?? symbol}: ${employees ?? '?'} employees, ${sharesOutstanding ?? '?'} shares`
      : `a report that could not be read: ${problem}`;
  return { summary, facts: data, rawHash: data.rawHash, raw, problem };
}
