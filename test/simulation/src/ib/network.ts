/** What stands in for `net.connect` while a seed runs. @module */
import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Undo } from '@tradewright/core';
import { Wire, type WireTerms } from './wire.ts';

/** Opens wires between clients of this process and one venue; no socket of the machine is touched. */
export class VirtualNetwork {
  readonly #accept: (end: Duplex) => void;
  readonly #terms: WireTerms;
  #wires: Wire[] = [];

  constructor(accept: (end: Duplex) => void, terms: WireTerms) {
    this.#accept = accept;
    this.#terms = terms;
  }

  /** Wires that one end at least still holds. */
  get wires(): readonly Wire[] {
    this.#wires = this.#wires.filter(
      ({ client, server }) => !client.destroyed || !server.destroyed,
    );
    return this.#wires;
  }

  /** Replaces `net.connect`, which the client library calls, until it is undone. */
  install(): Undo {
    const real = net.connect;
    const connect = (_address: unknown, onConnect: () => void): Duplex => this.#connect(onConnect);
    net.connect = connect as unknown as typeof net.connect;
    return () => {
      net.connect = real;
    };
  }

  #connect(onConnect: () => void): Duplex {
    const wire = new Wire(this.#terms);
    this.#wires.push(wire);
    setTimeout(() => {
      if (wire.client.destroyed) return;
      this.#accept(wire.server);
      if (!wire.server.destroyed) onConnect();
    }, 1);
    return wire.client;
  }
}
