/** Opens the venue that a session runs on, under the lock of its account. @module */
import { SystemRandom, TradewrightError, type Clock, type DurableMap } from '@tradewright/core';
import type { Arming, ExpectedOutage } from '@tradewright/engine';
import { AccountLock, FileDurableMap } from '@tradewright/store';
import type { Config } from '../config/load-config.ts';
import { armingNow } from '../money/arm-file.ts';
import { openPaper } from '../venues/open-paper.ts';
import { openVenue } from '../venues/open-venue.ts';
import type { OpenedVenue } from '../venues/venue-entry.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import type { SessionPaths } from './session-paths.ts';
import { agentSetup } from './agent-setup.ts';
import { sessionKeyAt } from './session-id.ts';
import { paperSetup, sessionSetup, type SessionSetup } from './session-setup.ts';

/** What a venue is opened from. */
export type OpenSessionOptions = {
  readonly config: Config;
  readonly folder: string;
  readonly paths: SessionPaths;
  readonly mode: 'demo' | 'paper';
  readonly sessionId: string;
  readonly clock: Clock;
  /** True for a session that takes risk by itself: an account with real money must be armed before it begins. */
  readonly mustBeArmed?: boolean;
};

/** A connected venue whose account belongs to this process. */
export type SessionVenue = {
  readonly venue: OpenedVenue;
  readonly setup: SessionSetup;
  readonly portfolioId: string;
  readonly outages: readonly ExpectedOutage[];
  /** Whether real money may be risked now; a paper account always is armed. */
  readonly arming: () => Arming;
  /** Throws `LOCK_LOST` once another process has taken the account. */
  readonly fence: () => void;
  /** Closes trader, venue, state and locks, in this order; harmless when called twice. */
  readonly close: () => Promise<void>;
};

/** Things that are undone in the reverse of the order in which they were done. */
type Undoing = (() => Promise<void> | void)[];

/**
 * The configured venue; a demonstration uses it only where its market is driven by this process.
 *
 * @throws TradewrightError `ACCOUNT_LOCKED`, `CONFIG_INVALID`, `NOT_ARMED`, `VENUE_*`
 */
export async function openSessionVenue(options: OpenSessionOptions): Promise<SessionVenue> {
  const undoing: Undoing = [];
  const close = async (): Promise<void> => {
    for (let undo = undoing.pop(); undo !== undefined; undo = undoing.pop()) await undo();
  };
  try {
    const { config, mode } = options;
    const name = config.ACTIVE_EXCHANGE;
    const paper = name === 'PAPER' || (mode === 'demo' && !venueNamed(name).driven(config));
    const opened = paper ? await paperVenue(options, undoing) : await otherVenue(options, undoing);
    const setup = { ...opened.setup, agent: agentSetup(config, mode === 'demo') };
    return { ...opened, setup, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The portfolio with which `run` goes on at the paper venue; a demonstration has one of its own. */
export function paperPortfolio({ BASE_CURRENCY }: Config): string {
  return `paper-${BASE_CURRENCY.toLowerCase()}`;
}

type Opened = Omit<SessionVenue, 'close'>;

async function paperVenue(options: OpenSessionOptions, undoing: Undoing): Promise<Opened> {
  const { config, folder, paths, mode, sessionId, clock } = options;
  const key = sessionKeyAt(clock.now(), new SystemRandom().hex(2));
  const setup = await paperSetup(config, folder, key);
  const fence = lock(paths, { venue: 'PAPER', accountId: 'PAPER' }, undoing);
  const portfolioId = mode === 'demo' ? `demo-${sessionId}` : paperPortfolio(config);
  const path = paths.paperStateOf(portfolioId);
  const venue = await openPaper(setup, stateAt(path, undoing));
  undoing.push(() => venue.trader.close());
  return { venue, setup, portfolioId, outages: [], fence, arming: () => ({ armed: true }) };
}

async function otherVenue(options: OpenSessionOptions, undoing: Undoing): Promise<Opened> {
  const { config, paths, clock, sessionId } = options;
  const entry = venueNamed(config.ACTIVE_EXCHANGE);
  const key = { venue: entry.name, accountId: entry.accountKey(config) };
  const fences = [lock(paths, key, undoing)];
  const driven = entry.driven(config);
  const path = paths.venueStateOf(driven ? `${entry.name}-${sessionId}` : entry.name);
  const state = stateAt(path, undoing);
  const venue = await openVenue(entry, { config, clock, state, readOnly: false });
  undoing.push(venue.close);
  const { trader, baseCurrency, symbols } = venue;
  const facts = { name: entry.name, baseCurrency, symbols };
  const setup = sessionSetup(config, facts, sessionKeyAt(clock.now(), new SystemRandom().hex(2)));
  undoing.push(() => trader.close());
  await trader.connect();
  const { paper, accountId } = trader;
  const arming = (): Arming =>
    paper
      ? { armed: true }
      : armingNow(config, paths, { venue: entry.name, accountId, now: clock.now() });
  const begun = arming();
  if (options.mustBeArmed === true && !begun.armed) throw unarmed(entry.name, begun.missing);
  // The login may name the account only now; what the lock is for is the account.
  if (trader.accountId !== key.accountId)
    fences.push(lock(paths, { venue: entry.name, accountId: trader.accountId }, undoing));
  const portfolioId = driven
    ? `${entry.name.toLowerCase()}-${sessionId}`
    : `${entry.name.toLowerCase()}-${trader.accountId}`;
  const fence = (): void => fences.forEach((held) => held());
  return { venue, setup, portfolioId, outages: entry.outages ?? [], fence, arming };
}

function lock(
  { locks }: SessionPaths,
  account: { readonly venue: string; readonly accountId: string },
  undoing: Undoing,
): () => void {
  const held = AccountLock.acquire({ folder: locks, ...account });
  undoing.push(() => held.release());
  return () => held.assertHeld();
}

function stateAt(path: string, undoing: Undoing): DurableMap {
  const state = new FileDurableMap(path, false);
  undoing.push(() => state.close());
  return state;
}

function unarmed(venue: string, missing: readonly string[]): TradewrightError {
  const message = `The account at ${venue} holds real money and was not armed: ${missing.join('; ')}.`;
  return new TradewrightError('NOT_ARMED', message, {
    hint: 'all three arm it; or use a paper account or a sandbox: IB_PAPER=true, GEMINI_SANDBOX=true',
    facts: { missing },
  });
}
