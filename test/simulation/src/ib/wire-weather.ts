/** What happens to the connections of a seed. @module */
import type { Random } from '@tradewright/core';
import type { IBFaultRates } from './ib-fault-rates.ts';
import type { IBWorld } from './ib-world.ts';
import type { VirtualNetwork } from './network.ts';
import type { Wire } from './wire.ts';

/** Cuts, silences and stalls wires, a step at a time. */
export class WireWeather {
  readonly #world: IBWorld;
  readonly #network: VirtualNetwork;
  readonly #random: Random;

  constructor(world: IBWorld, network: VirtualNetwork) {
    this.#world = world;
    this.#network = network;
    this.#random = world.random('wires');
  }

  blow(): void {
    for (const wire of this.#network.wires) {
      if (this.#happens('cut')) this.#cutSoon(wire);
      if (wire.state === 'open' && this.#happens('fallSilent')) this.#silence(wire);
      if (wire.state === 'open' && this.#happens('stall')) this.#stall(wire);
    }
  }

  /** Nothing is held back any more, and every dead connection is noticed. */
  calm(): void {
    for (const wire of this.#network.wires) {
      if (wire.state === 'stalled') wire.resume();
      if (wire.state === 'silent') wire.cut();
    }
  }

  #happens(name: keyof IBFaultRates): boolean {
    return this.#random.next() < this.#world.rates[name];
  }

  /** At once, while something is under way, or inside a frame that the client is about to write. */
  #cutSoon(wire: Wire): void {
    const dice = this.#random.integer(0, 2);
    if (dice === 0) this.#cut(wire);
    else if (dice === 1)
      setTimeout(() => this.#cut(wire), this.#random.integer(0, this.#world.rates.delayMs));
    else {
      this.#world.count('connection cut inside a frame');
      wire.cutAfter(this.#random.integer(1, 1_500));
    }
  }

  #cut(wire: Wire): void {
    const { tws } = this.#world;
    if (tws.orders.all.some(({ status }) => status === 'Submitted'))
      this.#world.count('connection cut with an order open');
    if (wire.hasBytesToVenue) this.#world.count('connection cut with bytes under way');
    this.#world.trace('cut');
    wire.cut();
  }

  /** The venue notices after a while, or not before the next weather. */
  #silence(wire: Wire): void {
    this.#world.count('silent connection');
    this.#world.trace('silent');
    wire.fallSilent();
    setTimeout(() => wire.dropServer(), this.#random.integer(1, 90_000));
  }

  #stall(wire: Wire): void {
    this.#world.count('stalled connection');
    this.#world.trace('stall');
    wire.stall();
    setTimeout(() => wire.resume(), this.#random.integer(1, 20_000));
  }
}
