/** @module */
import { describe, expect, test } from 'vitest';
import { answerSchema } from './answer-schema.ts';
import { parseDecision } from './parse-decision.ts';

const hold = '{"v":1,"items":[{"kind":"hold","symbol":null,"reasonCode":"no_setup"}]}';

describe('parseDecision', () => {
  test('one JSON object and nothing around it is an answer', () => {
    expect(parseDecision(hold)).toMatchObject({ kind: 'items', degraded: false });
  });

  test('a fenced answer counts, as degraded', () => {
    expect(parseDecision(`Sure!\n\`\`\`json\n${hold}\n\`\`\``)).toMatchObject({
      kind: 'items',
      degraded: true,
    });
  });

  test.for([
    ['nothing', null, 'empty'],
    ['white space', ' \n', 'empty'],
    ['prose', 'I would buy now.', 'not-json'],
    ['a cut answer', hold.slice(0, -4), 'not-json'],
    ['a key twice', '{"v":1,"v":1,"items":[1]}', 'duplicate-key'],
    ['a key too many', hold.replace('"v":1', '"v":1,"transmit":true'), 'bad-shape'],
    ['another version', hold.replace('1', '2'), 'bad-shape'],
    ['no items', '{"v":1,"items":[]}', 'bad-shape'],
    ['too many items', `{"v":1,"items":[${'1,'.repeat(8)}1]}`, 'bad-shape'],
    ['a list', '[]', 'bad-shape'],
    ['too much', `"${'x'.repeat(70_000)}"`, 'too-long'],
  ] as const)('%s is invalid output', ([, text, reason]) => {
    expect(parseDecision(text)).toMatchObject({ kind: 'invalid', reason });
  });
});

describe('answerSchema', () => {
  test('every object names all of its members and allows no other', () => {
    const check = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { properties, required, additionalProperties } = value as Record<string, unknown>;
      if (typeof properties === 'object' && properties !== null) {
        expect(required).toEqual(Object.keys(properties));
        expect(additionalProperties).toBe(false);
      }
      for (const member of Object.values(value)) check(member);
    };
    check(answerSchema);
    expect(JSON.stringify(answerSchema)).not.toContain('oneOf');
  });
});
