/** A queue that behaves as the array it stands in for. @module */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenQueue } from './token-queue.ts';

test('gives what the array of the library would give, field by field', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (fields) => {
      const queue = new TokenQueue(fields);
      const array = [undefined, ...fields, undefined];
      while (array.length > 0) {
        expect([queue.length, queue[0]]).toEqual([array.length, array[0]]);
        expect(queue.shift()).toBe(array.shift());
      }
      expect([queue.length, queue[0], queue.shift()]).toEqual([0, undefined, undefined]);
    }),
  );
});

test('a complaint quotes the first twenty fields that are left', () => {
  const queue = new TokenQueue(Array.from({ length: 50 }, (_, index) => String(index)));
  queue.shift();
  queue.shift();
  expect(JSON.parse(JSON.stringify(queue))).toEqual(
    Array.from({ length: 20 }, (_, index) => String(index + 1)),
  );
});
