/** How far a session is from each of its risk rules. @module */
import type { Side } from './order-terms.ts';

/** What the figures of a row count; `base` is base currency, `units` are units of the instrument. */
export type HeadroomUnit = 'base' | 'count' | 'percent' | 'units' | 'price' | 'ratio' | 'ms';

/**
 * One rule, as it stands for new risk. `most` and `least` bound a figure from above and below, `among`
 * allows what `limit` lists. `left` is what may still be added, or how far a least is passed; it and
 * `used` are `null` where they are not known, and where only an order has them.
 */
export type Headroom = {
  readonly rule: string;
  /** What the row is about; `null` for the whole session. */
  readonly symbol: string | null;
  /** The side of orders that it concerns; `null` for both. */
  readonly side: Side | null;
  readonly bound: 'most' | 'least' | 'among';
  readonly unit: HeadroomUnit;
  readonly limit: string | null;
  readonly used: string | null;
  readonly left: string | null;
  /** True when an entry of any size is denied as things stand; what is not known denies. */
  readonly blocks: boolean;
};

/** A row of a sum in base currency that bounds both sides from above, but for its parts. */
export function headroomRow(rule: string, parts: Partial<Headroom> = {}): Headroom {
  return {
    rule,
    symbol: null,
    side: null,
    bound: 'most',
    unit: 'base',
    limit: null,
    used: null,
    left: null,
    blocks: false,
    ...parts,
  };
}
