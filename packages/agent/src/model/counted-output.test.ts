/** Thoughts are paid for, wherever an endpoint counts them. */
import { expect, test } from 'vitest';
import { countedOutput } from './counted-output.ts';

test.for([
  ['thoughts within the output', { input: 100, output: 60, total: 160 }, 60],
  ['thoughts beside the output', { input: 100, output: 10, total: 160 }, 60],
  ['no total', { input: 100, output: 10, total: null }, 10],
  ['no input', { input: undefined, output: 10, total: 160 }, 10],
  ['a total that is too small', { input: 100, output: 10, total: 20 }, 10],
  ['no output: nothing is known', { input: 100, output: null, total: 160 }, null],
] as const)('%s', ([, counts, output]) => {
  expect(countedOutput(counts)).toBe(output);
});
