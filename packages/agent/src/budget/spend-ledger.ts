/** What models may cost, held before each request and settled after it. @module */
import { Decimal, type Clock, type DecimalString } from '@tradewright/core';
import type { SpendGuard, SpendReservation, TokenUsage } from '../model/model-attempt.ts';
import type { DecisionSpend } from './decision-spend.ts';
import type { ModelPrice } from './model-prices.ts';
import {
  addSpend,
  noSpend,
  parseSpend,
  spendDifference,
  spendText,
  type SpendAmounts,
} from './spend-amounts.ts';
import { checkSpend, type SpendCaps } from './spend-caps.ts';
import { spendMark } from './spend-mark.ts';
import { memorySpendStore, type SpendStore } from './spend-store.ts';

/** What the ledger works with. `store` keeps sums over restarts, each durable before the request it pays for. */
export type SpendLedgerOptions = {
  readonly caps: SpendCaps;
  readonly priceOf: (model: string) => ModelPrice;
  /** Wall time. */
  readonly clock: Clock;
  readonly store?: SpendStore;
};

/** One spender: a guard for its client, and the sum of its decision. */
export type Spender = DecisionSpend & SpendGuard;

const million = Decimal.from('1000000');
const periods = { hour: 13, day: 10, month: 7 } as const;
type Period = keyof typeof periods;
const periodNames: readonly Period[] = ['hour', 'day', 'month'];

/**
 * Counts every request at its worst case before its first byte: each byte a token, the longest
 * answer, nothing cached, the whole of its time. A settlement gives back what the endpoint's own
 * count leaves over; where it counts nothing, or nothing comes back, money and tokens stay held. So
 * the sums cannot pass a cap, whatever is repeated, aborted or asked at the same time, by this
 * process or by another one on the same store.
 */
export class SpendLedger {
  readonly #options: SpendLedgerOptions;
  readonly #store: SpendStore;

  constructor(options: SpendLedgerOptions) {
    this.#options = options;
    this.#store = options.store ?? memorySpendStore();
  }

  /** Charged in the hour, day or month of now. */
  charged(period: Period): SpendAmounts {
    const key = this.#keys()[period];
    return this.#store.exclusively((sums) => parseSpend(sums.get(key)));
  }

  /** Which budget of the hour, day or month of now is nearly used up; `null` for none. */
  mark(): string | null {
    const marks = periodNames.map((period) =>
      spendMark(period, this.#options.caps[period], this.charged(period)),
    );
    return marks.find((mark) => mark !== null) ?? null;
  }

  /** A spender with a decision cap of its own; all of a ledger share the other caps. */
  spender(): Spender {
    let decision = noSpend;
    const add = (by: SpendAmounts): void => {
      decision = addSpend(decision, by);
    };
    return {
      currency: 'USD',
      begin: () => {
        decision = noSpend;
      },
      charged: () => decision.usd,
      reserve: (model, requestBytes, maxOutputTokens, timeoutMs = 0) => {
        const worst = this.#amounts(
          model,
          { inputTokens: requestBytes, cachedTokens: 0, outputTokens: maxOutputTokens },
          Math.ceil(timeoutMs),
        );
        checkSpend('decision', this.#options.caps.decision, { charged: decision, worst });
        const keys = this.#keys();
        this.#store.exclusively((sums) => {
          for (const period of periodNames) {
            const charged = parseSpend(sums.get(keys[period]));
            checkSpend(period, this.#options.caps[period], { charged, worst });
            sums.set(keys[period], spendText(addSpend(charged, worst)));
          }
        });
        add(worst);
        return this.#reservation(worst, { model, keys, add });
      },
    };
  }

  #reservation(worst: SpendAmounts, of: Holding): SpendReservation {
    const started = this.#options.clock.monotonic();
    let open = true;
    const charge = (used: Pick<SpendAmounts, 'usd' | 'tokens'>): void => {
      if (!open) return;
      open = false;
      const ms = Math.min(worst.ms, Math.ceil(this.#options.clock.monotonic() - started));
      const back = spendDifference({ ...used, ms, calls: worst.calls }, worst);
      this.#store.exclusively((sums) => {
        for (const key of Object.values(of.keys))
          sums.set(key, spendText(addSpend(parseSpend(sums.get(key)), back)));
      });
      of.add(back);
    };
    return {
      settle: (usage) => {
        const counted = usage !== null && usage.inputTokens !== null && usage.outputTokens !== null;
        charge(counted ? this.#amounts(of.model, usage, 0) : worst);
      },
      release: () => charge(noSpend),
    };
  }

  #amounts(model: string, usage: TokenUsage, ms: number): SpendAmounts {
    const { input, cachedInput, output } = this.#options.priceOf(model);
    const [asked, answered] = [usage.inputTokens ?? 0, usage.outputTokens ?? 0];
    const cached = Math.min(usage.cachedTokens ?? 0, asked);
    const part = (tokens: number, price: DecimalString): Decimal =>
      Decimal.from(price).times(Decimal.from(String(tokens)));
    const usd = part(asked - cached, input)
      .plus(part(cached, cachedInput))
      .plus(part(answered, output))
      .dividedBy(million);
    return { usd, calls: 1, tokens: asked + answered, ms };
  }

  #keys(): Readonly<Record<Period, string>> {
    const stamp = new Date(this.#options.clock.now()).toISOString();
    const key = (period: Period): string => `spend:${stamp.slice(0, periods[period])}`;
    return { hour: key('hour'), day: key('day'), month: key('month') };
  }
}

type Holding = {
  readonly model: string;
  readonly keys: Readonly<Record<Period, string>>;
  readonly add: (by: SpendAmounts) => void;
};
