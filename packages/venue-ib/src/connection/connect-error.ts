/** Why a connection could not be made, and what to do. @module */
import { TradewrightError } from '@tradewright/core';

/** The address that was tried. */
type Address = { readonly host: string; readonly port: number; readonly clientId: number };

/** @param reason - IB's own text, or ours; without a full stop. */
export function connectError(
  code: 'VENUE_UNAVAILABLE' | 'VENUE_TIMEOUT',
  reason: string,
  { host, port, clientId }: Address,
): TradewrightError {
  const isBusy = /client id/i.test(reason);
  return new TradewrightError(
    code,
    `IB at ${host}:${port} was not reachable: ${reason.replace(/\.$/, '')}.`,
    {
      hint: isBusy
        ? `client id ${clientId} is in use: end the other session or set another IB_CLIENT_ID`
        : 'start TWS or IB Gateway, enable socket clients in its API settings, and set IB_PORT to its port (7497 or 4002 for paper, 7496 or 4001 for live)',
    },
  );
}
