/** A link that is cut at every byte of a burst of orders. @module */
import { SeededRandom } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { CutRig, type CutResult } from './src/ib/cut-rig.ts';

/** A rig grows slower with every order that its simulator keeps. */
const cutsPerRig = 60;

/** Cuts a burst of so many orders at each offset in turn. */
async function cutAll(
  orders: number,
  offsetsOf: (bytes: number) => readonly number[],
): Promise<readonly (CutResult & { readonly offset: number; readonly whole: number })[]> {
  const results: (CutResult & { readonly offset: number; readonly whole: number })[] = [];
  let offsets: readonly number[] | undefined;
  while (offsets === undefined || results.length < offsets.length) {
    const rig = new CutRig();
    try {
      await rig.start();
      const bytes = await rig.sizeOf(orders);
      offsets ??= offsetsOf(bytes);
      for (const offset of offsets.slice(results.length, results.length + cutsPerRig)) {
        const result = await rig.burst(orders, offset);
        results.push({ ...result, offset, whole: Math.floor((offset * orders) / bytes) });
      }
    } finally {
      await rig.end();
    }
  }
  return results;
}

/** What may never be, wherever the cut was. */
function judge(results: Awaited<ReturnType<typeof cutAll>>): readonly string[] {
  return results.flatMap(({ offset, whole, outcomes, there, writings, late, doubled }) => {
    const wrong: string[] = [];
    if (late > 0) wrong.push(`${late} orders left after the reconnect`);
    if (doubled > 0) wrong.push(`${doubled} orders arrived twice`);
    if (writings.some((count) => count > 1)) wrong.push('an order was written on two connections');
    const arrived = there.filter(Boolean).length;
    if (arrived !== whole) wrong.push(`${arrived} orders are there, ${whole} frames were whole`);
    outcomes.forEach((outcome, at) => {
      if (outcome === 'not-sent' && (there[at] || writings[at] !== 0))
        wrong.push(`order ${at} was told as not sent`);
      if (outcome === 'accepted' && !there[at]) wrong.push(`order ${at} was told as accepted`);
      if (!['accepted', 'unknown', 'not-sent'].includes(outcome))
        wrong.push(`order ${at} was told as ${outcome}`);
    });
    return wrong.map((what) => `cut after ${offset} bytes: ${what}`);
  });
}

describe('a link that is cut', () => {
  test('is judged: an order that comes late, comes twice or is told wrong is seen', () => {
    const fine = { offset: 1, whole: 1, outcomes: ['unknown'], there: [true], writings: [1] };
    const quiet = { late: 0, doubled: 0 };
    expect(judge([{ ...fine, ...quiet }])).toEqual([]);
    for (const fault of [
      { late: 1 },
      { doubled: 1 },
      { writings: [2] },
      { there: [false] },
      { outcomes: ['not-sent'] },
      { outcomes: ['refused'] },
    ])
      expect(judge([{ ...fine, ...quiet, ...fault }])).not.toEqual([]);
  });

  test(
    'at every byte of two orders: none leaves later, none is doubled, nothing is claimed that nobody knows',
    { timeout: 240_000 },
    async () => {
      const results = await cutAll(2, (bytes) =>
        Array.from({ length: bytes }, (_, index) => index + 1),
      );
      expect(judge(results)).toEqual([]);
      expect(results.length).toBeGreaterThan(350);
      expect(new Set(results.map(({ whole }) => whole))).toEqual(new Set([0, 1, 2]));
    },
  );

  test(
    'at each frame edge of forty orders, one byte around it, and at 500 random places',
    { timeout: 240_000 },
    async () => {
      const random = new SeededRandom('link-cut');
      const results = await cutAll(40, (bytes) => [
        ...Array.from({ length: 40 }, (_, index) => ((index + 1) * bytes) / 40).flatMap((edge) =>
          [edge - 1, edge, edge + 1].filter((offset) => offset <= bytes),
        ),
        ...Array.from({ length: 500 }, () => random.integer(1, bytes)),
      ]);
      expect(judge(results)).toEqual([]);
      expect(results.length).toBeGreaterThanOrEqual(619);
    },
  );
});
