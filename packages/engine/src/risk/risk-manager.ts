/** Says yes or no to every order, and reserves what it approves. @module */
import {
  Decimal,
  roundQuantity,
  type Clock,
  type DecimalString,
  type EquityPoint,
  type Headroom,
  type HeadroomView,
  type OrderIntent,
  type OrderRecord,
  type RecordReader,
  type RiskDenial,
  type RiskVerdict,
} from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { MarketState } from '../market/market-state.ts';
import type { CostTracker } from '../portfolio/cost-tracker.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { ApprovedOrder } from './approved-order.ts';
import { buildRiskInput, footprintOf, type RiskSources } from './build-risk-input.ts';
import { loosenedCaps } from './loosened-caps.ts';
import { withTransfers } from './with-transfers.ts';
import { capStates, type CapState } from './cap-states.ts';
import { EntryLog } from './entry-log.ts';
import { EquityWatch } from './equity-watch.ts';
import type { ForeignHoldings } from './exposure.ts';
import { headroomInSymbol, sessionHeadroom } from './headroom.ts';
import { probeEntry } from './probe-entry.ts';
import { Reservations } from './reservations.ts';
import type { AssetClass, RiskCaps } from './risk-caps.ts';
import type { PlanTerms, RiskInput } from './risk-input.ts';
import type { Footprint, RiskPool } from './risk-pool.ts';
import { riskLimits } from './risk-limits.ts';
import { entryRules, reducingRules } from './rule-list.ts';
import { smallestOffer, verdictOf } from './verdict.ts';

/** What the manager looks at. Without `costs` a rule that needs them denies. */
export type RiskManagerOptions = {
  readonly caps: RiskCaps;
  readonly baseCurrency: string;
  readonly clock: Clock;
  readonly market: MarketState;
  readonly portfolio: PortfolioTracker;
  readonly converter: CurrencyConverter;
  readonly costs?: CostTracker;
  /** What stands in the account and is not ours; left out, it does not count. */
  readonly external?: ForeignHoldings | undefined;
  /** Sessions at other venues under the same caps. */
  readonly pool?: RiskPool | undefined;
};

/** A verdict, with the approval when it is a yes. */
export type RiskReview = {
  readonly verdict: RiskVerdict;
  readonly approved: ApprovedOrder | undefined;
};

/** What a restart goes on with. */
export type RiskMemory = Pick<RecordReader, 'equityMarks' | 'recentOrders' | 'ledgerEntries'>;

/** The longest time that a cap on the rate of orders looks back over. */
const rateWindowMs = 60_000;

/** How a change of caps ended: the caps that it would have loosened without the right to. */
export type CapChange =
  | { readonly kind: 'changed'; readonly caps: RiskCaps }
  | { readonly kind: 'refused'; readonly loosened: readonly string[] };

/** Runs every rule over every order. Reducing orders pass all caps; what is not known denies. */
export class RiskManager {
  readonly #clock: Clock;
  readonly #reservations = new Reservations();
  readonly #entries = new EntryLog();
  readonly #equity = new EquityWatch();
  #sources: RiskSources;
  #caps: RiskCaps;

