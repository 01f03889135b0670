/** The name under which a model reads a row of headroom. @module */
import type { Headroom } from '@tradewright/core';

/** The rule, and the side where it concerns only one: `net-exposure-sell`. */
export function headroomName({ rule, side }: Pick<Headroom, 'rule' | 'side'>): string {
  return side === null ? rule : `${rule}-${side}`;
}
