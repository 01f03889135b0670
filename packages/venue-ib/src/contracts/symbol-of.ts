/** The canonical symbol of an IB contract. @module */
import type { Contract } from '@stoqey/ib';
import { isSymbol } from '@tradewright/core';

const bareCode = /^[A-Z][A-Z0-9.-]{0,4}$/;

/** `AAPL/USD` for a bare `AAPL`; everything else as it is, also what is no symbol. */
export function canonicalSymbol(name: string): string {
  return bareCode.test(name) ? `${name}/USD` : name;
}

/** `BASE/QUOTE` of a share or pair; `undefined` for what the project cannot name (options, futures, bonds). */
export function symbolOf(contract: Contract): string | undefined {
  const type = contract.secType as string | undefined;
  if (type !== 'STK' && type !== 'CASH') return undefined;
  const symbol = `${(contract.symbol ?? '').replace(' ', '.')}/${contract.currency ?? ''}`;
  return isSymbol(symbol) ? symbol : undefined;
}
