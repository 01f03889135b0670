/** Executions that the venue has corrected since. @module */
import { Decimal, type AccountSnapshot, type Fill, type Random } from '@tradewright/core';

/** Most revisions of one execution after its first. */
const mostRevisions = 2;

/** Knows the newest revision of each execution, and what the corrections did to the cash. */
export class Corrections {
  readonly #newest = new Map<string, Fill>();
  #cash = Decimal.zero;

  /** Corrects the price of one of the executions by some cents; `undefined` when none can be. */
  draw(executions: readonly Fill[], random: Random): Fill | undefined {
    const drawn = executions[random.integer(0, executions.length - 1)];
    if (drawn === undefined) return undefined;
    const before = this.newest(drawn);
    if (before.revision >= drawn.revision + mostRevisions) return undefined;
    const cents = Decimal.from(String(random.integer(1, 5) * (random.next() < 0.5 ? -1 : 1)));
    const price = Decimal.from(before.price).plus(cents.times(Decimal.from('0.01')));
    if (price.sign() <= 0) return undefined;
    const after: Fill = {
      ...before,
      revision: before.revision + 1,
      price: price.toString() as Fill['price'],
    };
    this.#newest.set(before.fillId, after);
    this.#cash = this.#cash.plus(paid(after).minus(paid(before)));
    return after;
  }

  /** The execution as the venue knows it now. */
  newest(fill: Fill): Fill {
    return this.#newest.get(fill.fillId) ?? fill;
  }

  /** The account with the corrections in its cash. @param currency - That of every execution. */
  account<Account extends Pick<AccountSnapshot, 'cash'>>(
    snapshot: Account,
    currency: string,
  ): Account {
    const cash = Decimal.from(snapshot.cash[currency] ?? '0').plus(this.#cash);
    return { ...snapshot, cash: { ...snapshot.cash, [currency]: cash.toString() } };
  }
}

/** What an execution brought in; negative for what it cost. */
function paid(fill: Fill): Decimal {
  const value = Decimal.from(fill.quantity).times(Decimal.from(fill.price));
  return fill.side === 'sell' ? value : value.negated();
}
