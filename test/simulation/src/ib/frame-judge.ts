/** Judges every frame that a client writes. @module */
import { FrameReader } from '@tradewright/venue-ib/testing';
import type { IBWorld } from './ib-world.ts';
import type { Wire } from './wire.ts';

const placeKind = '3';
const [orderIdField, orderRefField, quantityField] = [1, 26, 17];
/** What stands before the first frame of a connection. */
const prefixBytes = 4;

type Reading = { readonly frames: FrameReader; isOpen: boolean };

/**
 * On the wire an order is new once (I1) and has an intent (I2): a second message with its order id
 * changes it, which only {@link FrameJudge.onModify} allows; an order id never names two orders.
 */
export class FrameJudge {
  readonly #world: IBWorld;
  readonly #readings = new Map<Wire, Reading>();
  readonly #orderIds = new Map<string, string>();
  readonly #wasSent = new Map<string, number>();
  readonly #modified = new Map<string, number>();

  constructor(world: IBWorld) {
    this.#world = world;
  }

  /** The engine asks for a change of a working order. */
  onModify(clientOrderId: string): void {
    this.#modified.set(clientOrderId, (this.#modified.get(clientOrderId) ?? 0) + 1);
  }

  onBytes(bytes: Buffer, wire: Wire): void {
    const reading = this.#readings.get(wire) ?? { frames: new FrameReader(), isOpen: false };
    this.#readings.set(wire, reading);
    reading.frames.push(bytes);
    reading.isOpen ||= reading.frames.skip(prefixBytes);
    if (!reading.isOpen) return;
    for (let fields = reading.frames.next(); fields !== undefined; fields = reading.frames.next())
      if (fields[0] === placeKind) this.#onPlace(fields, wire);
  }

  #onPlace(fields: readonly string[], wire: Wire): void {
    const world = this.#world;
    const id = fields[orderRefField] ?? '';
    const orderId = fields[orderIdField] ?? '';
    world.trace(`wire ${id} ${orderId}`);
    const intent = world.books.sent.get(id);
    if (intent === undefined) world.broken('I2', `${id} left without an intent`);
    const count = (this.#wasSent.get(id) ?? 0) + 1;
    this.#wasSent.set(id, count);
    if (count > 1 + (this.#modified.get(id) ?? 0)) world.broken('I1', `${id} left ${count} times`);
    const owner = this.#orderIds.get(orderId) ?? id;
    this.#orderIds.set(orderId, owner);
    if (owner !== id) world.broken('I1', `order id ${orderId} of ${owner} was used for ${id}`);
    if (count === 1 && intent !== undefined && fields[quantityField] !== intent.quantity)
      world.broken(
        'I2',
        `${id} left with quantity ${fields[quantityField]}, not ${intent.quantity}`,
      );
    world.books.onWritten(id, wire);
  }
}
