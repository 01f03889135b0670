/** The fields of one message, as the library's decoder takes them off. @module */

const shownFields = 20;

/**
 * Stands in for the decoder's array, whose `shift` moves all that is left: twenty thousand bars in one
 * message would stop the process for two seconds. Here every field costs the same.
 */
export class TokenQueue {
  /** The next field; `undefined` at the edges of the message. */
  0: string | undefined;
  length: number;
  readonly #fields: readonly string[];
  #at = -1;

  constructor(fields: readonly string[]) {
    this.#fields = fields;
    this.length = fields.length + 2;
    this[0] = undefined;
  }

  shift(): string | undefined {
    if (this.length === 0) return undefined;
    const field = this[0];
    this.#at += 1;
    this.length -= 1;
    this[0] = this.#fields[this.#at];
    return field;
  }

  /** The decoder's complaint about fields that are left quotes the first of them. */
  toJSON(): readonly string[] {
    return this.#fields.slice(this.#at, this.#at + shownFields);
  }
}
