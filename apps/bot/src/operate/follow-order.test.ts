import { describe, expect, test } from 'vitest';
import { TradewrightError, type OrderView } from '@tradewright/core';
import { theOnly } from './follow-order.ts';

const view = (clientOrderId: string | null, venueOrderId: string, status: string): OrderView =>
  ({ clientOrderId, venueOrderId, status }) as OrderView;

function failureOf(run: () => unknown): TradewrightError {
  try {
    run();
  } catch (error) {
    if (TradewrightError.is(error)) return error;
  }
  throw new Error('nothing of ours was thrown');
}

describe('an id that a person gives', () => {
  test('means the one order that has it', () => {
    const only = view('TW-1', '501', 'working');
    expect(theOnly('501', [only])).toBe(only);
  });

  test('of several orders lists each with how it stands, also one made elsewhere', () => {
    const found = [view('TW-1', '501', 'working'), view(null, '502', 'filled')];
    expect(failureOf(() => theOnly('june-7', found))).toMatchObject({
      code: 'USAGE',
      message: '"june-7" means 2 orders.',
      hint: 'name one of TW-1 (working), 502 (filled)',
    });
  });

  test('of no order says where ids are listed', () => {
    expect(failureOf(() => theOnly('june-8', []))).toMatchObject({
      code: 'ORDER_NOT_FOUND',
      hint: expect.stringContaining('tradewright orders --all'),
    });
  });
});
