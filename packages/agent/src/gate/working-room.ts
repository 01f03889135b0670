/** The room under the caps that is left while a batch is judged. @module */
import {
  Decimal,
  type Headroom,
  type Side,
  type SymbolContext,
  type TradingContext,
} from '@tradewright/core';

type Row = { readonly row: Headroom; left: Decimal | undefined };

/** Without these nothing can be sized: a session always has them. */
const needed = ['max-order-value', 'gross-exposure', 'max-positions'];

/** Caps on the worth of what is held; an accepted open uses them up. */
const exposures = new Set([
  'gross-exposure',
  'net-exposure',
  'symbol-exposure',
  'class-exposure',
  'allocated-capital',
]);

/** Caps on what may be lost. */
const losses = new Set(['daily-loss', 'drawdown']);

/** Caps that a batch can use up: nothing left, or nothing known of it, lets nothing in. */
const spent = new Set([...needed, ...exposures, ...losses, 'order-rate']);

/** Room in base currency, read from the headroom of the context; each accepted open makes it smaller. */
export class WorkingRoom {
  readonly #rows: readonly Row[];
  readonly #classes: ReadonlyMap<string, string>;
  readonly #planned = new Set<string>();
  readonly #ended = new Set<string>();
  #opens = 0;

  constructor(context: TradingContext) {
    this.#rows = context.headroom.map((row) => ({
      row,
      left: row.left === null ? undefined : Decimal.from(row.left),
    }));
    this.#classes = new Map(
      context.symbols.map(({ symbol, instrument }) => [symbol, instrument.assetClass]),
    );
    for (const { symbol } of context.plans) this.#planned.add(symbol);
  }

  /** Rules that keep every entry of this side out of the symbol. One whose distance is not known is among them. */
  blocking(symbol: string, side: Side): readonly Headroom[] {
    return this.#concerning(symbol, side).flatMap(({ row, left }) =>
      row.blocks || (spent.has(row.rule) && left?.isPositive() !== true) ? [row] : [],
    );
  }

  /** Rules that every session has and this context does not show. */
  missing(): readonly string[] {
    return needed.filter((rule) => !this.#rows.some(({ row }) => row.rule === rule));
  }

  /** Largest worth of an open: the least room under any cap on worth. */
  worth(symbol: string, side: Side): Decimal {
    const rows = this.#concerning(symbol, side).filter(
      ({ row }) => row.rule === 'max-order-value' || exposures.has(row.rule),
    );
    return rows.reduce(
      (least, { left }) => Decimal.minimum(least, left ?? Decimal.zero),
      rows[0]?.left ?? Decimal.zero,
    );
  }

  /** What may still be lost before a loss cap ends entries; `undefined` where there is no such cap. */
  loss(): { readonly rule: string; readonly left: Decimal } | undefined {
    const found = this.#rows.flatMap(({ row: { rule }, left }) =>
      losses.has(rule) && left !== undefined ? [{ rule, left }] : [],
    );
    return found.toSorted((one, other) => one.left.compare(other.left))[0];
  }

  /** True when a plan is open in the symbol, or was accepted in this batch. */
  isPlanned(symbol: string): boolean {
    return this.#planned.has(symbol);
  }

  get opens(): number {
    return this.#opens;
  }

  /** True once for each plan: ending it a second time in one batch means nothing. */
  claimPlan(planId: string): boolean {
    if (this.#ended.has(planId)) return false;
    this.#ended.add(planId);
    return true;
  }

  /** Uses room up. */
  take(symbol: SymbolContext, side: Side, size: { value: Decimal; risk: Decimal }): void {
    this.#opens += 1;
    this.#planned.add(symbol.symbol);
    const assetClass = this.#classes.get(symbol.symbol);
    for (const entry of this.#rows) {
      const { rule, symbol: only, side: way } = entry.row;
      const sameClass = rule === 'class-exposure' && this.#classes.get(only ?? '') === assetClass;
      const concerns = only === null || only === symbol.symbol || sameClass;
      if (!concerns || (way !== null && way !== side)) continue;
      if (exposures.has(rule)) reduce(entry, size.value);
      if (losses.has(rule)) reduce(entry, size.risk);
      if (rule === 'max-positions' || rule === 'order-rate') reduce(entry, Decimal.one);
    }
  }

  #concerning(symbol: string, side: Side): readonly Row[] {
    return this.#rows.filter(
      ({ row }) =>
        (row.symbol === null || row.symbol === symbol) && (row.side === null || row.side === side),
    );
  }
}

function reduce(entry: Row, by: Decimal): void {
  if (entry.left !== undefined) entry.left = Decimal.maximum(Decimal.zero, entry.left.minus(by));
}
