/** The moments at which a process can die beside its venue. @module */
import type { BaseTrader } from '@tradewright/core';

/** A call of the venue contract that crosses to the venue. */
export type PortCall = Exclude<
  keyof BaseTrader,
  'venue' | 'capabilities' | 'accountId' | 'paper' | 'connection' | 'on' | symbol
>;

/** Right before a call leaves, or right after its answer came and before the caller sees it. */
export type PortMoment = { readonly call: PortCall; readonly moment: 'before' | 'after' };
