/** What TWS does to its clients in a seed. @module */
import type { Random } from '@tradewright/core';
import type { SimulatedOrder, TwsFaults } from '@tradewright/venue-ib/testing';
import { hostileFrames } from './hostile-frames.ts';
import type { IBFaultRates } from './ib-fault-rates.ts';
import { ibSymbols } from './ib-market.ts';
import type { IBRareEvent } from './ib-rare-events.ts';
import type { IBWorld } from './ib-world.ts';

/** Codes that warn and end nothing. Source: `reference` of codes in docs/venues/ib.md. */
const warnings = [399, 404, 2109, 2168, 2169, 10349, 10167, 2137];
const farmNotices = [2103, 2104, 2105, 2106, 2107, 2108, 2119, 2157, 2158, 2100, 10197];
const [openOrders, executions, positions, accountUpdates, allOrders, summary, completed] = [
  5, 7, 61, 6, 16, 62, 99,
];
const questions = [
  openOrders,
  executions,
  positions,
  accountUpdates,
  allOrders,
  summary,
  completed,
];
const newsKinds = { order: 5, status: 3, execution: 11, commission: 59 };

/** Plays the fault deck, a step at a time. */
export class TwsWeather {
  readonly #world: IBWorld;
  readonly #random: Random;
  #isBrokerLost = false;

  constructor(world: IBWorld) {
    this.#world = world;
    this.#random = world.random('tws');
    world.tws.faults.newsDelays = (kind) => this.#newsDelays(kind);
  }

