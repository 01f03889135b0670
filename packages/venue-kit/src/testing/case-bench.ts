/** What a case of the conformance suite works with. @module */
import { fail } from 'node:assert/strict';
import {
  Decimal,
  TradewrightError,
  decimal,
  roundPrice,
  type BaseTrader,
  type DecimalString,
  type Fill,
  type Instrument,
  type OrderIntent,
  type OrderReport,
  type TimeInForce,
} from '@tradewright/core';
import type { TraderRig, Touch } from './conformance-venue.ts';
import { RecordedEvents } from './recorded-events.ts';

const longestWait = 600;

/** A rig with the words that cases are written in: resting and crossing orders, moves of the market, waits. */
export class CaseBench {
  readonly rig: TraderRig;
  readonly instrument: Instrument;
  /** A price well below the market, and one well above, on the steps of the instrument. */
  readonly low: DecimalString;
  readonly high: DecimalString;
  /** Well below `low`, and well above `high`. */
  readonly lower: DecimalString;
  readonly higher: DecimalString;
  #trader: BaseTrader;
  #events: RecordedEvents;

  private constructor(rig: TraderRig, instrument: Instrument) {
    this.rig = rig;
    this.instrument = instrument;
    const ladder = instrument.tickLadder;
    this.low = roundPrice(Decimal.from(rig.touch.bid).times(decimalOf('0.9')), ladder, 'buy');
    this.high = roundPrice(Decimal.from(rig.touch.ask).times(decimalOf('1.1')), ladder, 'sell');
    this.lower = roundPrice(Decimal.from(rig.touch.bid).times(decimalOf('0.8')), ladder, 'buy');
    this.higher = roundPrice(Decimal.from(rig.touch.ask).times(decimalOf('1.2')), ladder, 'sell');
    this.#trader = rig.trader;
    this.#events = new RecordedEvents(rig.trader);
  }

  static async on(rig: TraderRig): Promise<CaseBench> {
    return new CaseBench(rig, await rig.trader.loadInstrument(rig.symbol));
  }

  get trader(): BaseTrader {
    return this.#trader;
  }

  /** What the present trader told since it is here. */
  get told(): RecordedEvents['log'] {
    return this.#events.log;
  }

  /** A time in force that fits a market order. */
  get dayOrNow(): TimeInForce {
    return this.#trader.capabilities.timesInForce.includes('DAY') ? 'DAY' : 'IOC';
  }

  get eventCount(): number {
    return this.#events.count;
  }

  /** A GTC limit buy that rests well below the market, with an id of its own. */
  intent(parts: Partial<OrderIntent> = {}): OrderIntent {
    return {
      clientOrderId: this.rig.nextClientOrderId(),
      symbol: this.rig.symbol,
      side: 'buy',
      type: 'limit',
      quantity: this.rig.quantity,
      limitPrice: this.low,
      stopPrice: null,
      trailingAmount: null,
      timeInForce: 'GTC',
      expireTime: null,
      postOnly: false,
      reduceOnly: false,
      outsideHours: false,
      transmit: true,
      tag: null,
      purpose: 'entry',
      strategyName: null,
      planId: null,
      parentClientOrderId: null,
      ocaGroup: null,
      createdTime: 1_000,
      ...parts,
    };
  }

  /** A limit buy that the market fills at once. */
  crossing(parts: Partial<OrderIntent> = {}): OrderIntent {
    return this.intent({ limitPrice: this.high, ...parts });
  }

  /** A limit sell that rests well above the market. */
  selling(parts: Partial<OrderIntent> = {}): OrderIntent {
    return this.intent({ side: 'sell', limitPrice: this.high, ...parts });
  }

  /** Places a resting order and returns its id. */
  async rest(parts: Partial<OrderIntent> = {}): Promise<string> {
    const intent = this.intent(parts);
    await this.#trader.placeOrder(intent);
    return intent.clientOrderId;
  }

  /** Buys at the market and waits for the fill; returns the id. */
  async buy(parts: Partial<OrderIntent> = {}): Promise<string> {
    const intent = this.crossing(parts);
    await this.#trader.placeOrder(intent);
    await this.filled(intent.clientOrderId, intent.quantity);
    return intent.clientOrderId;
  }

