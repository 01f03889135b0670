/** The one envelope of everything that happens. @module */
import type { AccountSnapshot } from '../domain/account.ts';
import type { Decision } from '../domain/decision.ts';
import type { Commission, Fill } from '../domain/fill.ts';
import type { Bar, OrderBook, Timeframe, Trade } from '../domain/market-data.ts';
import type { OrderRecord } from '../domain/order-record.ts';
import type { OrderReport } from '../domain/order-report.ts';
import type { Plan } from '../domain/plan.ts';
import type { BookPosition, EquityPoint, Halt } from '../domain/portfolio-records.ts';
import type { Quote } from '../domain/quote.ts';
import type { RiskVerdict } from '../domain/risk-verdict.ts';
import type { ConnectionState, OrderIdChange } from '../ports/base-trader.ts';

/** Payload of each event type. Nouns are data; `noun.past` is something that happened. */
export type EventPayloads = {
  quote: Quote;
  book: OrderBook;
  trade: Trade;
  bar: { readonly timeframe: Timeframe; readonly bar: Bar };
  'order.reported': OrderReport;
  'order.elsewhere': OrderReport;
  'order.id-changed': OrderIdChange;
  'order.changed': OrderRecord;
  fill: Fill;
  commission: Commission;
  account: AccountSnapshot;
  'connection.changed': ConnectionState;
  'decision.made': Decision;
  'plan.changed': Plan;
  'risk.denied': RiskVerdict;
  'position.changed': BookPosition;
  'equity.marked': EquityPoint;
  'circuit.changed': { readonly circuit: string; readonly state: string; readonly reason: string };
  'halt.changed': Halt;
  /** A cap is four fifths used up, used up, or clear again. Texts are in the unit of the cap. */
  'cap.changed': {
    readonly rule: string;
    readonly state: 'clear' | 'near-cap' | 'cap-hit' | 'unknown';
    readonly limit: string;
    readonly used: string | null;
    readonly usedPercent: string | null;
  };
  /** A position stands without a protective order at the venue for too long, or has it again. */
  'protection.changed': {
    readonly planId: string;
    readonly state: 'missing' | 'restored';
    readonly reason: string;
  };
  /** The venue is away, as announced or not, or is there again. */
  'outage.changed': {
    readonly state: 'expected' | 'unexpected' | 'outlived' | 'over';
    readonly reason: string;
  };
  'strategy.changed': {
    readonly strategyName: string;
    readonly state: 'added' | 'removed' | 'failed';
    readonly reason: string;
  };
  'lifecycle.changed': { readonly component: string; readonly state: string };
};

/** Name of an event. */
export type EventType = keyof EventPayloads;

/**
 * One event. `symbol` is `null` for system events; `time` is when it happened, `receivedTime` when
 * we got it; `source` is a venue id, `file`, `simulator`, `engine`, …
 */
export type EventEnvelope<Type extends EventType = EventType> = {
  readonly [Name in Type]: {
    readonly type: Name;
    readonly symbol: string | null;
    readonly time: number;
    readonly receivedTime: number;
    readonly source: string;
    readonly payload: EventPayloads[Name];
  };
}[Type];
