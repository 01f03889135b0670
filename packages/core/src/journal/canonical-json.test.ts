import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

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

  test.for([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])('%s has none', (value) => {
    expect(() => canonicalJson({ value })).toThrow(/no canonical JSON/);
  });
});
