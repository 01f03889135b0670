import { expect, test } from 'vitest';
import { playCapCase } from '../testing/cap-case.ts';

const cases = 2_000;
const requests = 25;

// The same cases run a million times by `npm run prove -- caps`.
test('50,000 hostile requests cross no cap; tighter never allows more; reducing is never denied', () => {
  const found = { requests: 0, approved: 0, reducing: 0 };
  for (let index = 0; index < cases; index += 1) {
    const result = playCapCase(`caps-${index}`, requests);
    expect(result.breaches).toEqual([]);
    found.requests += result.requests;
    found.approved += result.approved;
    found.reducing += result.reducing;
  }
  expect(found.requests).toBe(50_000);
  expect(found.approved).toBeGreaterThan(5_000);
  expect(found.reducing).toBeGreaterThan(500);
}, 120_000);
