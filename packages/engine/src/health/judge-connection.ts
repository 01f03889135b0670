/** What a connection state says of venue and market data. @module */
import type { ConnectionState } from '@tradewright/core';

/** Why a channel cannot be relied on; `undefined` where it can. */
export type ConnectionTrouble = {
  readonly venue: string | undefined;
  readonly marketData: string | undefined;
};

/**
 * Judges the three channels and the proof of life. A link that is said to be up and from which
 * nothing has come for two heartbeats counts as down, and so does one that is not connected: a
 * watch that only runs while connected is blind when it is needed.
 */
export function judgeConnection(
  state: ConnectionState,
  now: number,
  heartbeatMs: number,
): ConnectionTrouble {
  const { socket, broker, data, lastProof, message } = state;
  const why = message === null ? '' : `: ${message}`;
  const silence = lastProof === null ? 0 : now - lastProof;
  const venue =
    socket !== 'up'
      ? `the connection is ${socket}${why}`
      : broker === 'down'
        ? `the venue behind the connection is down${why}`
        : silence > 2 * heartbeatMs
          ? `nothing has come for ${Math.round(silence / 1_000)} s`
          : undefined;
  const marketData = data === 'down' ? `the market data is down${why}` : undefined;
  return { venue, marketData };
}
