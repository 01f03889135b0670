import { expect, test } from 'vitest';
import { exitCodeOf } from './exit-code.ts';

test.for([
  [{ code: 'CONFIG_INVALID' }, 2],
  [{ code: 'SYMBOL_UNKNOWN' }, 2],
  [{ code: 'STORE_UNWRITABLE' }, 2],
  [{ code: 'RISK_DENIED' }, 3],
  [{ code: 'VENUE_TIMEOUT', outcome: 'unknown' }, 4],
  [{ code: 'ORDER_REFUSED', outcome: 'refused' }, 1],
  [{ code: 'STORE_CORRUPT' }, 1],
  [{}, 1],
] as const)('%j exits with %i', ([error, code]) => {
  expect(exitCodeOf(error)).toBe(code);
});
