/** One hash over everything a session did. @module */
import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { OrdinalIds } from './ordinal-ids.ts';
import type { JournalEvent, JournalEventType } from './journal-event.ts';

/** Events that tell of the run itself and not of what it did: wall times, versions, ids of the run. */
const aboutTheRun: ReadonlySet<JournalEventType> = new Set([
  'session.started',
  'session.ended',
  'health.changed',
  'command.handled',
]);

/**
 * SHA-256 over the canonical JSON of the outputs in their order, with own order ids replaced by
 * their ordinal (`order-7`). Two runs of the same inputs have the same digest, whatever their ids,
 * their start and the machine.
 */
export class SessionDigest {
  readonly #hash: Hash = createHash('sha256');
  readonly #ids = new OrdinalIds();

  add(event: JournalEvent): void {
    if (aboutTheRun.has(event.type)) return;
    const { type, version, time, body } = event;
    const text = canonicalJson({ type, version, time, body });
    this.#hash.update(this.#ids.replace(text));
    this.#hash.update('\n');
  }

  /** Hexadecimal, of what was added so far. More can be added afterwards. */
  value(): string {
    return this.#hash.copy().digest('hex');
  }
}
