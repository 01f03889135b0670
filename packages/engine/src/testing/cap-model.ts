/** What the caps mean, written down a second time and in another way, to judge the rules by. @module */
import {
  Decimal,
  midOf,
  type Instrument,
  type OrderIntent,
  type Quote,
  type SeededRandom,
} from '@tradewright/core';
import type { RiskCaps } from '../risk/risk-caps.ts';
import type { PlanTerms } from '../risk/risk-input.ts';

type Open = { readonly intent: OrderIntent; readonly exit: boolean; remaining: Decimal };
type Reducible = {
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly strategyName: string | null;
  readonly quantity: Decimal;
};

/** Sums are JS numbers here; a breach counts from a millionth above the cap. */
const slack = 1 + 1e-9;

/** Positions and open orders of a case, and the question whether any of them is too much. */
export class CapModel {
  readonly #caps: RiskCaps;
  readonly #rate: (currency: string) => number | undefined;
  readonly #instruments = new Map<string, Instrument>();
  readonly #quotes = new Map<string, Quote>();
  readonly #positions = new Map<string, Decimal>();
  readonly #orders = new Map<string, Open>();
  readonly #placed: number[] = [];
  fills = 0;

  constructor(caps: RiskCaps, rate: (currency: string) => number | undefined) {
    this.#caps = caps;
    this.#rate = rate;
  }

  market(instrument: Instrument, quote: Quote): void {
    this.#instruments.set(instrument.symbol, instrument);
    this.#quotes.set(instrument.symbol, quote);
  }

  mid(symbol: string): number | undefined {
    const quote = this.#quotes.get(symbol);
    return quote === undefined ? undefined : (midOf(quote) ?? undefined);
  }

  place(intent: OrderIntent, exit: boolean, time: number): void {
    this.#placed.push(time);
    const remaining = Decimal.from(intent.quantity);
    this.#orders.set(intent.clientOrderId, { intent, exit, remaining });
  }

  anyOrder(random: SeededRandom): Open | undefined {
    return [...this.#orders.values()][random.integer(0, Math.max(0, this.#orders.size - 1))];
  }

  /** True when the order is done. */
  filled(id: string, quantity: Decimal): boolean {
    const order = this.#orders.get(id);
    if (order === undefined) return false;
    this.fills += 1;
    const key = keyOf(order.intent);
    const moved = order.intent.side === 'buy' ? quantity : quantity.negated();
    this.#positions.set(key, (this.#positions.get(key) ?? Decimal.zero).plus(moved));
    order.remaining = order.remaining.minus(quantity);
    return order.remaining.isZero() && this.#orders.delete(id);
  }

  ended(id: string): boolean {
    return this.#orders.delete(id);
  }

  /** What can still be taken off a position; `undefined` when nothing can. */
  reducible(strategyName: string | null, symbol: string): Reducible | undefined {
    const held = this.#positions.get(keyOf({ strategyName, symbol })) ?? Decimal.zero;
    const side = held.isNegative() ? 'buy' : 'sell';
    let left = held.absolute();
    for (const { intent, exit, remaining } of this.#orders.values()) {
      if (exit && keyOf(intent) === keyOf({ strategyName, symbol }) && intent.side === side)
        left = left.minus(remaining);
    }
    return left.isPositive() ? { symbol, side, strategyName, quantity: left } : undefined;
  }

  isReducing(intent: OrderIntent): boolean {
    const found = this.reducible(intent.strategyName, intent.symbol);
    return (
      found !== undefined &&
      found.side === intent.side &&
      !Decimal.from(intent.quantity).isGreaterThan(found.quantity)
    );
  }

  /** Why an approved entry should not have been; `undefined` when it should. Asked before {@link place}. */
  entryBreach(intent: OrderIntent, terms: PlanTerms | undefined, time: number): string | undefined {
    const instrument = this.#instruments.get(intent.symbol);
    const quote = this.#quotes.get(intent.symbol);
    if (instrument === undefined || quote === undefined) return 'nothing was known';
    const caps = this.#caps;
    const own = caps.classes?.[instrument.assetClass] ?? {};
    const rate = this.#rate(instrument.currency);
    const touch = intent.side === 'buy' ? quote.ask : quote.bid;
    const price = Number(intent.limitPrice ?? intent.stopPrice ?? touch ?? Number.NaN);
    if (rate === undefined || Number.isNaN(price)) return 'the value was not known';
    const sign = intent.side === 'buy' ? 1 : -1;
    const value = price * Number(intent.quantity) * rate;
    const spread = quote.spreadPct;
    const thin = Math.min(quote.bidSize ?? -1, quote.askSize ?? -1);
    const stop =
      terms === undefined ? null : ((sign * (price - Number(terms.stopPrice))) / price) * 100;
    const recent = this.#placed.filter((placed) => placed > time - 60_000).length;
    const bucket = (caps.buckets ?? []).find((list) => list.includes(intent.symbol)) ?? [];
    const open = this.#openSymbols().add(intent.symbol);
    const checks: Readonly<Record<string, boolean>> = {
      'order value': value > (Number(caps.maxOrderValue) - Number(caps.orderValueBuffer)) * slack,
      'minimum trade': value * slack < Number(caps.minTradeSize),
      symbol: caps.allowedSymbols.length > 0 && !caps.allowedSymbols.includes(intent.symbol),
      class:
        (caps.allowedClasses ?? []).length > 0 &&
        caps.allowedClasses?.includes(instrument.assetClass) !== true,
      short: sign < 0 && (!instrument.canShort || own.allowShort === false),
      type: !instrument.orderTypes.includes(intent.type),
      spread: own.maxSpreadPercent != null && !(spread !== null && spread <= own.maxSpreadPercent),
      size: own.minQuoteSize != null && thin < own.minQuoteSize,
      collar:
        own.collarPercent != null &&
        !(sign * (price / (quote.last ?? price) - 1) * 100 <= own.collarPercent * slack + 1e-9),
      stop:
        stop !== null &&
        !(stop > 0 && stop >= (own.minStopPercent ?? 0) && stop <= (own.maxStopPercent ?? 1e9)),
      rate: caps.maxOrdersPerMinute != null && recent >= caps.maxOrdersPerMinute,
      bucket:
        caps.maxPerBucket != null &&
        bucket.filter((symbol) => open.has(symbol)).length > caps.maxPerBucket,
      net: this.#netBreach(
        intent,
        Number(intent.quantity) * rate * (this.mid(intent.symbol) ?? price),
      ),
    };
    return Object.entries(checks).find(([, broken]) => broken)?.[0];
  }

