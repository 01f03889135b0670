import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** The same value with sorted members, the slow way; a null prototype keeps a member `__proto__` a member. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value).sort(([left], [right]) =>
    left < right ? -1 : 1,
  ))
    sorted[key] = inOrder(member);
  return sorted;
}

describe('canonicalJson', () => {
  test('keys stand in code-unit order at every depth and undefined members are left out', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { z: 1, y: undefined }], c: 'x' } })).toBe(
      '{"a":{"c":"x","d":[2,{"z":1}]},"b":1}',
    );
  });

  test('it is JSON, and two values of the same members have the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        const again: unknown = JSON.parse(text);
        expect(canonicalJson(again)).toBe(text);
      }),
    );
  });

  test('its text is the one that JSON gives to members in order, whatever the strings hold', () => {
    const text = fc.string({ unit: 'binary' });
    const any = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(
      fc.property(
        fc.dictionary(
          text,
          fc.oneof(any, text, fc.double({ noNaN: true, noDefaultInfinity: true })),
        ),
        (value) => {
          expect(canonicalJson(value)).toBe(JSON.stringify(inOrder(value)));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('more kinds of records than it remembers are written all the same', () => {
    for (let kind = 0; kind < 700; kind += 1) {
      const name = `k${kind % 350}`;
      expect(canonicalJson({ [name]: 1, a: 2 })).toBe(`{"a":2,"${name}":1}`);
    }
  });

  test.for([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])('%s has none', (value) => {
    expect(() => canonicalJson({ value })).toThrow(/no canonical JSON/);
  });
});
