// Hostile decisions through the gate of the agent: no cap is crossed, no stop moves away, no symbol or plan is invented.
import { SeededRandom } from '@tradewright/core';
import { stormGate } from '../../packages/agent/dist/testing/storm-gate.js';

const decisionsPerSeed = 10_000;

/** @param decisions - A million unless said otherwise. */
export function prove(decisions = 1_000_000) {
  const seeds = Math.ceil(decisions / decisionsPerSeed);
  const sums = { decisions: 0, items: 0, clamped: 0, rejected: 0, accepted: {} };
  const breaches = [];
  for (let seed = 0; seed < seeds; seed += 1) {
    const storm = stormGate(decisionsPerSeed, new SeededRandom(`gate-${seed}`));
    for (const name of ['decisions', 'items', 'clamped', 'rejected']) sums[name] += storm[name];
    for (const [kind, count] of Object.entries(storm.accepted))
      sums.accepted[kind] = (sums.accepted[kind] ?? 0) + count;
    breaches.push(...storm.breaches);
  }
  const range = { first: 'gate-0', last: `gate-${seeds - 1}` };
  return { ...sums, breaks: breaches.length, examples: breaches.slice(0, 3), seeds: range };
}
