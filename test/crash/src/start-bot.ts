/** Builds and starts the session of one bot process. @module */
import { join } from 'node:path';
import { SeededRandom, SessionIds, type TraderCapabilities } from '@tradewright/core';
import { aSessionRecord } from '@tradewright/core/testing';
import { basisPointFees, buildEngine } from '@tradewright/engine';
import { AccountLock, openStore } from '@tradewright/store';
import { ChaosStrategy, type Temper } from '../../simulation/src/chaos-strategy.ts';
import { account, caps, portfolioId, speed, type RoundTerms } from './crash-terms.ts';
import { MarkedJournal } from './marked-journal.ts';
import { remoteTrader } from './remote-trader.ts';
import { ScaledClock } from './scaled-clock.ts';

/** What a bot starts with. `point` is told of every place where the process may end. */
export type BotParts = {
  readonly terms: RoundTerms;
  readonly capabilities: TraderCapabilities;
  readonly run: number;
  readonly point: (name: string) => void;
  readonly fail: (error: unknown) => void;
};

const desks: readonly (readonly [string, readonly string[]])[] = [
  ['alpha', ['BHP/AUD']],
  ['beta', ['BHP/AUD', 'XRO/AUD']],
];

/** Resolves once the session has resynchronised, to what lets it trade; until then it takes no new risk. */
export async function startBot(parts: BotParts): Promise<() => void> {
  const { terms, capabilities, run, point, fail } = parts;
  const clock = new ScaledClock(terms.origin, speed);
  AccountLock.acquire({ folder: terms.folder, ...account });
  point('lock taken');
  const store = openStore({ path: join(terms.folder, 'journal.db') });
  point('database open');
  const fresh = !store.hasLedger(portfolioId);
  const id = `run-${run}`;
  store.markInterrupted(account, clock.now());
  const inner = store.startSession(
    aSessionRecord({ id, portfolioId, ...account, startedAt: clock.now() }),
  );
  point('session begun');
  const reader = store.reader(portfolioId);
  const temper: Temper = { active: false };
  const { runner, parts: engine } = buildEngine({
    sessionId: id,
    baseCurrency: 'AUD',
    trader: remoteTrader({ socket: terms.socket, capabilities, clock, point }),
    clock,
    ids: new SessionIds('TW', `s${run}`, store.idCounters(portfolioId)),
    journal: new MarkedJournal(inner, point),
    caps,
    fees: basisPointFees('10'),
    strategies: desks.map(
      ([name, symbols]) =>
        new ChaosStrategy(name, symbols, new SeededRandom(`${terms.seed} ${name} ${run}`), temper),
    ),
    decisionIntervalMs: 10_000,
    planMonitorIntervalMs: 2_000,
    slippagePercent: 0.5,
    protection: { nakedAfterMs: 60_000 },
    records: fresh ? undefined : reader,
    onSubscriberFailure: fail,
  });
  point('engine restored');
  await runner.start({ freshPortfolio: fresh, fillsSince: reader.lastFillTime() ?? 0 });
  return () => {
    // A person has looked at what was halted.
    for (const { haltId } of engine.halts.open()) engine.halts.clear(haltId, 'operator');
    temper.active = true;
  };
}
