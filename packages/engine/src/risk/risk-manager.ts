/** Says yes or no to every order, and keeps what it said yes to reserved. @module */
import {
  Decimal,
  type Clock,
  type DecimalString,
  type EquityPoint,
  type Headroom,
  type OrderIntent,
  type RiskVerdict,
} from '@tradewright/core';
import type { CurrencyConverter } from '../market/currency-converter.ts';
import type { MarketState } from '../market/market-state.ts';
import type { PortfolioTracker } from '../portfolio/portfolio-tracker.ts';
import { grossExposure } from '../portfolio/valuation.ts';
import { signedQuantity } from '../portfolio/signed-quantity.ts';
import { ApprovedOrder } from './approved-order.ts';
import { headroomOf } from './headroom.ts';
import { Reservations } from './reservations.ts';
import type { RiskCaps } from './risk-caps.ts';
import type { RiskInput, RiskRule } from './risk-input.ts';
import { allowedSymbols } from './rules/allowed-symbols.ts';
import { dailyLoss } from './rules/daily-loss.ts';
import { grossExposureCap } from './rules/gross-exposure.ts';
import { instrumentTerms } from './rules/instrument-terms.ts';
import { maxOrderValue } from './rules/max-order-value.ts';
import { maxPositions } from './rules/max-positions.ts';
import { minimumTrade } from './rules/minimum-trade.ts';

/** Every rule, in the order in which a verdict names them. */
const rules: readonly RiskRule[] = [
  allowedSymbols,
  instrumentTerms,
  maxOrderValue,
  minimumTrade,
  grossExposureCap,
  maxPositions,
  dailyLoss,
];

const dayMs = 86_400_000;

/** What the manager looks at. */
export type RiskManagerOptions = {
  readonly caps: RiskCaps;
  readonly baseCurrency: string;
  readonly clock: Clock;
  readonly market: MarketState;
  readonly portfolio: PortfolioTracker;
  readonly converter: CurrencyConverter;
};

/** A verdict, with the approval when it is a yes. */
export type RiskReview = {
  readonly verdict: RiskVerdict;
  readonly approved: ApprovedOrder | undefined;
};

/** Runs every rule over every order. Reducing orders pass all caps; what is not known denies. */
export class RiskManager {
  readonly caps: RiskCaps;
  readonly #options: RiskManagerOptions;
  readonly #reservations = new Reservations();
  #equity: Decimal | undefined;
  #day: { readonly start: number; readonly equity: Decimal } | undefined;

  constructor(options: RiskManagerOptions) {
    this.#options = options;
    this.caps = options.caps;
  }

