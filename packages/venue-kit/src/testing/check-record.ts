/** Checks of answers against the records of core. @module */
import { deepEqual, fail, ok } from 'node:assert/strict';
import type { QueryResult } from '@tradewright/core';
import type { ZodType } from 'zod';

/** The value is what the schema says, in canonical form, and survives JSON. */
export function checkRecord(schema: ZodType, value: unknown): void {
  deepEqual(schema.parse(value), value);
  deepEqual(JSON.parse(JSON.stringify(value)), value);
}

/** The items of an answer that must be whole. */
export function itemsOf<Item>(result: QueryResult<Item>): readonly Item[] {
  return result.kind === 'complete' ? result.items : fail(`incomplete: ${result.message}`);
}

/** Values that must be in order. */
export function checkAscending(values: readonly number[], strictly = false): void {
  values.forEach((value, index) => {
    const before = values[index - 1];
    if (before !== undefined)
      ok(strictly ? before < value : before <= value, `${before} came before ${value}`);
  });
}