  /** Whichever open orders fill, at today's prices no cap on sums may be passed. */
  portfolioBreach(): string | undefined {
    const caps = this.#caps;
    let gross = 0;
    const symbols = new Map<string, number>();
    const classes = new Map<string, number>();
    const owners = new Map<string, number>();
    for (const [key, worst] of this.#worst()) {
      const [owner = '', symbol = ''] = key.split(' ');
      const instrument = this.#instruments.get(symbol);
      const value = worst * (this.mid(symbol) ?? 0) * (this.#rate(instrument?.currency ?? '') ?? 0);
      gross += value;
      const add = (sums: Map<string, number>, name: string): unknown =>
        sums.set(name, (sums.get(name) ?? 0) + value);
      add(symbols, symbol);
      add(classes, instrument?.assetClass ?? '');
      add(owners, owner);
    }
    const over = (sum: number, cap: string | null | undefined): boolean =>
      cap != null && sum > Number(cap) * slack;
    if (over(gross, caps.maxTotalExposure)) return `gross exposure ${gross}`;
    for (const [symbol, sum] of symbols) {
      if (over(sum, caps.maxSymbolExposure)) return `exposure in ${symbol} ${sum}`;
    }
    for (const name of ['equity', 'fx', 'crypto'] as const) {
      const sum = classes.get(name) ?? 0;
      if (over(sum, caps.classes?.[name]?.maxExposure)) return `exposure in ${name} ${sum}`;
    }
    for (const [name, cap] of Object.entries(caps.allocatedCapital ?? {})) {
      if (over(owners.get(name) ?? 0, cap)) return `capital of ${name}`;
    }
    return this.#openSymbols().size > caps.maxPositions ? 'positions' : undefined;
  }

  /** The largest size that each book could come to. */
  #worst(): Map<string, number> {
    const worst = new Map<string, number>();
    for (const key of new Set([...this.#positions.keys(), ...this.#orderKeys()])) {
      const held = Number(this.#positions.get(key)?.toString() ?? '0');
      const [buys, sells] = [this.#openOn(key, 'buy'), this.#openOn(key, 'sell')];
      worst.set(key, Math.max(Math.abs(held), Math.abs(held + buys), Math.abs(held - sells)));
    }
    return worst;
  }

  #netBreach(intent: OrderIntent, value: number): boolean {
    const cap = this.#caps.maxNetExposure;
    if (cap == null) return false;
    const sign = intent.side === 'buy' ? 1 : -1;
    let net = value;
    for (const key of new Set([...this.#positions.keys(), ...this.#orderKeys()])) {
      const [, symbol = ''] = key.split(' ');
      const unit =
        (this.mid(symbol) ?? 0) * (this.#rate(this.#instruments.get(symbol)?.currency ?? '') ?? 0);
      const held = Number(this.#positions.get(key)?.toString() ?? '0');
      net += unit * (sign * held + this.#openOn(key, intent.side));
    }
    return net > Number(cap) * slack;
  }

  #openOn(key: string, side: 'buy' | 'sell'): number {
    let sum = 0;
    for (const { intent, remaining } of this.#orders.values()) {
      if (keyOf(intent) === key && intent.side === side) sum += Number(remaining.toString());
    }
    return sum;
  }

  #orderKeys(): string[] {
    return [...this.#orders.values()].map(({ intent }) => keyOf(intent));
  }

  #openSymbols(): Set<string> {
    const open = new Set<string>();
    for (const [key, held] of this.#positions)
      if (!held.isZero()) open.add(key.split(' ')[1] ?? '');
    for (const { intent, exit } of this.#orders.values()) if (!exit) open.add(intent.symbol);
    return open;
  }
}

function keyOf(order: Pick<OrderIntent, 'strategyName' | 'symbol'>): string {
  return `${order.strategyName ?? 'manual'} ${order.symbol}`;
}
