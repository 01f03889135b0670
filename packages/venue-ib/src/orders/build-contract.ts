/** The contract as an order names it. @module */
import type { Contract } from '@stoqey/ib';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';

/** Only the identity and the route go out; conId decides at IB. */
export function buildContract({ contract }: ResolvedContract): Contract {
  const { conId, symbol, secType, exchange, primaryExch, currency, localSymbol, tradingClass } =
    contract;
  return {
    conId,
    symbol,
    exchange,
    currency,
    localSymbol,
    tradingClass,
    ...(secType === undefined ? {} : { secType }),
    ...(primaryExch === undefined ? {} : { primaryExch }),
  } as Contract;
}
