/** Judges every order at the moment in which it goes on the wire. @module */
import { Decimal, type OrderIntent } from '@tradewright/core';
import type { RunnerParts } from '@tradewright/engine';
import type { JournalWatch } from './journal-watch.ts';
import type { ProcessLink } from './stage.ts';
import { exposureCap, type World } from './world.ts';

/** How far the market may move between the check and the send. */
const marketTolerance = Decimal.from('1.02');

/** I1, I2, I5 and I6. */
export class SendJudge {
  readonly #world: World;
  readonly #watch: JournalWatch;

  constructor(world: World, watch: JournalWatch) {
    this.#world = world;
    this.#watch = watch;
  }

  onSend(intent: OrderIntent, parts: RunnerParts, link: ProcessLink): void {
    const world = this.#world;
    const id = intent.clientOrderId;
    world.trace(`send ${id}`);
    if (world.books.sent.has(id)) world.broken('I1', `${id} was sent twice`);
    world.books.sent.set(id, intent);
    const durable = this.#watch.order(id);
    if (durable?.life !== 'sending')
      world.broken('I2', `${id} was sent while ${durable?.life ?? 'absent'} in the journal`);
    if (intent.purpose !== 'entry') return;
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
}
