/** What strategies, agents and views may read. @module */
import type { AccountSnapshot } from '../domain/account.ts';
import type { ExternalCash } from '../domain/external-cash.ts';
import type { Fill } from '../domain/fill.ts';
import type { Headroom } from '../domain/headroom.ts';
import type { Instrument, MarketPhase } from '../domain/instrument.ts';
import type { BarSeries, OrderBook, Timeframe } from '../domain/market-data.ts';
import type { OrderView } from '../domain/order-record.ts';
import type { OrderRequest } from '../domain/order-request.ts';
import type { Plan } from '../domain/plan.ts';
import type { BookPosition, EquityPoint, Halt } from '../domain/portfolio-records.ts';
import type { Quote } from '../domain/quote.ts';
import type { RiskVerdict } from '../domain/risk-verdict.ts';
import type { Amount } from '../money/amount.ts';
import type { DecimalString } from '../money/decimal.ts';

/** Market data as the session knows it. Synchronous members answer from memory, `undefined` when never seen. */
export interface MarketReader {
  instrument(symbol: string): Instrument | undefined;
  quote(symbol: string): Quote | undefined;
  phase(symbol: string): MarketPhase;
  /** The newest `limit` bars held, oldest first. */
  bars(symbol: string, timeframe: Timeframe, limit: number): BarSeries;
  fetchBars(symbol: string, timeframe: Timeframe, limit: number): Promise<BarSeries>;
  fetchBook(symbol: string, depth: number): Promise<OrderBook>;
}

/** The session's own books. */
export interface PortfolioReader {
  account(): AccountSnapshot | undefined;
  positions(strategyName?: string): readonly BookPosition[];
  plans(strategyName?: string): readonly Plan[];
  openOrders(): readonly OrderView[];
  recentFills(limit: number): readonly Fill[];
  equity(): EquityPoint | undefined;
}

/** Whose headroom: rows of a strategy's own capital and of symbols come only for those that are named. */
export type HeadroomView = {
  readonly strategyName: string | null;
  readonly symbols: readonly string[];
};

/** What risk would say, without asking for anything. */
export interface RiskReader {
  /** One row or more per rule that is on; those of symbols only for the view's. */
  headroom(view?: HeadroomView): readonly Headroom[];
  /** The verdict over all rules, reserving nothing. */
  dryRun(request: OrderRequest): RiskVerdict;
  /** Expected cost of an order; `undefined` when the venue's price list is not known. */
  estimateCost(request: OrderRequest): Amount | undefined;
}

/** A state of the session for pages and verbs. */
export type SessionStatus = {
  readonly sessionId: string;
  readonly state: 'starting' | 'running' | 'paused' | 'stopping' | 'ended';
  readonly ready: boolean;
  readonly time: number;
  readonly circuits: Readonly<Record<string, string>>;
  readonly halts: readonly Halt[];
};

/** Live state for the dashboard and the reading verbs. */
export interface StatusReader {
  status(): SessionStatus;
  readonly market: MarketReader;
  readonly portfolio: PortfolioReader;
  readonly risk: RiskReader;
}

/**
 * What a person knows of an order whose outcome the venue does not tell. `quantity` and `price` are what was
 * filled, `null` for all that is missing and for the order's own price; they count for `filled` alone.
 */
export type OrderEvidence = {
  readonly clientOrderId: string;
  readonly as: 'not-placed' | 'canceled' | 'filled';
  readonly quantity: DecimalString | null;
  readonly price: DecimalString | null;
  readonly operator: string;
  readonly reason: string;
};

/** A command from a person; its result is final for `done`, `refused` and `unknown`. */
export type SessionCommand =
  | { readonly verb: 'place'; readonly request: OrderRequest; readonly dryRun: boolean }
  | { readonly verb: 'cancel'; readonly clientOrderId: string | null }
  | { readonly verb: 'flatten' }
  | { readonly verb: 'pause' }
  | { readonly verb: 'resume' }
  | { readonly verb: 'kill'; readonly reason: string }
  | { readonly verb: 'stop' }
  | { readonly verb: 'clear-halt'; readonly haltId: string; readonly operator: string }
  /** Caps by their name; without an operator only what tightens is accepted. */
  | {
      readonly verb: 'change-caps';
      readonly change: Readonly<Record<string, unknown>>;
      readonly operator: string | null;
    }
  | { readonly verb: 'book-cash'; readonly cash: ExternalCash }
  | ({ readonly verb: 'resolve' } & OrderEvidence);

/** How a command ended; `body` is the JSON that the verb prints. */
export type CommandResult = {
  readonly outcome:
    | 'done'
    | 'staged'
    | 'accepted'
    | 'dry-run'
    | 'denied'
    | 'refused'
    | 'unknown'
    | 'failed';
  readonly message: string;
  readonly body: unknown;
};

/** Where commands enter a session. */
export interface CommandSink {
  submit(command: SessionCommand): Promise<CommandResult>;
}
