/** Judges every order at the moment in which it goes on the wire. @module */
import { Decimal, type OrderIntent } from '@tradewright/core';
import type { RunnerParts } from '@tradewright/engine';
import type { JournalWatch } from './journal-watch.ts';
import type { ProcessLink } from './stage.ts';
import type { VenueBooks } from './venue-books.ts';
import { exposureCap, type World } from './world.ts';

/** The world as far as a send shows it. */
type SendWorld = Pick<World, 'trace' | 'broken' | 'halts'> & {
  readonly books: Pick<VenueBooks, 'sent' | 'worstExposure' | 'isOver' | 'filled'>;
};

/** How far the market may move between the check and the send. */
const marketTolerance = Decimal.from('1.02');

/** I1, I2, I5 and I6. */
export class SendJudge {
  readonly #world: SendWorld;
  readonly #watch: JournalWatch;

  constructor(world: SendWorld, watch: JournalWatch) {
    this.#world = world;
    this.#watch = watch;
  }

  onSend(
    intent: OrderIntent,
    parts: RunnerParts,
    link: Pick<ProcessLink, 'up' | 'hasLooked'>,
  ): void {
    const world = this.#world;
    const id = intent.clientOrderId;
    world.trace(`send ${id}`);
    if (world.books.sent.has(id)) world.broken('I1', `${id} was sent twice`);
    world.books.sent.set(id, intent);
    const durable = this.#watch.order(id);
    if (durable?.life !== 'sending')
      world.broken('I2', `${id} was sent while ${durable?.life ?? 'absent'} in the journal`);
    if (intent.purpose !== 'entry') return this.#judgeReducing(intent);
    this.#judgeHalts(intent);
    if (!link.hasLooked)
      world.broken('I6', `the entry ${id} was sent before a whole look at the venue`);
    if (!parts.gate.ready || parts.gate.state !== 'running')
      world.broken(
        'I6',
        `the entry ${id} was sent while ${parts.gate.state}, ready ${String(parts.gate.ready)}`,
      );
    const exposure = world.books.worstExposure();
    const limit = Decimal.from(exposureCap).times(marketTolerance);
    if (link.up && exposure.isGreaterThan(limit))
      world.broken('I5', `${id} brought the exposure to ${exposure.toString()}`);
  }

  /** No entry leaves on what a halt of the journal stops, whichever process set it (I10). */
  #judgeHalts({ clientOrderId, symbol }: OrderIntent): void {
    for (const { haltId, scope, subject } of this.#world.halts.values())
      if (scope !== 'instrument' || subject === symbol)
        this.#world.broken('I10', `the entry ${clientOrderId} was sent under the halt ${haltId}`);
  }

  /** What may still be sold of a plan is never more than what was bought for it: else it would turn around. */
  #judgeReducing({ planId, clientOrderId }: OrderIntent): void {
    const { books } = this.#world;
    let open = Decimal.zero;
    for (const [id, other] of books.sent) {
      if (other.planId !== planId || planId === null) continue;
      if (other.purpose === 'entry') open = open.plus(books.filled(id));
      else open = open.minus(books.isOver(id) ? books.filled(id) : Decimal.from(other.quantity));
    }
    if (open.sign() < 0)
      this.#world.broken('turn', `${clientOrderId} may sell ${open.negated().toString()} too much`);
  }
}
