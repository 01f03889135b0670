/** WebSocket frames of the fake Gemini. Shapes: developer.gemini.com/websocket/streams. @module */
import type { Decimal } from '@tradewright/core';
import type { DepthPart } from './fake-depth.ts';
import type { FakeMarket } from './fake-market.ts';
import { executedOf, remainingOf, type FakeChange } from './fake-order.ts';

/** What frames are made of. */
export type FrameContext = { readonly market: FakeMarket; readonly now: number };

/** A frame and the channel that carries it. */
export type ChannelFrame = { readonly channel: string; readonly text: string };

/** Bare numbers that no JS number holds are put in after the text is made. */
const bare = /"#(\d+)"/g;
const frame = (body: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(body).replace(bare, '$1');
const nanoseconds = (ms: number): string => `#${ms}000000`;

/** The frames of a change, except depth, which is numbered by its sender. */
export function changeFrames(change: FakeChange, context: FrameContext): readonly ChannelFrame[] {
  if (change.kind === 'book') return [tickerFrame(change.symbol, context)];
  if (change.kind === 'print') return [printFrame(change, context)];
  return [
    { channel: 'orders@account', text: orderFrame(change, context) },
    ...(change.trade === undefined ? [] : [balanceFrame(context)]),
  ];
}

/** A depth frame around its numbered part. */
export function depthFrame(id: string, part: DepthPart, now: number): string {
  return frame({ e: 'depthUpdate', E: nanoseconds(now), s: id, ...part });
}

function tickerFrame(id: string, { market, now }: FrameContext): ChannelFrame {
  const [bid, ask] = [market.levels(id, 'bids')[0], market.levels(id, 'asks')[0]];
  const text = frame({
    u: now,
    E: nanoseconds(now),
    s: id,
    ...(bid === undefined ? {} : { b: bid[0].toString(), B: bid[1].toString() }),
    ...(ask === undefined ? {} : { a: ask[0].toString(), A: ask[1].toString() }),
  });
  return { channel: `${id}@bookTicker`, text };
}

function printFrame(
  { symbol, tid, price, amount, side }: Extract<FakeChange, { kind: 'print' }>,
  { now }: FrameContext,
): ChannelFrame {
  const text = frame({
    E: nanoseconds(now),
    s: symbol,
    t: `#${tid}`,
    p: price.toString(),
    q: amount.toString(),
    m: side === 'sell',
  });
  return { channel: `${symbol}@trade`, text };
}

function orderFrame(
  { order, status, trade }: Extract<FakeChange, { kind: 'order' }>,
  { now }: FrameContext,
): string {
  const some = (name: string, value: Decimal | undefined): object =>
    value === undefined || value.isZero() ? {} : { [name]: value.toString() };
  return frame({
    E: nanoseconds(now),
    s: order.symbol,
    i: `#${order.id}`,
    c: order.clientOrderId,
    S: order.side.toUpperCase(),
    o: order.stopPrice === undefined ? 'LIMIT' : 'STOP_LIMIT',
    X: status,
    ...some('p', order.price),
    ...some('P', order.stopPrice),
    ...some('q', order.amount),
    ...some('z', remainingOf(order)),
    // The last fill on fills, the sum on anything else.
    ...some('Z', trade === undefined ? executedOf(order) : trade.amount),
    ...(trade === undefined
      ? {}
      : { ...some('L', trade.price), t: `#${trade.tid}`, n: trade.fee.toString() }),
    ...(trade === undefined ? {} : { m: !trade.aggressor }),
    ...(order.reason === undefined ? {} : { r: order.reason }),
    T: nanoseconds(now),
  });
}

function balanceFrame({ market, now }: FrameContext): ChannelFrame {
  const text = frame({
    e: 'balanceUpdate',
    E: now,
    B: market.balances().map(({ currency, amount, available }) => ({
      a: currency,
      f: available.toString(),
      c: amount.toString(),
    })),
  });
  return { channel: 'balances@account', text };
}
