/** A ccxt facade over the trader of a case. @module */
import { SystemClock } from '@tradewright/core';
import type { CcxtFacade } from '../facade/ccxt-facade.ts';
import { toCcxtExchange } from '../facade/to-ccxt-exchange.ts';
import type { CaseBench } from './case-bench.ts';

/** The facade over a case's trader, with its markets loaded. */
export async function facadeOf(it: CaseBench): Promise<CcxtFacade> {
  const exchange = toCcxtExchange(it.trader, {
    symbols: [it.rig.symbol],
    clock: new SystemClock(),
    nextClientOrderId: it.rig.nextClientOrderId,
    fees: { maker: 0.001, taker: 0.002 },
  });
  await exchange.loadMarkets();
  return exchange;
}

/** The name of the class of an error that a call of the facade must throw. */
export async function errorName(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    (value) => new Error(`it succeeded with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.constructor.name : String(error);
}
