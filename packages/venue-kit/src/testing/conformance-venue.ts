/** What a venue brings to the conformance suite. @module */
import type { BaseTrader, DecimalString, TraderCapabilities } from '@tradewright/core';

/**
 * Faults that a venue's fake can play.
 *
 * `answer-lost`: the next new order takes effect and its answer never arrives. `command-lost`: the next
 * new order never arrives. `cancel-answer-lost`: as the first, for a cancel. `order-refused`: the venue
 * says no to the next new order. `bad-answer`: the next new order is answered with what no one can
 * read. `queries-fail`: every question fails until the fake is healed. `cut`: the connection ends and
 * stays away until healed. `commission-late`: fills come without commission until healed.
 * `fill-corrected`: the venue corrects the price of the last execution.
 */
export const venueFaults = [
  'answer-lost',
  'command-lost',
  'cancel-answer-lost',
  'order-refused',
  'bad-answer',
  'queries-fail',
  'cut',
  'commission-late',
  'fill-corrected',
] as const;

/** A fault that a venue's fake can play. */
export type VenueFault = (typeof venueFaults)[number];

/**
 * What a venue can do beyond its capabilities.
 *
 * `absence`: it proves that an order is not there. `closed-orders` and `fill-history`: it lists them.
 * `restart`: another process can take the account over. `foreign-orders`: the fake makes orders of
 * somebody else. `tags`: a caller's reference comes back. `liquidity`: fills say who made the price.
 * `exact-cash`: the account shows cash to the last digit. `one-sided`: the market can lack a side.
 * `bars`: the fake has a history of bars. `average-price`: orders state what they traded at on average.
 * `long-ids`: client ids of 36 characters with `:_.#-` come back unchanged.
 */
export const venueFacts = [
  'absence',
  'closed-orders',
  'fill-history',
  'restart',
  'foreign-orders',
  'tags',
  'liquidity',
  'exact-cash',
  'average-price',
  'long-ids',
  'one-sided',
  'bars',
] as const;

/** Something that a venue can do beyond its capabilities. */
export type VenueFact = (typeof venueFacts)[number];

/** A touch of the market: prices and sizes as decimal text; `null` is a side without interest. */
export type Touch = {
  readonly bid: DecimalString | null;
  readonly ask: DecimalString | null;
  readonly size: DecimalString;
};

/**
 * Both ends of one account for one case: the trader, connected, and the hands that move its market.
 *
 * The account holds no order, can buy and sell several times `quantity`, and its ids are its own.
 * The market of `symbol` shows `touch` when the case begins.
 */
export type TraderRig = AsyncDisposable & {
  readonly trader: BaseTrader;
  /** The trader's clock at the start, ms UTC: what happened in this case happened since. */
  readonly startedAt: number;
  readonly symbol: string;
  /** Canonical, and not traded at this venue. */
  readonly unknownSymbol: string;
  readonly touch: Touch & { readonly bid: DecimalString; readonly ask: DecimalString };
  /** A tradable quantity, and a tradable part of less than half of it. */
  readonly quantity: DecimalString;
  readonly part: DecimalString;
  /** A fresh id that this trader takes for its own. */
  readonly nextClientOrderId: () => string;
  readonly setTouch: (touch: Touch) => void;
  /** Client order ids of the orders that the venue has taken from this account so far. */
  readonly taken: () => readonly string[];
  /** Makes an order of somebody else rest in the account. */
  readonly placeElsewhere: () => Promise<void>;
  /** Ends the first process without a goodbye; resolves to its connected heir with the same durable state. */
  readonly restart: () => Promise<BaseTrader>;
  readonly play: (fault: VenueFault) => void;
  readonly heal: () => void;
  /** Lets time pass: one step of waiting, some ms. */
  readonly pause: () => Promise<void>;
};

/** A venue as the suite takes it. */
export type ConformanceVenue = {
  readonly name: string;
  readonly capabilities: TraderCapabilities;
  readonly faults: readonly VenueFault[];
  readonly facts: readonly VenueFact[];
  /** Starts both ends afresh for one case. */
  readonly start: () => Promise<TraderRig>;
};
