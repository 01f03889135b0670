/** How badly one seed treats the wire, TWS and the process. @module */
import type { Random } from '@tradewright/core';

/** Chances between 0 and 1, per step unless said otherwise; times in ms. */
export type IBFaultRates = {
  /** The longest that bytes are under way. */
  readonly delayMs: number;
  /** Per delivery: it ends inside a frame. */
  readonly splits: number;
  readonly cut: number;
  /** The connection dies and neither end is told. */
  readonly fallSilent: number;
  /** Bytes wait for a while, in both directions. */
  readonly stall: number;
  /** TWS goes away and comes back with its order ids set back. */
  readonly restart: number;
  /** TWS loses IB (1100), and the news of that time; then 1101 or 1102. */
  readonly loseBroker: number;
  /** Requests of some kind are swallowed for a while. */
  readonly swallow: number;
  /** Requests of some kind take effect and are not answered for a while. */
  readonly mute: number;
  /** New orders are refused for a while. */
  readonly refuse: number;
  /** Commissions are withheld, or come first, for a while. */
  readonly commissions: number;
  /** Per message of news: lost, doubled, late. */
  readonly loseNews: number;
  readonly doubleNews: number;
  readonly delayNews: number;
  readonly correct: number;
  readonly changePermId: number;
  readonly venueCancels: number;
  readonly endDay: number;
  /** Warnings on order ids, farm notices, too many messages. */
  readonly notices: number;
  /** Frames that no TWS should send. */
  readonly hostile: number;
  readonly jumpClock: number;
  /** Per commit. */
  readonly failCommit: number;
  /** Processes that end at a port call before the healing begins. */
  readonly crashes: number;
};

/** Nothing goes wrong. */
export const noIBFaults: IBFaultRates = {
  delayMs: 5,
  splits: 0,
  cut: 0,
  fallSilent: 0,
  stall: 0,
  restart: 0,
  loseBroker: 0,
  swallow: 0,
  mute: 0,
  refuse: 0,
  commissions: 0,
  loseNews: 0,
  doubleNews: 0,
  delayNews: 0,
  correct: 0,
  changePermId: 0,
  venueCancels: 0,
  endDay: 0,
  notices: 0,
  hostile: 0,
  jumpClock: 0,
  failCommit: 0,
  crashes: 0,
};

/** A swarm: each fault is off in a third of the seeds and anything up to its ceiling in the rest. */
export function drawIBFaultRates(random: Random): IBFaultRates {
  const upTo = (ceiling: number): number =>
    random.next() < 1 / 3 ? 0 : ceiling * random.next() * random.next();
  return {
    delayMs: random.integer(0, 2) * random.integer(1, 200),
    splits: upTo(0.9),
    cut: upTo(0.03),
    fallSilent: upTo(0.02),
    stall: upTo(0.03),
    restart: upTo(0.02),
    loseBroker: upTo(0.03),
    swallow: upTo(0.05),
    mute: upTo(0.05),
    refuse: upTo(0.04),
    commissions: upTo(0.05),
    loseNews: upTo(0.4),
    doubleNews: upTo(0.6),
    delayNews: upTo(0.8),
    correct: upTo(0.02),
    changePermId: upTo(0.03),
    venueCancels: upTo(0.03),
    endDay: upTo(0.01),
    notices: upTo(0.3),
    hostile: upTo(0.1),
    jumpClock: upTo(0.01),
    failCommit: upTo(0.02),
    crashes: random.next() < 0.15 ? 0 : random.integer(1, 4),
  };
}