  /** Takes in the newest equity; the first of a UTC day is what the daily loss is measured from. */
  onEquity(point: EquityPoint): void {
    this.#equity = point.equity === null ? undefined : Decimal.from(point.equity);
    const start = Math.floor(point.time / dayMs) * dayMs;
    if (this.#equity !== undefined && this.#day?.start !== start)
      this.#day = { start, equity: this.#equity };
  }

  /** Reviews and, on a yes, reserves until {@link release}. */
  review(intent: OrderIntent): RiskReview {
    const input = this.#inputFor(intent);
    const result = ApprovedOrder.review(input, rules);
    if (!(result instanceof ApprovedOrder))
      return {
        verdict: verdictOf(intent, [...result], this.#options.clock.now()),
        approved: undefined,
      };
    this.#reservations.hold(intent, input.reducing, input.unitValue ?? Decimal.zero);
    return { verdict: verdictOf(intent, [], this.#options.clock.now()), approved: result };
  }

  /** The verdict without reserving anything. */
  dryRun(intent: OrderIntent): RiskVerdict {
    const result = ApprovedOrder.review(this.#inputFor(intent), rules);
    return verdictOf(
      intent,
      result instanceof ApprovedOrder ? [] : [...result],
      this.#options.clock.now(),
    );
  }

  onFill(clientOrderId: string, quantity: DecimalString): void {
    this.#reservations.filled(clientOrderId, Decimal.from(quantity));
  }

  /** Takes up what an order of an earlier run still holds. */
  restore(intent: OrderIntent, remaining: Decimal): void {
    const input = this.#inputFor(intent);
    this.#reservations.hold(intent, input.reducing, input.unitValue ?? Decimal.zero);
    this.#reservations.filled(intent.clientOrderId, Decimal.from(intent.quantity).minus(remaining));
  }

  /** The order has ended; what it held is free again. */
  release(clientOrderId: string): void {
    this.#reservations.release(clientOrderId);
  }

  headroom(): readonly Headroom[] {
    const dayLoss =
      this.#equity === undefined || this.#day === undefined
        ? undefined
        : this.#day.equity.minus(this.#equity);
    return headroomOf(this.caps, {
      exposure: this.#exposure()?.plus(this.#reservations.value()),
      openSymbols: this.#openSymbols().size,
      dayLoss,
    });
  }

  #inputFor(intent: OrderIntent): RiskInput {
    const { market, converter, baseCurrency, clock } = this.#options;
    const instrument = market.instrument(intent.symbol);
    const quote = market.quote(intent.symbol);
    const touch = intent.side === 'buy' ? quote?.ask : quote?.bid;
    const price = intent.limitPrice ?? intent.stopPrice ?? undefined;
    const reference =
      price !== undefined
        ? Decimal.from(price)
        : touch === null || touch === undefined
          ? undefined
          : Decimal.fromMarketNumber(touch);
    const rate =
      instrument === undefined ? undefined : converter.rate(instrument.currency, baseCurrency);
    const unitValue =
      reference === undefined || rate === undefined ? undefined : reference.times(rate);
    const others = this.#openSymbols();
    others.delete(intent.symbol);
    return {
      intent,
      caps: this.caps,
      instrument,
      quote,
      phase: market.phase(intent.symbol, clock.now()),
      reducing: this.reduces(intent),
      unitValue,
      value: unitValue?.times(Decimal.from(intent.quantity)),
      equity: this.#equity,
      dayStartEquity: this.#day?.equity,
      exposure: this.#exposure(),
      reserved: this.#reservations.value(),
      otherOpenSymbols: others.size,
    };
  }

  /** True when the whole order fits into what its strategy holds on the other side, less what exits already claim. */
  reduces(intent: OrderIntent): boolean {
    const book = this.#options.portfolio.position(intent.strategyName ?? manualBook, intent.symbol);
    if (book === undefined) return false;
    const held = Decimal.from(book.quantity);
    const moved = signedQuantity(intent.side, Decimal.from(intent.quantity));
    if (held.isZero() || held.sign() === moved.sign()) return false;
    const claimed = this.#reservations.reducingQuantity(
      intent.strategyName,
      intent.symbol,
      intent.side,
    );
    return !moved.absolute().plus(claimed).isGreaterThan(held.absolute());
  }

  #exposure(): Decimal | undefined {
    const { portfolio, converter, baseCurrency, market } = this.#options;
    return grossExposure({
      books: portfolio.books(),
      converter,
      baseCurrency,
      quote: (symbol) => market.quote(symbol),
    });
  }

  #openSymbols(): Set<string> {
    const open = new Set(this.#reservations.entrySymbols());
    for (const book of this.#options.portfolio.books()) {
      if (book.state === 'open') open.add(book.symbol);
    }
    return open;
  }
}

/** Book of orders that no strategy asked for. */
export const manualBook = 'manual';

function verdictOf(
  intent: OrderIntent,
  denials: RiskVerdict['denials'],
  time: number,
): RiskVerdict {
  const sizes = denials.map((denial) => denial.largestSize);
  const passable = sizes.length > 0 && sizes.every((size): size is DecimalString => size !== null);
  const largest = passable
    ? Decimal.minimum(Decimal.from(sizes[0] ?? '0'), ...sizes.map((size) => Decimal.from(size)))
    : undefined;
  return {
    approved: denials.length === 0,
    denials: [...denials],
    largestSize: denials.length === 0 ? intent.quantity : (largest?.toString() ?? null),
    strategyName: intent.strategyName,
    planId: intent.planId,
    symbol: intent.symbol,
    side: intent.side,
    quantity: intent.quantity,
    time,
  };
}
