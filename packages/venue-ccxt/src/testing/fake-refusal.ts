/** An error answer of the fake Gemini. @module */

/** Sent as `{ result: 'error', reason, message }` with its status, as the venue does. */
export class FakeRefusal extends Error {
  override readonly name = 'FakeRefusal';
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}
