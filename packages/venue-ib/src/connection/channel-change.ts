/** What a notice says about the channels. @module */
import type { ChannelState } from '@tradewright/core';

/** `undefined` for codes that say nothing about a channel. Source: IB system message codes. */
export function channelChange(
  code: number,
): Partial<Record<'broker' | 'data', ChannelState>> | undefined {
  if (code === 1100 || code === 2110) return { broker: 'down' };
  if (code === 1101 || code === 1102) return { broker: 'up' };
  if (code === 2103 || code === 2105 || code === 2157 || code === 10197)
    return { data: 'degraded' };
  if (code === 2104 || code === 2106 || code === 2158) return { data: 'up' };
  return undefined;
}
