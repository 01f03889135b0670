/** The state that a model was shown, as a person would tell it. @module */
import { decodeBars } from '@tradewright/agent';
import { timeframeSchema } from '@tradewright/core';
import { z } from 'zod';
import { plainNumber } from './money.ts';

const text = z.string().nullable().catch(null);
const number = z.number().nullable().catch(null);
const stateSchema = z.object({
  time: text,
  equity: text,
  cash: z.record(z.string(), text).nullable().catch(null),
  realised: text,
  unrealised: text,
  room: z.record(z.string(), text).catch({}),
  plans: z
    .array(
      z.object({
        id: z.string(),
        rev: z.number(),
        symbol: z.string(),
        side: z.string(),
        state: z.string(),
        quantity: z.string(),
        entry: text,
        stop: text,
        target: text,
        minutes: z.number(),
      }),
    )
    .catch([]),
  positions: z
    .array(
      z.object({ symbol: z.string(), quantity: z.string(), averagePrice: text, realised: text }),
    )
    .catch([]),
  fills: z.array(z.string()).catch([]),
  last: z
    .object({ outcome: z.string(), rules: z.array(z.string()) })
    .nullable()
    .catch(null),
  symbols: z
    .array(
      z.object({
        symbol: z.string(),
        phase: z.string(),
        bid: number,
        ask: number,
        spreadBps: number,
        timeframe: z.string(),
        bars: z.string(),
      }),
    )
    .catch([]),
});

type State = z.output<typeof stateSchema>;

/** Lines about money, room, plans, fills and each market; the raw text where it is none of ours. */
export function shownStateLines(input: string): readonly string[] {
  const first = input.split('\n')[0] ?? '';
  let state: State;
  try {
    state = stateSchema.parse(JSON.parse(first));
  } catch {
    return [first];
  }
  const cash = Object.entries(state.cash ?? {}).map(([code, sum]) => `${amount(sum)} ${code}`);
  const room = Object.entries(state.room).map(([rule, left]) => `${rule} ${amount(left)}`);
  return [
    `equity ${amount(state.equity)}, cash ${cash.length === 0 ? 'not known' : cash.join(' and ')}, realised ${amount(state.realised)}, unrealised ${amount(state.unrealised)}`,
    ...(room.length === 0 ? [] : [`room: ${room.join(', ')}`]),
    ...state.plans.map(
      (plan) =>
        `${plan.id} (revision ${plan.rev}, ${plan.state}, ${plan.minutes} min old): ${plan.side} ${amount(plan.quantity)} ${plan.symbol} at ${amount(plan.entry)}, stop ${amount(plan.stop)}, target ${plan.target === null ? 'none' : amount(plan.target)}`,
    ),
    ...state.positions.map(
      ({ symbol, quantity, averagePrice }) =>
        `holds ${amount(quantity)} ${symbol} at ${amount(averagePrice)}`,
    ),
    ...state.fills.map((fill) => `fill ${fill.replace('T', ' ').replace('Z', '')}`),
    ...(state.last === null
      ? []
      : [`its last answer: ${[state.last.outcome, ...state.last.rules].join(', ')}`]),
    ...state.symbols.flatMap(marketLines),
  ];
}

function marketLines(market: State['symbols'][number]): readonly string[] {
  const { symbol, phase, bid, ask, spreadBps } = market;
  const price = `${symbol} ${phase}, ${amount(bid)} / ${amount(ask)}${spreadBps === null ? '' : `, spread ${spreadBps} bps`}`;
  const timeframe = timeframeSchema.safeParse(market.timeframe);
  const bars = timeframe.success ? decodeBars(market.bars, timeframe.data) : undefined;
  const [first, last] = [bars?.[0], bars?.at(-1)];
  if (bars === undefined || first === undefined || last === undefined) return [price, '  no bars'];
  const high = Math.max(...bars.map((bar) => bar.high));
  const low = Math.min(...bars.map((bar) => bar.low));
  const from = new Date(first.time).toISOString().slice(11, 16);
  return [
    price,
    `  ${bars.length} bars of ${market.timeframe} from ${from}: ${amount(first.open)} to ${amount(last.close)}, between ${amount(low)} and ${amount(high)}`,
  ];
}

function amount(value: string | number | null): string {
  if (value === null) return 'not known';
  return plainNumber(typeof value === 'number' ? String(value) : value);
}
