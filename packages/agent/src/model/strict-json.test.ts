/** @module */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStrictJson } from './strict-json.ts';

describe('parseStrictJson', () => {
  test.each([
    ['{"stop":1,"stop":2}', 'duplicate-key'],
    ['{"a":{"x":1,"\\u0078":2}}', 'duplicate-key'],
    ['[{"a":1,"b":{},"a":[]}]', 'duplicate-key'],
    ['{"a":1', 'not-json'],
    ['```json\n{}\n```', 'not-json'],
    ['NaN', 'not-json'],
  ])('%s is refused as %s', (text, reason) => {
    expect(() => parseStrictJson(text)).toThrow(
      expect.objectContaining({ code: 'MODEL_OUTPUT_INVALID', facts: { reason } }),
    );
  });

  test('equal keys in different objects and keys inside strings are no duplicates', () => {
    const text = '[{"a":1},{"a":"{\\"a\\":1,\\"a\\":2}"}]';
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test('whatever has a JSON form is read back', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const again = JSON.stringify(JSON.parse(text));
        expect(parseStrictJson(again)).toEqual(JSON.parse(again));
      }),
    );
  });
});
