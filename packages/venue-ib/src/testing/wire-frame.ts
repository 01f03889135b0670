/** Frames of the TWS protocol: a length word and NUL-terminated fields. @module */

/** A field before it is written; `null` is an unset field, booleans go out as 1 and 0. */
export type WireField = string | number | boolean | null;

/** One frame: four bytes of length, then each field with its NUL. */
export function encodeFrame(fields: readonly WireField[]): Buffer {
  const body = Buffer.from(fields.map((field) => `${fieldText(field)}\0`).join(''), 'utf8');
  const frame = Buffer.alloc(4 + body.length);
  frame.writeInt32BE(body.length, 0);
  body.copy(frame, 4);
  return frame;
}

function fieldText(field: WireField): string {
  if (field === null) return '';
  if (typeof field === 'boolean') return field ? '1' : '0';
  return String(field);
}

/** Cuts a byte stream into the field lists of its frames, however the bytes were split. */
export class FrameReader {
  #rest: Buffer<ArrayBufferLike> = Buffer.alloc(0);

  /** Drops the bytes before the first frame (`API\0` of the handshake); false when more are needed. */
  skip(count: number): boolean {
    if (this.#rest.length < count) return false;
    this.#rest = this.#rest.subarray(count);
    return true;
  }

  push(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
  }

  /** The next whole frame as text fields, `undefined` while it is incomplete. */
  next(): string[] | undefined {
    if (this.#rest.length < 4) return undefined;
    const length = this.#rest.readInt32BE(0);
    if (this.#rest.length < 4 + length) return undefined;
    const body = this.#rest.subarray(4, 4 + length).toString('utf8');
    this.#rest = this.#rest.subarray(4 + length);
    const fields = body.split('\0');
    if (body.endsWith('\0')) fields.pop();
    return fields;
  }
}
