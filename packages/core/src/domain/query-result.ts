/** Answers of list queries: a failed query is never an empty list. @module */

/** Every item the venue has; `asOf` is our clock when the question was sent. */
export type Complete<Item> = {
  readonly kind: 'complete';
  readonly items: readonly Item[];
  readonly asOf: number;
};

/**
 * The venue did not answer in full. `partial` may be empty and proves nothing about absence.
 * `knownFrom` is the time from which the answer is whole, `null` where that is not known.
 */
export type Incomplete<Item> = {
  readonly kind: 'incomplete';
  readonly reason:
    | 'not-connected'
    | 'timeout'
    | 'venue-error'
    | 'bad-answer'
    | 'range-limit'
    | 'not-supported';
  readonly message: string;
  readonly partial: readonly Item[];
  readonly knownFrom: number | null;
  readonly asOf: number;
};

/** What a list query resolves to; it never rejects for a venue reason. */
export type QueryResult<Item> = Complete<Item> | Incomplete<Item>;

/** @param asOf - Our clock when the question was sent. */
export function complete<Item>(items: readonly Item[], asOf: number): Complete<Item> {
  return { kind: 'complete', items, asOf };
}

/** @param asOf - Our clock when the question was sent. */
export function incomplete<Item>(
  reason: Incomplete<Item>['reason'],
  message: string,
  asOf: number,
  partial: readonly Item[] = [],
): Incomplete<Item> {
  return { kind: 'incomplete', reason, message, partial, knownFrom: null, asOf };
}

/** A single item was looked for, the venue answered in full, and it is not there. */
export type Absent = { readonly kind: 'absent'; readonly asOf: number };

/** A single item that was found. */
export type Found<Item> = { readonly kind: 'found'; readonly item: Item };
