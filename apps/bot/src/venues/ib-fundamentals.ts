/** What IB says of a company, in a line. @module */
import type { BaseTrader } from '@tradewright/core';
import { IBTrader, fetchFundamentals, ibReports } from '@tradewright/venue-ib';

/** `undefined` where IB gives no report: without a subscription, and since API 10.47 never. */
export async function companyLine(trader: BaseTrader, symbol: string): Promise<string | undefined> {
  if (!(trader instanceof IBTrader)) return undefined;
  const instrument = await trader.loadInstrument(symbol);
  const found = await fetchFundamentals(ibReports(trader.manager), instrument, 0);
  if (found === undefined) return undefined;
  const { companyName, employees, sharesOutstanding } = found.data;
  if (found.problem !== null) return `a report that could not be read: ${found.problem}`;
  return `${companyName ?? symbol}: ${employees ?? '?'} employees, ${sharesOutstanding ?? '?'} shares`;
}
