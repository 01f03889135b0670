/** Client order ids that have left: none of them leaves again. @module */
import { TradewrightError, type DurableMap } from '@tradewright/core/venue';

/** Venues that ccxt reaches take the same client id twice; here it is used up with its first order, over restarts too. */
export class SentIds {
  readonly #state: DurableMap;

  constructor(state: DurableMap) {
    this.#state = state;
  }

  /**
   * Marks the id durably, then sends. An id whose order provably did not leave is free again.
   *
   * @throws TradewrightError `ORDER_DUPLICATE_ID` (outcome `not-sent`), and whatever `send` throws
   */
  async once<Answer>(clientOrderId: string, send: () => Promise<Answer>): Promise<Answer> {
    const key = `sent:${clientOrderId}`;
    if (this.#state.get(key) !== undefined)
      throw new TradewrightError('ORDER_DUPLICATE_ID', `${clientOrderId} was sent before.`, {
        outcome: 'not-sent',
        hint: 'look the order up; a new order needs a new id',
      });
    this.#state.set(key, '1');
    try {
      return await send();
    } catch (error) {
      if (TradewrightError.is(error) && error.outcome === 'not-sent') this.#state.delete(key);
      throw error;
    }
  }
}
