/** When nothing more can come of an order. @module */
import type { OrderRecord } from '@tradewright/core';
import { expect, test } from 'vitest';
import { isOver } from './is-over.ts';

test.for([
  ['canceled', '0', '0', true],
  ['canceled', '20', '20', true],
  ['canceled', '0', '20', false],
  ['canceled', '20', '0', true],
  ['filled', '50', '50', true],
  ['expired', '10', '20', false],
  ['refused', '0', '0', true],
  ['working', '20', '20', false],
  ['unknown', '0', '0', false],
] as const)(
  '%s with %s booked of %s at the venue is over: %s',
  ([life, filled, reported, over]) => {
    const record = { life, filled, reportedFilled: reported } as OrderRecord;
    expect(isOver(record)).toBe(over);
  },
);
