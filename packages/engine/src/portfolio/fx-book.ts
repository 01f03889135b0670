/** What rates alone have earned or lost on money in other currencies. @module */
import { Decimal, type LedgerEntry } from '@tradewright/core';

/** Money in one currency: its sum, what it was worth when it came, what has had no rate yet, and whether the ledger holds its rate. */
type Pot = { net: Decimal; worth: Decimal; unrated: Decimal; isMarked: boolean };

/** A gain in base currency that is not in the ledger yet; a loss is negative. */
export type FxGain = {
  readonly currency: string;
  /** Base currency per unit, at which the money stands afterwards. */
  readonly rate: Decimal;
  readonly gain: Decimal;
};

const gainPlaces = 8;

/**
 * Splits what rates do from what prices do. Cash and positions at cost are worth what their currency
 * was worth when they came in; what they are worth beyond that is FX gain, and realised gains, fees
 * and dividends come in at the rate of their own day.
 */
export class FxBook {
  readonly #baseCurrency: string;
  readonly #rate: (currency: string) => Decimal | undefined;
  readonly #assets = new Map<string, Pot>();
  readonly #opening = new Map<string, Pot>();
  readonly #external = new Map<string, Decimal>();
  readonly #cash = new Map<string, Decimal>();

  /** @param rate - Base currency per unit, at the middle; `undefined` when not known. */
  constructor(baseCurrency: string, rate: (currency: string) => Decimal | undefined) {
    this.#baseCurrency = baseCurrency;
    this.#rate = rate;
  }

  /** Takes in an entry that the journal has, at the rate of now. */
  add(entry: LedgerEntry): void {
    this.#take(entry, this.#rate);
  }

  /** Takes in the entries of earlier runs, oldest first; what came after their last revaluation is rated later. */
  restore(entries: readonly LedgerEntry[]): void {
    for (const entry of entries) this.#take(entry, () => undefined);
  }

  /**
   * Gains since the last revaluation of each currency; one without a rate is left out. A currency in
   * which something was booked since is there also without a gain: its entry is where the next run goes on.
   */
  gains(): readonly FxGain[] {
    return [...this.#assets].flatMap(([currency, pot]) => {
      const rate = this.#rate(currency);
      if (rate === undefined) return [];
      const gain = gainOf(pot, rate).roundedToPlaces(gainPlaces);
      return gain.isZero() && pot.isMarked ? [] : [{ currency, rate, gain }];
    });
  }

  /** What rates have done to the opening cash in this run. Without a rate it stays as it was when there was one. */
  openingGain(): Decimal {
    let sum = Decimal.zero;
    for (const [currency, pot] of this.#opening) {
      const rate = this.#rate(currency);
      if (rate === undefined) continue;
      sum = sum.plus(gainOf(pot, rate));
    }
    return sum;
  }

  /** Cash that was booked without a trade, by currency. */
  external(): ReadonlyMap<string, Decimal> {
    return this.#external;
  }

  /** Balances of the accounts `cash:*`, by currency. */
  cash(): ReadonlyMap<string, Decimal> {
    return this.#cash;
  }

  #take(entry: LedgerEntry, rate: (currency: string) => Decimal | undefined): void {
    if (entry.kind === 'fx-revaluation') return this.#revalued(entry);
    for (const { account, currency, amount } of entry.postings) {
      const sum = Decimal.from(amount);
      const isCash = account.startsWith('cash:');
      if (isCash) addTo(this.#cash, currency, sum);
      if (isCash && entry.kind === 'external') addTo(this.#external, currency, sum);
      if (currency === this.#baseCurrency) continue;
      if (isCash || account.startsWith('position:'))
        put(this.#assets, { currency, sum, rate: rate(currency) });
      if (account === 'equity:opening')
        put(this.#opening, { currency, sum: sum.negated(), rate: rate(currency) });
    }
  }

  #revalued({ reference }: LedgerEntry): void {
    const [currency = '', rate = ''] = reference.split('@');
    const pot = this.#assets.get(currency);
    if (pot === undefined || !Decimal.isDecimalText(rate)) return;
    pot.worth = pot.net.times(Decimal.from(rate));
    pot.unrated = Decimal.zero;
    pot.isMarked = true;
  }
}

function addTo(sums: Map<string, Decimal>, currency: string, sum: Decimal): void {
  sums.set(currency, (sums.get(currency) ?? Decimal.zero).plus(sum));
}

/** Money without a rate gains nothing until it has one. */
function gainOf(pot: Pot, rate: Decimal): Decimal {
  if (!pot.unrated.isZero()) {
    pot.worth = pot.worth.plus(pot.unrated.times(rate));
    pot.unrated = Decimal.zero;
  }
  return pot.net.times(rate).minus(pot.worth);
}

function put(
  pots: Map<string, Pot>,
  { currency, sum, rate }: { currency: string; sum: Decimal; rate: Decimal | undefined },
): void {
  const pot = pots.get(currency) ?? {
    net: Decimal.zero,
    worth: Decimal.zero,
    unrated: Decimal.zero,
    isMarked: false,
  };
  pot.isMarked = false;
  pot.net = pot.net.plus(sum);
  if (rate === undefined) pot.unrated = pot.unrated.plus(sum);
  else pot.worth = pot.worth.plus(sum.times(rate));
  pots.set(currency, pot);
}

/** The gain of one currency in base currency: what stands at the venue is revalued against income. */
export function revaluationEntry(
  { currency, rate, gain }: FxGain,
  origin: { readonly entryId: string; readonly baseCurrency: string; readonly time: number },
): LedgerEntry {
  const { entryId, baseCurrency, time } = origin;
  return {
    entryId,
    kind: 'fx-revaluation',
    reference: `${currency}@${rate.toString()}`,
    reverses: null,
    strategyName: null,
    symbol: null,
    postings: [
      {
        account: `fx:${currency}`,
        currency: baseCurrency,
        amount: gain.toString(),
        quantity: null,
      },
      {
        account: 'income:fx',
        currency: baseCurrency,
        amount: gain.negated().toString(),
        quantity: null,
      },
    ],
    time,
  };
}
