/** Which scripted contract a request names. @module */
import { simulatedContracts, type SimulatedContract } from './simulated-contract.ts';

/** @param block - Contract fields of a request, from conId on; conId decides when it is given. */
export function findContracts(block: readonly string[]): readonly SimulatedContract[] {
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

/** The first that fits; `undefined` for none. */
export function findContract(block: readonly string[]): SimulatedContract | undefined {
  return findContracts(block)[0];
}
