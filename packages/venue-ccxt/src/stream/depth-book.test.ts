/** A book is what the venue has, or it is not told. @module */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DepthBook } from './depth-book.ts';

type Levels = readonly (readonly [number, number])[];

function frame(first: number, last: number, bids: Levels, asks: Levels) {
  const ids = { first: BigInt(first), last: BigInt(last) };
  return { kind: 'depth' as const, id: 'btcusd', time: 0, ...ids, bids, asks };
}

const snapshot = frame(
  10,
  10,
  [
    [99, 1],
    [98, 2],
  ],
  [
    [101, 1],
    [102, 2],
  ],
);

describe('DepthBook', () => {
  test('waits for a snapshot', () => {
    const book = new DepthBook();
    expect(book.apply(frame(9, 10, [[99, 1]], []))).toBe('waiting');
    expect(book.ready).toBe(false);
    expect(book.apply(snapshot)).toBe('applied');
  });

  test('goes on with a frame that repeats the last id', () => {
    const book = new DepthBook();
    book.apply(snapshot);
    expect(
      book.apply(
        frame(
          10,
          12,
          [
            [99, 0],
            [98.5, 3],
          ],
          [[101, 4]],
        ),
      ),
    ).toBe('applied');
    expect(book.top(2)).toEqual({
      bids: [
        [98.5, 3],
        [98, 2],
      ],
      asks: [
        [101, 4],
        [102, 2],
      ],
    });
  });

  test('a venue that takes the next id is believed after a second snapshot', () => {
    const book = new DepthBook();
    book.apply(snapshot);
    expect(book.apply(frame(11, 12, [], []))).toBe('gap');
    book.apply(snapshot);
    expect(book.apply(frame(11, 12, [], []))).toBe('applied');
    expect(book.apply(frame(13, 14, [], []))).toBe('applied');
    expect(book.apply(frame(16, 17, [], []))).toBe('gap');
  });

  test('a missing frame empties the book until the next snapshot', () => {
    const book = new DepthBook();
    book.apply(snapshot);
    expect(book.apply(frame(12, 13, [], []))).toBe('gap');
    expect(book.top(5)).toEqual({ bids: [], asks: [] });
    expect(book.apply(frame(13, 14, [], []))).toBe('waiting');
  });

  test('the loss of a frame with a single update shows', () => {
    const book = new DepthBook();
    book.apply(snapshot);
    expect(book.apply(frame(11, 12, [], []))).toBe('gap');
  });

  test('a frame that was seen before changes nothing', () => {
    const book = new DepthBook();
    book.apply(snapshot);
    expect(book.apply(frame(9, 10, [[99, 7]], []))).toBe('old');
    expect(book.top(1).bids).toEqual([[99, 1]]);
  });

  test('a book that crosses itself is not believed', () => {
    const book = new DepthBook();
    book.apply(snapshot);
    expect(book.apply(frame(10, 11, [[101, 1]], []))).toBe('gap');
  });

  test('any run of differences leaves the levels of a plain map, best first', () => {
    const change = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 30 }), (steps) => {
        const book = new DepthBook();
        book.apply(frame(0, 0, [], []));
        const plain = new Map<number, number>();
        for (const [index, changes] of steps.entries()) {
          book.apply(frame(index, index + 1, changes, []));
          for (const [price, size] of changes) {
            if (size > 0) plain.set(price, size);
            else plain.delete(price);
          }
        }
        expect(book.top(100).bids).toEqual([...plain].toSorted(([a], [b]) => b - a));
      }),
      { numRuns: 500 },
    );
  });
});
