/** One account whose link is cut at a byte of a burst of orders. @module */
import { SeededRandom, SystemClock, decimal, type OrderIntent } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { IBTrader } from '@tradewright/venue-ib';
import { FrameReader, MemoryMap, TwsSimulator } from '@tradewright/venue-ib/testing';
import { MachineTime } from './machine-time.ts';
import { VirtualNetwork } from './network.ts';
import type { Wire } from './wire.ts';

/** What became of a burst. */
export type CutResult = {
  /** Per order: what the caller was told. */
  readonly outcomes: readonly string[];
  /** Per order: whether the venue has it. */
  readonly there: readonly boolean[];
  /** Per order: on how many connections its frame was written, even in part. */
  readonly writings: readonly number[];
  /** Orders that the venue took in during the quiet time after the reconnect. */
  readonly late: number;
  /** Order messages of the same client order id that reached the venue more than once. */
  readonly doubled: number;
};

const startTime = Date.UTC(2026, 2, 2, 1);
/** Order ids of one length keep every frame as long as the next. */
const firstOrderId = 100_000;
const quietMs = 3_000;
const [placeKind, orderRefField] = ['3', 26];

/** The real trader and client library on a wire that is cut where it is told. */
export class CutRig {
  readonly #time = new MachineTime(startTime);
  readonly #tws: TwsSimulator;
  readonly #trader: IBTrader;
  readonly #uninstall;
  readonly #written = new Map<string, Set<Wire>>();
  #wire: Wire | undefined;
  #serial = 0;
  #burstBytes = 0;

  constructor() {
    const clock = new SystemClock();
    this.#tws = new TwsSimulator({ clock });
    this.#tws.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300 });
    const network = new VirtualNetwork((end) => this.#tws.accept(end), {
      random: new SeededRandom('cut'),
      delayMs: () => 1,
      splits: () => 0,
      onRead: () => true,
      onWrite: (bytes, wire) => {
        this.#wire = wire;
        this.#onWrite(bytes, wire);
        return true;
      },
    });
    this.#uninstall = network.install();
    const store = new MemoryMap();
    store.set('ib.order-id.1', String(firstOrderId));
    this.#trader = new IBTrader({ clock, random: new SeededRandom('trader'), store });
  }

  async start(): Promise<void> {
    await this.#until(this.#trader.connect());
    await this.#until(this.#trader.loadInstrument('BHP/AUD'));
  }

  /** How many bytes a burst of so many orders is, when nothing is cut. */
  async sizeOf(orders: number): Promise<number> {
    this.#burstBytes = 0;
    await this.burst(orders, undefined);
    return this.#burstBytes;
  }

  /** Places orders at once; the link ends after so many bytes of them, comes back, and nothing is decided anew. */
  async burst(orders: number, cutAfter: number | undefined): Promise<CutResult> {
    // A full budget: nothing but the cut keeps an order back.
    await this.#time.pass(2_000);
    await this.#until(this.#trader.loadInstrument('BHP/AUD'));
    const intents = Array.from({ length: orders }, () => this.#intent());
    if (cutAfter !== undefined) this.#wire?.cutAfter(cutAfter);
    const outcomes = await this.#until(
      Promise.all(intents.map((intent) => outcomeOf(this.#trader.placeOrder(intent)))),
    );
    if (cutAfter !== undefined) await this.#until(this.#trader.maybeReconnect());
    const before = this.#placed().length;
    await this.#time.pass(quietMs);
    const ids = intents.map(({ clientOrderId }) => clientOrderId);
    const placed = this.#placed();
    const there = new Set(this.#tws.orders.all.map(({ orderRef }) => orderRef));
    return {
      outcomes,
      there: ids.map((id) => there.has(id)),
      writings: ids.map((id) => this.#written.get(id)?.size ?? 0),
      late: placed.length - before,
      doubled: placed.length - new Set(placed).size,
    };
  }

  async end(): Promise<void> {
    await this.#trader.close();
    this.#uninstall();
    this.#time.end();
  }

  #intent(): OrderIntent {
    this.#serial += 1;
    return anOrderIntent({
      clientOrderId: `cut-${String(firstOrderId + this.#serial)}`,
      limitPrice: decimal('44'),
      // It ends at once: the simulator's book stays empty.
      timeInForce: 'IOC',
    });
  }

  #placed(): readonly string[] {
    return this.#tws.received
      .filter(([kind]) => kind === placeKind)
      .map((fields) => fields[orderRefField] ?? '');
  }

  #onWrite(bytes: Buffer, wire: Wire): void {
    const frames = new FrameReader();
    frames.push(bytes);
    if (bytes.subarray(0, 3).toString() === 'API') return;
    for (let fields = frames.next(); fields !== undefined; fields = frames.next()) {
      if (fields[0] !== placeKind) continue;
      const id = fields[orderRefField] ?? '';
      this.#written.set(id, (this.#written.get(id) ?? new Set()).add(wire));
    }
    this.#burstBytes += bytes.length;
  }

  async #until<Answer>(answer: Promise<Answer>): Promise<Answer> {
    let isOpen = true;
    const done = (): void => void (isOpen = false);
    answer.then(done, done);
    while (isOpen) await this.#time.pass(1);
    return answer;
  }
}

function outcomeOf(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'accepted',
    (error: { readonly outcome?: string }) => error.outcome ?? 'none',
  );
}