  constructor(options: RiskManagerOptions) {
    const { caps, clock, costs, external, pool, ...rest } = options;
    this.#clock = clock;
    this.#caps = caps;
    this.#sources = {
      ...rest,
      costs,
      external,
      limits: riskLimits(caps),
      reservations: this.#reservations,
      entries: this.#entries,
      equity: this.#equity,
      elsewhere: pool === undefined ? undefined : () => pool.others(this),
    };
    pool?.join(this);
  }

  /** What this session counts for against shared caps. */
  footprint(): Footprint {
    return footprintOf(this.#sources);
  }

  /** The caps that hold now. */
  get caps(): RiskCaps {
    return this.#caps;
  }

  /** Anybody may tighten; only an operator may loosen. A change that loosens anything is refused as a whole. What it does not name stays, also within a class. */
  changeCaps(change: Partial<RiskCaps>, by: 'operator' | 'anyone'): CapChange {
    const classes = classesOf(this.#caps.classes, change.classes);
    const caps: RiskCaps = { ...this.#caps, ...change, ...(classes && { classes }) };
    const loosened = by === 'operator' ? [] : loosenedCaps(this.#caps, caps);
    if (loosened.length > 0) return { kind: 'refused', loosened };
    this.#sources = { ...this.#sources, limits: riskLimits(caps) };
    this.#caps = caps;
    return { kind: 'changed', caps };
  }

  /** Takes in the newest equity; daily loss and drawdown are measured from it. */
  onEquity(point: EquityPoint): void {
    this.#equity.onEquity(point);
  }

  /** Takes in money that came (or, negative, went) without a trade, in base currency. */
  onTransfer(sum: Decimal): void {
    this.#equity.onTransfer(sum);
  }

  /** Reviews and, on a yes, reserves until {@link release}. */
  review(intent: OrderIntent, terms?: PlanTerms): RiskReview {
    const time = this.#clock.now();
    const input = buildRiskInput(this.#sources, intent, terms, time);
    const result = ApprovedOrder.review(input, rulesFor(input));
    if (!(result instanceof ApprovedOrder))
      return { verdict: this.#denial(input, result, terms), approved: undefined };
    const assetClass = input.instrument?.assetClass;
    const { reducing, markUnit: unitValue } = input;
    this.#reservations.hold({ intent, assetClass, reducing, unitValue });
    this.#entries.add(intent, !reducing, time);
    return { verdict: verdictOf(intent, [], intent.quantity, time), approved: result };
  }

  /** The verdict without reserving anything. */
  dryRun(intent: OrderIntent, terms?: PlanTerms): RiskVerdict {
    const time = this.#clock.now();
    const input = buildRiskInput(this.#sources, intent, terms, time);
    const result = ApprovedOrder.review(input, rulesFor(input));
    return result instanceof ApprovedOrder
      ? verdictOf(intent, [], intent.quantity, time)
      : this.#denial(input, result, terms);
  }

  onFill(clientOrderId: string, quantity: DecimalString): void {
    this.#reservations.filled(clientOrderId, Decimal.from(quantity));
  }

  /** Goes on with the loss of the day, the peak and the rate of orders: a restart is no fresh start. */
  remember(records: RiskMemory): void {
    const { baseCurrency } = this.#sources;
    const entries = records.ledgerEntries();
    for (const point of records.equityMarks(baseCurrency))
      this.onEquity(withTransfers(point, entries, baseCurrency));
    const windowMs = Math.max(rateWindowMs, this.#sources.limits.cooldownMs);
    for (const { intent } of records.recentOrders(windowMs))
      this.#entries.add(intent, intent.purpose === 'entry', intent.createdTime);
  }

  /** Takes up what an order of an earlier run still holds. One without a known reservation blocks entries until it ends. */
  restore(record: OrderRecord, remaining: Decimal): void {
    const { intent, reservation } = record;
    const held = reservation === null ? undefined : Decimal.from(reservation);
    const quantity = Decimal.from(intent.quantity);
    const reducing = intent.purpose !== 'entry' || held?.isZero() === true;
    const assetClass = this.#sources.market.instrument(intent.symbol)?.assetClass;
    const unitValue = reducing ? undefined : held?.dividedBy(quantity);
    this.#reservations.hold({ intent, assetClass, reducing, unitValue });
    this.#reservations.filled(intent.clientOrderId, quantity.minus(remaining));
  }

  /** The order has ended with executions that are still under way: those alone stay reserved. */
  keepOnly(clientOrderId: string, quantity: Decimal): void {
    this.#reservations.keepOnly(clientOrderId, quantity);
  }

  /** The order has ended; what it held is free again. */
  release(clientOrderId: string): void {
    this.#reservations.release(clientOrderId);
  }

  headroom(view: HeadroomView = { strategyName: null, symbols: [] }): readonly Headroom[] {
    const time = this.#clock.now();
    const probe = (symbol: string): RiskInput =>
      probeEntry(this.#sources, { symbol, strategyName: view.strategyName, time });
    const any = probe('');
    return [
      ...sessionHeadroom(any, any.otherOpenSymbols.size),
      ...view.symbols.flatMap((symbol) => headroomInSymbol(probe(symbol))),
    ];
  }

  /** How full each cap is; entries that are approved count as if they had filled. */
  capStates(): readonly CapState[] {
    const { limits } = this.#sources;
    const { gross, net, openSymbols: open } = this.footprint();
    return capStates(limits, {
      gross,
      net,
      openSymbols: open.size,
      equity: this.#equity.now(),
      dayStart: this.#equity.dayStart(),
      peak: this.#equity.peak(),
    });
  }

  /** True when the order can only make the position of its strategy smaller. */
  reduces(intent: OrderIntent): boolean {
    return buildRiskInput(this.#sources, intent, undefined, this.#clock.now()).reducing;
  }

  #denials(intent: OrderIntent, terms: PlanTerms | undefined, time: number): readonly RiskDenial[] {
    const input = buildRiskInput(this.#sources, intent, terms, time);
    const result = ApprovedOrder.review(input, rulesFor(input));
    return result instanceof ApprovedOrder ? [] : result;
  }

  /** A size is offered only when every rule passes it; as much as closes the position always passes. */
  #denial(
    input: RiskInput,
    denials: readonly RiskDenial[],
    terms: PlanTerms | undefined,
  ): RiskVerdict {
    const { intent, time, reducible, instrument } = input;
    const closing =
      instrument === undefined || reducible.isGreaterThan(input.quantity)
        ? '0'
        : roundQuantity(reducible, instrument.lot);
    const sizes = [smallestOffer(denials) ?? '0', closing]
      .map((size) => Decimal.from(size))
      .filter((size) => size.isPositive())
      .toSorted((left, right) => right.compare(left));
    const passing = sizes.find(
      (size) => this.#denials({ ...intent, quantity: size.toString() }, terms, time).length === 0,
    );
    return verdictOf(intent, denials, passing?.toString() ?? null, time);
  }
}

function classesOf(
  before: RiskCaps['classes'],
  change: RiskCaps['classes'],
): RiskCaps['classes'] | undefined {
  if (change === undefined) return before;
  const merged = Object.entries(change).map(([name, caps]) => [
    name,
    { ...before?.[name as AssetClass], ...caps },
  ]);
  return { ...before, ...Object.fromEntries(merged) };
}

function rulesFor(input: RiskInput): typeof entryRules {
  return input.reducing ? reducingRules : entryRules;
}
