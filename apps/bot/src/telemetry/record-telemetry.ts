/** Writes what a session does as telemetry (docs/telemetry.md). @module */
import {
  Decimal,
  amount,
  type Amount,
  type Fill,
  type Instrument,
  type Undo,
} from '@tradewright/core';
import type { RunnerParts } from '@tradewright/engine';
import {
  commissionLine,
  denialLine,
  fillLine,
  orderLine,
  quoteLine,
  type TelemetryLine,
} from './telemetry-records.ts';

/** What is watched, how often a quote of one symbol and a heartbeat are written, and where to. */
export type TelemetryOptions = {
  readonly parts: RunnerParts;
  readonly sampleMs: number;
  readonly write: (line: TelemetryLine) => void;
};

/** Changes of state that are written as they are. */
const states = [
  'connection.changed',
  'circuit.changed',
  'outage.changed',
  'strategy.changed',
  'lifecycle.changed',
  'halt.changed',
  'protection.changed',
  'cap.changed',
] as const;

/** Orders, fills, commissions, refusals and changes of state always, quotes and heartbeats sampled. The result ends it. */
export function recordTelemetry({ parts, sampleMs, write }: TelemetryOptions): Undo {
  const { bus, market } = parts;
  const instrument = (symbol: string | null): Instrument | undefined =>
    symbol === null ? undefined : market.instrument(symbol);
  const sampled = new Map<string, number>();
  const undo = [
    bus.subscribe('order.changed', ({ payload }) =>
      write(orderLine(payload, instrument(payload.intent.symbol))),
    ),
    bus.subscribe('fill', ({ payload }) =>
      write(fillLine(payload, instrument(payload.symbol), estimateOf(payload, parts))),
    ),
    bus.subscribe('commission', ({ symbol, payload }) =>
      write(commissionLine(payload, symbol, instrument(symbol))),
    ),
    bus.subscribe('risk.denied', ({ payload }) =>
      write(denialLine(payload, instrument(payload.symbol))),
    ),
    bus.subscribe(states, ({ type, symbol, time, payload }) =>
      write({ ...payload, type, time, symbol }),
    ),
    bus.subscribe('quote', ({ payload }) => {
      const { symbol, receivedTime } = payload;
      if (receivedTime - (sampled.get(symbol) ?? Number.NEGATIVE_INFINITY) < sampleMs) return;
      sampled.set(symbol, receivedTime);
      write(quoteLine(payload, instrument(symbol)));
    }),
    parts.clock.every(sampleMs, () => write(heartbeat(parts))),
  ];
  return () => {
    for (const end of undo.splice(0)) end();
  };
}

/** What the fill costs by our own price list. */
function estimateOf(fill: Fill, { costTracker }: RunnerParts): Amount | undefined {
  const quantity = Decimal.from(fill.quantity);
  const notional = amount(quantity.times(Decimal.from(fill.price)), fill.currency);
  const { liquidity, time, symbol } = fill;
  return costTracker.estimate(symbol, notional, { quantity, liquidity, time });
}

/** A sign of life: the three channels, and how much is under way. */
function heartbeat({ clock, trader, orders, planBook, gate }: RunnerParts): TelemetryLine {
  const { socket, broker, data, lastProof } = trader.connection();
  return {
    type: 'heartbeat',
    time: clock.now(),
    symbol: null,
    venue: trader.venue,
    socket,
    broker,
    data,
    lastProof,
    ready: gate.ready,
    openOrders: orders.open().length,
    openPlans: planBook.openCount,
  };
}
