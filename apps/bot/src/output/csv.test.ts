import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test.for([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  [null, ''],
  ['-12.50', '-12.50'],
  ['=1+1', "'=1+1"],
  ['-cmd', "'-cmd"],
] as const)('%j is written as %s', ([cell, text]) => {
  expect(csv([[cell, 'x']])).toBe(`${text},x\r\n`);
});
