/** No code ends an order that may live. @module */
import { describe, expect, test } from 'vitest';
import { isWarning, provesRefusal } from '../connection/ib-codes.ts';
import { parseOrderStatus } from './parse-order-status.ts';

describe('codes and status words', () => {
  test('of all codes from 0 to 12000 only the closed list proves a refusal, and none of it is a warning', () => {
    const proving = Array.from({ length: 12_001 }, (_, code) => code).filter(provesRefusal);
    expect(proving).toEqual([110, 200, 201, 203, 321, 387, 388, 434, 460]);
    expect(proving.filter(isWarning)).toEqual([]);
  });

  test.each([399, 404, 2109, 10349, 10147, 10148, 202])(
    'code %i leaves a new order alive',
    (code) => {
      expect(isWarning(code)).toBe(true);
    },
  );

  test.each([
    ['ApiPending', 'pending'],
    ['PendingSubmit', 'pending'],
    ['PreSubmitted', 'working'],
    ['Submitted', 'working'],
    ['PendingCancel', 'working'],
    ['ApiCancelled', 'canceled'],
    ['Cancelled', 'canceled'],
    ['Filled', 'filled'],
    ['Inactive', 'suspended'],
    ['Unknown', 'unknown'],
    ['', 'unknown'],
    ['Brandnew', 'unknown'],
  ])('%s means %s', (word, life) => {
    expect(parseOrderStatus(word, false)).toBe(life);
  });
});
