// Hostile requests against random portfolios: no cap is crossed, tighter never allows more, reducing is never denied.
import { playCapCase } from '../../packages/engine/dist/testing/cap-case.js';

const requestsPerCase = 25;

/** @param requests - A million unless said otherwise. */
export function prove(requests = 1_000_000) {
  const cases = Math.ceil(requests / requestsPerCase);
  const sums = { requests: 0, approved: 0, reducing: 0 };
  const breaches = [];
  for (let index = 0; index < cases; index += 1) {
    const result = playCapCase(`caps-${index}`, requestsPerCase);
    sums.requests += result.requests;
    sums.approved += result.approved;
    sums.reducing += result.reducing;
    breaches.push(...result.breaches);
  }
  const seeds = { first: 'caps-0', last: `caps-${cases - 1}` };
  return { ...sums, breaks: breaches.length, examples: breaches.slice(0, 3), seeds };
}
