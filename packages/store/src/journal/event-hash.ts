/** The hash that chains one event to the next. @module */
import { hash } from 'node:crypto';

/** What is hashed: the whole row, tied to the row before. */
export type HashedRow = {
  readonly prevHash: string;
  readonly seq: number;
  readonly session: string;
  readonly type: string;
  readonly version: number;
  readonly time: number;
  readonly body: string;
};

/** The `prev_hash` of the first event. */
export const genesisHash = '0'.repeat(64);

/**
 * SHA-256, hexadecimal, over `prev_hash LF seq LF session LF type LF version LF time LF body` in
 * UTF-8. Only the body may contain line feeds, and it comes last, so no two rows share their bytes.
 */
export function eventHash(row: HashedRow): string {
  const text = `${row.prevHash}\n${row.seq}\n${row.session}\n${row.type}\n${row.version}\n${row.time}\n${row.body}`;
  return hash('sha256', text, 'hex');
}