  blow(): void {
    const { faults } = this.#world.tws;
    if (this.#happens('restart')) this.#restart();
    if (!this.#isBrokerLost && this.#happens('loseBroker')) this.#loseBroker();
    if (this.#happens('swallow')) this.#forAWhile('ignore', 'request swallowed');
    if (this.#happens('mute')) this.#forAWhile('silent', 'request took effect unanswered');
    if (this.#happens('refuse')) this.#refuse();
    if (this.#happens('commissions')) {
      faults.withholdCommissions = this.#random.next() < 0.5;
      faults.commissionFirst = !faults.withholdCommissions;
    }
    if (this.#happens('correct')) this.#correct();
    this.#disturbOrder();
    if (this.#happens('endDay')) this.#endDay();
    if (this.#happens('notices')) this.#notice();
    if (this.#happens('hostile')) this.#hostile();
  }

  /** Every fault of the deck ends. */
  calm(): void {
    const { faults } = this.#world.tws;
    Object.assign(faults, {
      ignore: new Set(),
      silent: new Set(),
      unreachable: false,
      readOnly: false,
      nextValidId: null,
      refuse: null,
      withholdCommissions: false,
      commissionFirst: false,
    } satisfies Partial<TwsFaults>);
    this.#brokerBack();
  }

  #happens(name: keyof IBFaultRates): boolean {
    return this.#random.next() < this.#world.rates[name];
  }

  #count(event: IBRareEvent): void {
    this.#world.count(event);
    this.#world.trace(event);
  }

  #newsDelays(kind: number): readonly number[] {
    if (this.#isBrokerLost || this.#happens('loseNews')) {
      if (kind === newsKinds.execution) this.#count('news of an execution lost');
      return [];
    }
    const late = (): number => {
      if (!this.#happens('delayNews')) return 0;
      this.#world.count('news late');
      return this.#random.integer(1, 4_000);
    };
    return this.#happens('doubleNews') ? [late(), late()] : [late()];
  }

  #restart(): void {
    const { tws } = this.#world;
    tws.faults.unreachable = true;
    if (this.#random.next() < 0.5) {
      tws.faults.nextValidId = 1;
      this.#count('order ids went backwards');
    } else tws.faults.nextValidId = null;
    tws.dropConnections();
    setTimeout(() => (tws.faults.unreachable = false), this.#random.integer(1, 60_000));
  }

  #loseBroker(): void {
    this.#isBrokerLost = true;
    this.#world.tws.notice(1100, 'Connectivity between IBKR and Trader Workstation has been lost.');
    setTimeout(() => this.#brokerBack(), this.#random.integer(1, 60_000));
  }

  #brokerBack(): void {
    if (!this.#isBrokerLost) return;
    this.#isBrokerLost = false;
    const isLost = this.#random.next() < 0.5;
    this.#count(isLost ? 'broker lost, data lost' : 'broker lost, data kept');
    const text = `Connectivity between IBKR and Trader Workstation has been restored - data ${isLost ? 'lost' : 'maintained'}.`;
    this.#world.tws.notice(isLost ? 1101 : 1102, text);
  }

  #forAWhile(fault: 'ignore' | 'silent', event: IBRareEvent): void {
    const { faults } = this.#world.tws;
    const kinds = [3, 4, questions[this.#random.integer(0, questions.length - 1)] ?? 5];
    faults[fault] = new Set(kinds.filter(() => this.#random.next() < 0.6));
    this.#count(event);
    setTimeout(() => (faults[fault] = new Set()), this.#random.integer(1_000, 40_000));
  }

  #refuse(): void {
    const { faults } = this.#world.tws;
    if (this.#random.next() < 0.2) {
      faults.readOnly = true;
      this.#count('read-only API');
    } else faults.refuse = { code: 201, text: 'Order rejected - reason: not today' };
    setTimeout(
      () => Object.assign(faults, { refuse: null, readOnly: false }),
      this.#random.integer(1_000, 40_000),
    );
  }

  #correct(): void {
    const { orders } = this.#world.tws;
    const last = orders.executions.at(-this.#random.integer(1, 3));
    if (last === undefined || last.execId.endsWith('.09')) return;
    // Only the last revision of a root can be corrected.
    const root = last.execId.slice(0, -2);
    const newest = orders.executions.findLast(({ execId }) => execId.startsWith(root)) ?? last;
    const cents = this.#random.integer(-3, 3);
    this.#count('execution corrected at TWS');
    orders.correct(newest, (Number(newest.price) + cents / 100).toFixed(2));
  }

  #disturbOrder(): void {
    const order = this.#openOrder();
    if (order === undefined) return;
    const { orders } = this.#world.tws;
    if (this.#happens('changePermId')) {
      this.#count('permanent id changed');
      orders.changePermanentId(order);
    }
    if (this.#happens('venueCancels')) {
      this.#count('order canceled by the venue');
      orders.cancel(order);
    }
  }

  #openOrder(): SimulatedOrder | undefined {
    const open = this.#world.tws.orders.all.filter(({ status }) => /ubmitted/.test(status));
    return open[this.#random.integer(0, Math.max(0, open.length - 1))];
  }

  #endDay(): void {
    if (this.#openOrder() !== undefined) this.#count('day ended with an order open');
    for (const symbol of ibSymbols) this.#world.tws.endDay(symbol);
  }

  #notice(): void {
    const { tws } = this.#world;
    const pick = (codes: readonly number[]): number =>
      codes[this.#random.integer(0, codes.length - 1)] ?? 2104;
    const order = this.#openOrder();
    if (order !== undefined && this.#random.next() < 0.6) {
      this.#count('warning on an order id');
      tws.notice(pick(warnings), 'Warning: the order is held and lives on.', order.orderId);
    } else if (this.#random.next() < 0.1) {
      this.#count('too many messages');
      tws.notice(100, 'Max rate of messages per second has been exceeded');
    } else tws.notice(pick(farmNotices), 'A farm said something.');
  }

  #hostile(): void {
    const orderId = this.#openOrder()?.orderId ?? 1;
    const frames = hostileFrames(orderId);
    this.#count('hostile frame');
    this.#world.tws.raw(frames[this.#random.integer(0, frames.length - 1)] ?? Buffer.alloc(0));
  }
}
