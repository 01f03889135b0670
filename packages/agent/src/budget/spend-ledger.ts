/** The money that models may cost, held before each request and settled after it. @module */
import {
  Decimal,
  TradewrightError,
  type Clock,
  type DecimalString,
  type DurableMap,
} from '@tradewright/core';
import type { SpendGuard, SpendReservation, TokenUsage } from '../model/model-attempt.ts';
import type { DecisionSpend } from './decision-spend.ts';
import type { ModelPrice } from './model-prices.ts';

/** Caps in US dollars; hour, day and month are those of UTC. */
export type SpendCaps = {
  readonly decision: DecimalString;
  readonly hour: DecimalString;
  readonly day: DecimalString;
  readonly month: DecimalString;
};

/** What the ledger works with. `store` keeps sums over restarts, each durable before the request it pays for. */
export type SpendLedgerOptions = {
  readonly caps: SpendCaps;
  readonly priceOf: (model: string) => ModelPrice;
  /** Wall time. */
  readonly clock: Clock;
  readonly store?: DurableMap;
};

/** One spender: a guard for its client, and the sum of its decision. */
export type Spender = DecisionSpend & SpendGuard;

const million = Decimal.from('1000000');
const periods = { hour: 13, day: 10, month: 7 } as const;
type Period = keyof typeof periods;

/**
 * Counts every request at its worst case before its first byte: each byte a token, the longest
 * answer, nothing cached. A settlement gives back what the endpoint's own count leaves over; where
 * it counts nothing, or nothing comes back, the worst case stays. So the sums cannot pass a cap,
 * whatever is repeated, aborted or asked at the same time.
 */
export class SpendLedger {
  readonly #options: SpendLedgerOptions;
  readonly #memory = new Map<string, Decimal>();

  constructor(options: SpendLedgerOptions) {
    this.#options = options;
  }

  /** Charged in the hour, day or month of now. */
  charged(period: Period): Decimal {
    return this.#sum(this.#keys()[period]);
  }

  /** A spender with a decision cap of its own; all of a ledger share the other caps. */
  spender(): Spender {
    let decision = Decimal.zero;
    const add = (by: Decimal): void => {
      decision = decision.plus(by);
    };
    return {
      currency: 'USD',
      begin: () => {
        decision = Decimal.zero;
      },
      charged: () => decision,
      reserve: (model, requestBytes, maxOutputTokens) => {
        const worst = this.#cost(model, {
          inputTokens: requestBytes,
          cachedTokens: 0,
          outputTokens: maxOutputTokens,
        });
        this.#check('decision', decision, worst);
        const keys = this.#keys();
        for (const period of Object.keys(periods) as Period[])
          this.#check(period, this.#sum(keys[period]), worst);
        this.#add(keys, worst);
        add(worst);
        return this.#reservation(worst, { model, keys, add });
      },
    };
  }

  #reservation(worst: Decimal, of: Holding): SpendReservation {
    let open = true;
    const charge = (cost: Decimal): void => {
      if (!open) return;
      open = false;
      const back = cost.minus(worst);
      this.#add(of.keys, back);
      of.add(back);
    };
    return {
      settle: (usage) => {
        if (usage === null || usage.inputTokens === null || usage.outputTokens === null) {
          open = false;
          return;
        }
        charge(this.#cost(of.model, usage));
      },
      release: () => charge(Decimal.zero),
    };
  }

  #cost(model: string, usage: TokenUsage): Decimal {
    const { input, cachedInput, output } = this.#options.priceOf(model);
    const cached = Math.min(usage.cachedTokens ?? 0, usage.inputTokens ?? 0);
    const part = (tokens: number, price: DecimalString): Decimal =>
      Decimal.from(price).times(Decimal.from(String(tokens)));
    return part((usage.inputTokens ?? 0) - cached, input)
      .plus(part(cached, cachedInput))
      .plus(part(usage.outputTokens ?? 0, output))
      .dividedBy(million);
  }

  #check(name: keyof SpendCaps, charged: Decimal, worst: Decimal): void {
    const cap = Decimal.from(this.#options.caps[name]);
    if (!charged.plus(worst).isGreaterThan(cap)) return;
    throw new TradewrightError(
      'MODEL_BUDGET',
      `A request of at most ${worst.toString()} USD did not fit under the ${name} cap of ${cap.toString()} USD, of which ${charged.toString()} was charged.`,
      {
        hint: `no new risk is taken until it fits; raise LLM_MAX_COST_PER_${name.toUpperCase()} to spend more`,
        facts: { reason: name },
      },
    );
  }

  #keys(): Readonly<Record<Period, string>> {
    const stamp = new Date(this.#options.clock.now()).toISOString();
    const key = (period: Period): string => `spend:${stamp.slice(0, periods[period])}`;
    return { hour: key('hour'), day: key('day'), month: key('month') };
  }

  #sum(key: string): Decimal {
    return this.#memory.get(key) ?? Decimal.from(this.#options.store?.get(key) ?? '0');
  }

  #add(keys: Readonly<Record<Period, string>>, by: Decimal): void {
    for (const key of Object.values(keys)) {
      const sum = this.#sum(key).plus(by);
      this.#options.store?.set(key, sum.toString());
      this.#memory.set(key, sum);
    }
  }
}

type Holding = {
  readonly model: string;
  readonly keys: Readonly<Record<Period, string>>;
  readonly add: (by: Decimal) => void;
};
