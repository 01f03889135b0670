/** Cash and holdings of the simulated account. @module */
import { Decimal } from '@tradewright/core';
import type { SimulatedContract } from './simulated-contract.ts';
import type { SimulatedExecution } from './simulated-execution.ts';

type Holding = { readonly contract: SimulatedContract; quantity: Decimal; averagePrice: Decimal };

/** Books executions into cash per currency and signed holdings at average cost. */
export class SimulatedAccount {
  readonly id: string;
  readonly baseCurrency: string;
  readonly #cash = new Map<string, Decimal>();
  readonly #holdings = new Map<number, Holding>();

  constructor(id: string, baseCurrency: string, cash: Readonly<Record<string, string>>) {
    this.id = id;
    this.baseCurrency = baseCurrency;
    for (const [currency, amount] of Object.entries(cash))
      this.#cash.set(currency, Decimal.from(amount));
  }

  get cash(): readonly (readonly [string, Decimal])[] {
    return [...this.#cash];
  }

  get holdings(): readonly Readonly<Holding>[] {
    return [...this.#holdings.values()].filter((holding) => !holding.quantity.isZero());
  }

  quantityOf(conId: number): Decimal {
    return this.#holdings.get(conId)?.quantity ?? Decimal.zero;
  }

  book(execution: SimulatedExecution): void {
    const { contract, action } = execution.order;
    const shares = Decimal.from(execution.shares);
    const price = Decimal.from(execution.price);
    const signed = action === 'BUY' ? shares : shares.negated();
    this.#move(contract.currency, signed.times(price).negated());
    this.#move(execution.commissionCurrency, Decimal.from(execution.commission).negated());
    if (contract.secType === 'CASH') this.#move(contract.symbol, signed);
    const held = this.#holdings.get(contract.conId) ?? {
      contract,
      quantity: Decimal.zero,
      averagePrice: Decimal.zero,
    };
    const next = held.quantity.plus(signed);
    if (held.quantity.sign() * signed.sign() >= 0) {
      const cost = held.quantity.absolute().times(held.averagePrice).plus(shares.times(price));
      held.averagePrice = cost.dividedBy(next.absolute()).roundedToPlaces(8);
    } else if (next.sign() === signed.sign()) held.averagePrice = price;
    held.quantity = next;
    this.#holdings.set(contract.conId, held);
  }

  /** An execution was made at another price than told: the difference is paid. */
  correct({ order, shares, price: before }: SimulatedExecution, price: string): void {
    const worth = Decimal.from(shares).times(Decimal.from(price).minus(Decimal.from(before)));
    this.#move(order.contract.currency, order.action === 'BUY' ? worth.negated() : worth);
  }

  #move(currency: string, amount: Decimal): void {
    this.#cash.set(currency, (this.#cash.get(currency) ?? Decimal.zero).plus(amount));
  }
}
