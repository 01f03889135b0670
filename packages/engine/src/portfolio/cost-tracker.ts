/** What trading costs: estimated before, reported after. @module */
import {
  Decimal,
  amount,
  type Amount,
  type Commission,
  type Fill,
  type Liquidity,
  type Quote,
} from '@tradewright/core';
import { noFeeFacts, type FeeFacts, type FeeSchedule } from './fees/fee-schedule.ts';
import { VolumeLog } from './volume-log.ts';

/** Estimated and reported sums in one currency, over the fills of which both are known. */
export type CostDrift = {
  readonly currency: string;
  readonly estimated: string;
  readonly reported: string;
};

/** What the market itself took, in one currency: half spreads crossed, and price lost beyond the touch. Negative is a gain. */
export type MarketCost = {
  readonly currency: string;
  readonly spread: string;
  readonly slippage: string;
};

/** What an estimate may rest on besides the notional. */
export type EstimateParts = {
  readonly quantity?: Decimal | undefined;
  readonly liquidity?: Liquidity | undefined;
  /** ms UTC; tiers rest on what was traded before it. Left out, nothing was. */
  readonly time?: number;
};

/** Keeps estimates beside what the venue reported, so that a wrong price list shows. */
export class CostTracker {
  readonly #schedule: FeeSchedule;
  readonly #facts: FeeFacts;
  readonly #volume = new VolumeLog();
  readonly #drift = new Map<string, { estimated: Decimal; reported: Decimal }>();
  readonly #market = new Map<string, { spread: Decimal; slippage: Decimal }>();
  readonly #sent = new Map<string, Quote>();
  readonly #filled = new Map<string, { notional: Decimal; quantity: Decimal; fee: Decimal }>();

  constructor(schedule: FeeSchedule, facts: FeeFacts = noFeeFacts) {
    this.#schedule = schedule;
    this.#facts = facts;
  }

  /** Expected cost of an order; `undefined` when the price list is not known. */
  estimate(symbol: string, notional: Amount, parts: EstimateParts = {}): Amount | undefined {
    const { time, quantity, liquidity } = parts;
    const volume = time === undefined ? undefined : this.#volume.volume(notional.currency, time);
    return this.#schedule({ symbol, notional, quantity, liquidity, volume }, this.#facts);
  }

  /** Remembers the market in which an order was sent: its costs are measured from it. */
  sent(clientOrderId: string, quote: Quote | undefined): void {
    if (quote !== undefined) keep(this.#sent, clientOrderId, quote);
  }

  /** Takes in an execution once: its volume, its commission where it has one already, and what it cost in the market. */
  onFill(fill: Fill): void {
    this.#volume.add(fill);
    if (fill.commission !== null && fill.commissionCurrency !== null)
      this.record(fill, { commission: fill.commission, currency: fill.commissionCurrency });
    const sent = fill.clientOrderId === null ? undefined : this.#sent.get(fill.clientOrderId);
    if (sent === undefined || sent.bid === null || sent.ask === null) return;
    if (fill.liquidity === 'maker') return;
    const quantity = Decimal.from(fill.quantity);
    const signed = fill.side === 'buy' ? quantity : quantity.negated();
    const touch = Decimal.fromMarketNumber(fill.side === 'buy' ? sent.ask : sent.bid);
    const width = Decimal.fromMarketNumber(sent.ask).minus(Decimal.fromMarketNumber(sent.bid));
    const sums = this.#market.get(fill.currency) ?? zeroCosts;
    this.#market.set(fill.currency, {
      spread: sums.spread.plus(width.times(half).times(quantity)),
      slippage: sums.slippage.plus(Decimal.from(fill.price).minus(touch).times(signed)),
    });
  }

  /** Records what the venue charged for a fill. An order's minimum is charged once, however many fills it has. */
  record(fill: Fill, reported: Pick<Commission, 'commission' | 'currency'>): void {
    const estimate = this.#estimateOf(fill);
    if (estimate === undefined || estimate.currency !== reported.currency) return;
    const sums = this.#drift.get(reported.currency) ?? {
      estimated: Decimal.zero,
      reported: Decimal.zero,
    };
    this.#drift.set(reported.currency, {
      estimated: sums.estimated.plus(Decimal.from(estimate.value)),
      reported: sums.reported.plus(Decimal.from(reported.commission)),
    });
  }

  /** Estimated against reported, per currency. */
  drift(): readonly CostDrift[] {
    return [...this.#drift].map(([currency, { estimated, reported }]) => ({
      currency,
      estimated: estimated.toString(),
      reported: reported.toString(),
    }));
  }

  /** Spread and slippage of what was taken, per currency. They are in the prices already. */
  marketCosts(): readonly MarketCost[] {
    return [...this.#market].map(([currency, { spread, slippage }]) => ({
      currency,
      spread: spread.toString(),
      slippage: slippage.toString(),
    }));
  }

  /** What this fill adds to the estimate of its whole order. */
  #estimateOf(fill: Fill): Amount | undefined {
    const id = fill.clientOrderId ?? fill.fillId;
    const before = this.#filled.get(id) ?? nothing;
    const quantity = before.quantity.plus(Decimal.from(fill.quantity));
    const notional = before.notional.plus(
      Decimal.from(fill.price).times(Decimal.from(fill.quantity)),
    );
    const { liquidity, time, currency, symbol } = fill;
    const whole = this.estimate(symbol, amount(notional, currency), { quantity, liquidity, time });
    if (whole === undefined) return undefined;
    const fee = Decimal.from(whole.value);
    if (fill.clientOrderId !== null) keep(this.#filled, id, { notional, quantity, fee });
    return amount(fee.minus(before.fee), whole.currency);
  }
}

/** Orders whose market and fills are remembered; a fill that comes later is not measured. */
const orderCapacity = 1_000;

function keep<Value>(orders: Map<string, Value>, id: string, value: Value): void {
  orders.set(id, value);
  if (orders.size <= orderCapacity) return;
  for (const oldest of orders.keys()) {
    orders.delete(oldest);
    return;
  }
}

const half = Decimal.from('0.5');
const zeroCosts = { spread: Decimal.zero, slippage: Decimal.zero };
const nothing = { notional: Decimal.zero, quantity: Decimal.zero, fee: Decimal.zero };
