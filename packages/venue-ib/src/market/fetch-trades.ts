/** Public trades of the past. @module */
import { EventName, WhatToShow, type HistoricalTickLast } from '@stoqey/ib';
import { complete, incomplete, type Clock, type QueryResult, type Trade } from '@tradewright/core';
import { incompleteOf } from '../account/fetch-account.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from '../orders/build-contract.ts';
import { goodTillText } from '../orders/build-order.ts';
import { parseTrade } from './trade-lines.ts';

/** IB gives at most this many ticks per answer. */
const mostTicks = 1_000;

/** The newest `limit` prints of a share, oldest first. Pairs have none, and the answer says so. */
export async function fetchTrades(
  connection: IBConnectionManager,
  clock: Clock,
  resolved: ResolvedContract,
  limit: number,
): Promise<QueryResult<Trade>> {
  const { symbol, assetClass } = resolved.instrument;
  const asOf = clock.now();
  if (assetClass === 'fx')
    return incomplete('not-supported', `IB has no public trades of the pair ${symbol}.`, asOf);
  const found: Trade[] = [];
  let unread = 0;
  try {
    await connection.ask<void>({
      label: `trades of ${symbol}`,
      priority: 'history',
      start: ({ api, reqId, listen, resolve }) => {
        listen(
          EventName.historicalTicksLast,
          (id: number, ticks: readonly HistoricalTickLast[], isDone: boolean) => {
            if (id !== reqId) return;
            for (const tick of ticks) {
              const trade = parseTrade(symbol, tick, clock.now());
              if (trade === undefined) unread += 1;
              else found.push(trade);
            }
            if (isDone) resolve();
          },
        );
        const count = Math.max(1, Math.min(limit, mostTicks));
        // The end is exclusive and in whole seconds.
        const [contract, end] = [buildContract(resolved), goodTillText(asOf + 1_000)];
        api.reqHistoricalTicks(reqId, contract, '', end, count, WhatToShow.TRADES, 1, false);
      },
    });
  } catch (cause) {
    return incompleteOf(cause, asOf, found);
  }
  const newest = found.slice(-limit);
  if (unread > 0)
    return incomplete('bad-answer', `${unread} prints of ${symbol} were unreadable.`, asOf, newest);
  return limit > mostTicks
    ? incomplete('range-limit', `IB gives ${mostTicks} prints at a time.`, asOf, newest)
    : complete(newest, asOf);
}
