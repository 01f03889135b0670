/** Follows open orders by asking for them, at news of a stream or at a steady pace. @module */
import {
  Decimal,
  type Clock,
  type Fill,
  type OrderReport,
  type Undo,
} from '@tradewright/core/venue';

/** What one look at an order showed. */
export type OrderSight = { readonly report: OrderReport; readonly fills: readonly Fill[] };

/** What the watch is wired to. */
export type OrderWatchPorts = {
  readonly clock: Clock;
  readonly periodMs: number;
  readonly look: (venueOrderId: string) => Promise<OrderSight>;
  readonly onOrder: (report: OrderReport) => void;
  readonly onFill: (fill: Fill) => void;
  /** Hears of an order that is not ours. */
  readonly onElsewhere?: (report: OrderReport) => void;
  /** True while a stream brings news: then orders are looked at ten times more rarely. */
  readonly hasNews?: () => boolean;
};

type Watched = { state: string; ended: boolean; reported: Decimal; booked: Decimal };

const endings: ReadonlySet<OrderReport['life']> = new Set([
  'filled',
  'canceled',
  'expired',
  'refused',
]);

/**
 * Reports each change of an order once and each execution once, whether it was seen in the answer to
 * a command or in a later look. An order is followed until it has ended *and* all its executions are
 * known. A look that fails changes nothing: the next one tries again.
 */
export class OrderWatch {
  readonly #ports: OrderWatchPorts;
  readonly #orders = new Map<string, Watched>();
  readonly #open = new Set<string>();
  readonly #fillIds = new Set<string>();
  readonly #following = new Map<string, { again: boolean }>();
  #timer: Undo | undefined;
  #ticks = 0;
  #looking: Promise<void> | undefined;

  constructor(ports: OrderWatchPorts) {
    this.#ports = ports;
  }

  /** How many orders are followed. */
  get size(): number {
    return this.#open.size;
  }

  start(): void {
    this.#timer ??= this.#ports.clock.every(this.#ports.periodMs, () => {
      this.#ticks += 1;
      if (this.#ports.hasNews?.() !== true || this.#ticks % 10 === 0) void this.look();
    });
  }

  stop(): void {
    this.#timer?.();
    this.#timer = undefined;
  }

  /** Takes what the venue said of an order; an ended order is never reported as open again. */
  see({ report, fills }: OrderSight): void {
    const id = report.venueOrderId ?? '';
    const order = this.#watched(id);
    for (const fill of fills) this.seeFill(fill);
    const state = `${report.life} ${report.filled} ${report.quantity}`;
    // The answer to a command may be older than a look at the same order that was answered before.
    const isOlder = Decimal.from(report.filled).isLessThan(order.reported);
    if (!order.ended && !isOlder && state !== order.state) {
      order.state = state;
      order.ended = endings.has(report.life);
      order.reported = Decimal.maximum(order.reported, Decimal.from(report.filled));
      this.#ports.onOrder(report);
    }
    if (order.ended && !order.booked.isLessThan(order.reported)) this.#open.delete(id);
    else this.#open.add(id);
  }

  /** Takes an execution of ours; one that was seen before is not reported again. */
  seeFill(fill: Fill): void {
    if (this.#fillIds.has(fill.fillId)) return;
    this.#fillIds.add(fill.fillId);
    const order = this.#watched(fill.venueOrderId ?? '');
    order.booked = order.booked.plus(Decimal.from(fill.quantity));
    this.#ports.onFill(fill);
  }

  /** Looks at every followed order once; a look that is under way is shared. */
  look(): Promise<void> {
    this.#looking ??= this.#lookAtAll().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /**
   * A stream said that an order moved: it is looked at, and once more when news came during the look.
   * What the stream said of executions is not used: the look has them with ids and fees.
   */
  follow(venueOrderId: string): void {
    const running = this.#following.get(venueOrderId);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const state = { again: false };
    this.#following.set(venueOrderId, state);
    void this.#lookAt(venueOrderId).finally(() => {
      this.#following.delete(venueOrderId);
      if (state.again) this.follow(venueOrderId);
    });
  }

  async #lookAtAll(): Promise<void> {
    await Promise.all([...this.#open].map((id) => this.#lookAt(id)));
  }

  async #lookAt(venueOrderId: string): Promise<void> {
    try {
      const sight = await this.#ports.look(venueOrderId);
      if (sight.report.foreign) this.#ports.onElsewhere?.(sight.report);
      else this.see(sight);
    } catch {
      // Nothing is known that was not known before.
    }
  }

  #watched(id: string): Watched {
    const known = this.#orders.get(id);
    if (known !== undefined) return known;
    const fresh = { state: '', ended: false, reported: Decimal.zero, booked: Decimal.zero };
    this.#orders.set(id, fresh);
    return fresh;
  }
}