  /** The ask falls to `low`, or to a price given, and shows `size`. */
  fall(size: DecimalString = this.rig.touch.size, ask: DecimalString = this.low): void {
    this.rig.setTouch({ ask, bid: this.#beside(ask, -1), size });
  }

  /** The bid rises to `high`, or to a price given, and shows `size`. */
  rise(size: DecimalString = this.rig.touch.size, bid: DecimalString = this.high): void {
    this.rig.setTouch({ bid, ask: this.#beside(bid, 1), size });
  }

  /** The market shows its first prices again with another size. */
  show(parts: Partial<Touch>): void {
    this.rig.setTouch({ ...this.rig.touch, ...parts });
  }

  /** Fills told so far of one order, each execution in its latest revision. */
  fillsOf(clientOrderId: string): readonly Fill[] {
    const latest = new Map<string, Fill>();
    for (const fill of this.told.fill) {
      if (fill.clientOrderId !== clientOrderId) continue;
      const known = latest.get(fill.fillId);
      if (known === undefined || known.revision < fill.revision) latest.set(fill.fillId, fill);
    }
    return [...latest.values()];
  }

  /** Waits until the fills of an order add up to a quantity. */
  async filled(clientOrderId: string, quantity: DecimalString): Promise<void> {
    const sum = (): Decimal => sumOf(this.fillsOf(clientOrderId));
    await this.until(`fills of ${quantity}`, () => sum().equals(Decimal.from(quantity)));
  }

  /** The order as the venue has it now. */
  async look(clientOrderId: string): Promise<OrderReport> {
    const answer = await this.#trader.fetchOrder(clientOrderId);
    return answer.kind === 'found' ? answer.item : fail(`${clientOrderId} was not found`);
  }

  /** Waits until the order has ended in one of the lives; returns it. */
  async ended(
    clientOrderId: string,
    ...lives: readonly OrderReport['life'][]
  ): Promise<OrderReport> {
    let last = await this.look(clientOrderId);
    await this.until(`${lives.join(' or ')}, it was ${last.life}`, async () => {
      last = await this.look(clientOrderId);
      return lives.includes(last.life);
    });
    return last;
  }

  /** Waits for something to become true. */
  async until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
    for (let step = 0; step < longestWait; step += 1) {
      if (await isTrue()) return;
      await this.rig.pause();
    }
    fail(`waited in vain for ${what}`);
  }

  /** Gives what is not supposed to happen the time to happen. */
  async quiet(): Promise<void> {
    for (let step = 0; step < 8; step += 1) await this.rig.pause();
  }

  /** The error of a call that must fail: always one of ours. */
  async failure(run: Promise<unknown>): Promise<TradewrightError> {
    const error = await run.then(
      (value) => fail(`it succeeded with ${JSON.stringify(value)}`),
      (reason: unknown) => reason,
    );
    return TradewrightError.is(error) ? error : fail(`it threw ${String(error)}`);
  }

  /** How a new order ended that must not stand: as an error, or as a report of a refusal. */
  async refusal(intent: OrderIntent): Promise<'not-sent' | 'refused'> {
    const outcome = await this.#trader.placeOrder(intent).then(
      ({ life }) => (life === 'refused' ? 'refused' : fail(`the order was ${life}`)),
      (error: unknown) => (TradewrightError.is(error) ? error.outcome : fail(String(error))),
    );
    return outcome === 'not-sent' || outcome === 'refused'
      ? outcome
      : fail(`the outcome was ${String(outcome)}`);
  }

  /** Another process takes the account over. */
  async restart(): Promise<void> {
    this.#events.stop();
    this.#trader = await this.rig.restart();
    this.#events = new RecordedEvents(this.#trader);
  }

  #beside(price: DecimalString, sign: 1 | -1): DecimalString {
    const { bid, ask } = this.rig.touch;
    const spread = Decimal.from(ask).minus(Decimal.from(bid));
    const other = Decimal.from(price).plus(sign === 1 ? spread : spread.negated());
    return roundPrice(other, this.instrument.tickLadder, sign === 1 ? 'sell' : 'buy');
  }
}

/** The quantity of all fills. */
export function sumOf(fills: readonly Pick<Fill, 'quantity'>[]): Decimal {
  return fills.reduce((sum, fill) => sum.plus(Decimal.from(fill.quantity)), Decimal.zero);
}

function decimalOf(text: string): Decimal {
  return Decimal.from(decimal(text));
}
