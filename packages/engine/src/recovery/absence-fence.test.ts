import { describe, expect, test } from 'vitest';
import { AbsenceFence, type Look } from './absence-fence.ts';

const settleMs = 10_000;
const look = (begun: number, parts: Partial<Look> = {}): Look => ({
  begun,
  epoch: 1,
  drift: '0',
  ...parts,
});

/** What each look in turn says. */
function verdicts(...looks: readonly Look[]): readonly boolean[] {
  const fence = new AbsenceFence(settleMs);
  return looks.map((one) => fence.missed('TW-1', one));
}

describe('AbsenceFence', () => {
  test('three looks, each a settle window after the last, prove an absence', () => {
    expect(verdicts(look(0), look(10_000), look(20_000), look(30_000))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('looks that come too soon count for nothing', () => {
    const soon = Array.from({ length: 50 }, (_, index) => look(index * 100));
    expect(verdicts(...soon)).not.toContain(true);
    expect(verdicts(look(0), look(9_999), look(10_000), look(19_999), look(20_000)).at(-1)).toBe(
      false,
    );
  });

  test('a new connection begins the count anew', () => {
    const epoch = { epoch: 2 };
    expect(verdicts(look(0), look(10_000), look(20_000), look(30_000, epoch)).at(-1)).toBe(false);
    expect(
      verdicts(look(0), ...[10_000, 20_000, 30_000, 40_000].map((at) => look(at, epoch))).at(-1),
    ).toBe(true);
  });

  test('a position that moves meanwhile begins the count anew', () => {
    const drift = { drift: '100' };
    expect(verdicts(look(0), look(10_000), look(20_000), look(30_000, drift)).at(-1)).toBe(false);
  });

  test('an order that was found begins anew', () => {
    const fence = new AbsenceFence(settleMs);
    for (const begun of [0, 10_000, 20_000]) fence.missed('TW-1', look(begun));
    fence.forget('TW-1');
    expect(fence.missed('TW-1', look(30_000))).toBe(false);
  });
});
