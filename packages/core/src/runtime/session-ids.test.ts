import { describe, expect, test } from 'vitest';
import { SessionIds, isOwnClientOrderId } from './session-ids.ts';

describe('SessionIds', () => {
  test('client order ids are deterministic, unique, short and carry the prefix', () => {
    const first = new SessionIds('TW', 'k3f9');
    const again = new SessionIds('TW', 'k3f9');
    const ids = Array.from({ length: 5_000 }, () => first.clientOrderId());
    expect(new Set(ids).size).toBe(5_000);
    expect(ids[0]).toBe(again.clientOrderId());
    for (const id of ids) {
      expect(id).toMatch(/^TW-[a-z0-9]+-[a-z0-9]+-[0-9a-f]{4}$/);
      expect(id.length).toBeLessThanOrEqual(32);
    }
  });

  test('a resumed session goes on where its counters stood', () => {
    const first = new SessionIds('TW', 'k3f9');
    first.clientOrderId();
    first.next('plan');
    const resumed = new SessionIds('TW', 'k3f9', first.counters());
    expect(resumed.next('plan')).toBe('plan-2');
    expect(resumed.clientOrderId()).not.toBe(new SessionIds('TW', 'k3f9').clientOrderId());
  });

  test('an id of ours is told from a foreign or mistyped one', () => {
    const id = new SessionIds('TW', 'k3f9').clientOrderId();
    expect(isOwnClientOrderId('TW', id)).toBe(true);
    expect(isOwnClientOrderId('XX', id)).toBe(false);
    expect(isOwnClientOrderId('TW', id.replace('k3f9', 'k3f8'))).toBe(false);
    expect(isOwnClientOrderId('TW', 'TW-hello')).toBe(false);
  });

  test.for(['', 'TOOLONGX', 'A-B', 'ä'])('the prefix %j is refused', (prefix) => {
    expect(() => new SessionIds(prefix, 'k3f9')).toThrow(/order prefix/);
  });
});
