/** Every measured defect of the bot that came before has a test that names it. @module */
import { expect, test } from 'vitest';
import { filesBelow } from './source-files.ts';

const defects = 'ABCDEFGHIJKLM';

/** The letters of the defects that a test names, `test('defect A: …')`, a table or a group of tests included. */
function named(texts: readonly string[]): string {
  const names = texts.flatMap((text) => [
    ...text.matchAll(/(?:test|describe|\))\(\s*['`]defect ([A-M]): /g),
  ]);
  return [...new Set(names.map((match) => match[1] ?? ''))].toSorted().join('');
}

test('each of the thirteen defects is a named test', () => {
  const tests = ['packages', 'apps', 'test'].flatMap((folder) => filesBelow(folder, /\.test\.ts$/));
  expect(named(tests.map(({ text }) => text))).toBe(defects);
});

test('a defect that is only mentioned is not named', () => {
  expect(named(["test('a rule', …) // defect A: fixed", "test.for([])('defect B: x'"])).toBe('B');
});
