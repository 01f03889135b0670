/** The defects that the simulation must find are plantable, and some are found here. @module */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hunt } from '../dist/mutants/hunt.js';
import { mutants } from '../mutants/mutants.ts';

const packages = join(import.meta.dirname, '../../packages');

describe('mutants', () => {
  test('there are enough of them, each with a name of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(20);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  test.for(mutants)('the text of "$name" is there once', ({ file, find }) => {
    expect(readFileSync(join(packages, file), 'utf8').split(find)).toHaveLength(2);
  });

  test('what is planted is found', { timeout: 120_000 }, async () => {
    const names = [
      'an order of unknown outcome is sent again',
      'an execution after the end of its order is ignored',
      'client order ids begin anew in each process',
    ];
    const hunted = await hunt(names, 1, 20);
    expect(hunted.filter(({ by }) => by === null)).toEqual([]);
  });
});
