/** Judges a recorded session: how it was decided first, what came of it second, and how much of that was luck. @module */
import { SeededRandom, type EquityPoint } from '@tradewright/core';
import { OfflineModelClient, freeOfCharge } from '@tradewright/agent';
import { bootstrapSum, type SumInterval } from './bootstrap.ts';
import { capBreaches, type CapCheck } from './cap-breaches.ts';
import { marketChanges } from './changed-market.ts';
import { invarianceUnder, type Invariance } from './invariance.ts';
import { marketPath, type MarketPath } from './market-path.ts';
import { buyAndHold, compareWithTwins, permutedTwin, randomEntryTwin } from './outcome-twins.ts';
import { pricePoints } from './price-points.ts';
import { processMeasures, type ProcessMeasures } from './process-measures.ts';
import {
  deflatedSharpe,
  expectedMaximumSharpe,
  momentsOf,
  probabilisticSharpe,
} from './sharpe-ratio.ts';
import { returnsOf, type Trials } from './trial-count.ts';
import type { AgentParts } from '../session/build-agent.ts';
import { playInMemory } from '../session/play-in-memory.ts';
import { recordedAgent, type RecordedSession } from '../session/recorded-session.ts';

/** A Sharpe ratio per period between marks, never annualised, and what is left of it. */
export type SharpeReport = Trials & {
  readonly periods: number;
  readonly sharpe: number;
  readonly skewness: number;
  readonly kurtosis: number;
  readonly probabilistic: number;
  /** The ratio that the best of the trials is expected to show without skill. */
  readonly expectedMaximum: number | null;
  readonly deflated: number | null;
};

/** The session against one control, in base currency. */
type PairedOutcome = {
  readonly against: string;
  readonly pnl: number;
  readonly difference: SumInterval;
};

/** The session among twins without knowledge; money from positions alone, costs apart. */
export type TwinOutcome = {
  readonly kind: string;
  readonly value: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly share: number;
  readonly twins: readonly number[];
};

/** Everything that the report shows. `null` stands for what nobody can know from the records, and a note says why. */
export type Evaluation = {
  readonly session: string;
  readonly decidedBy: {
    readonly provider: string;
    readonly model: string;
    readonly source: string;
  };
  readonly symbols: readonly string[];
  readonly baseCurrency: string;
  readonly from: number;
  readonly to: number;
  readonly process: ProcessMeasures;
  readonly caps: CapCheck;
  readonly replayEqual: boolean;
  readonly invariance: readonly Invariance[];
  readonly pnl: number | null;
  readonly sharpe: SharpeReport | null;
  readonly paired: readonly PairedOutcome[];
  readonly twins: readonly TwinOutcome[];
  readonly curves: {
    readonly times: readonly number[];
    readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
  };
  readonly notes: readonly string[];
};

/** What is judged with. `ask` makes a fresh decider for each changed market; `undefined` where there is nobody to ask. */
export type EvaluateParts = {
  readonly trials: Trials;
  readonly twins: number;
  readonly ask: (() => AgentParts) | undefined;
  readonly onStep: (step: string) => void;
};

/** @throws TradewrightError as a replay does */
export async function evaluateSession(
  session: RecordedSession,
  parts: EvaluateParts,
): Promise<Evaluation> {
  const { summary, setup, outcome, cassette, events } = session;
  const { onStep } = parts;
  const notes: string[] = [];
  onStep('replay');
  const again = await playInMemory({
    sessionId: summary.id,
    setup,
    events,
    agent: recordedAgent(session),
  });
  const invariance: Invariance[] = [];
  if (parts.ask === undefined)
    notes.push(
      'Invariance was not measured: recorded answers say nothing about another market. --ask asks the configured model, and pays for it.',
    );
  else
    for (const change of marketChanges) {
      onStep(`market ${change}`);
      invariance.push(await invarianceUnder(change, session, parts.ask()));
    }
  onStep('controls');
  const outcomes = await judgeOutcome(session, parts, notes);
  const offline = setup.agent.provider === 'offline';
  return {
    session: summary.id,
    decidedBy: {
      provider: setup.agent.provider,
      model: outcome.asked[0]?.model ?? setup.agent.model ?? 'offline-rules-v1',
      source: offline ? 'rules' : (cassette?.header.source ?? 'unknown'),
    },
    symbols: [...new Set(setup.files.map(({ symbol }) => symbol))],
    baseCurrency: setup.baseCurrency,
    process: processMeasures(outcome, cassette?.exchanges ?? []),
    caps: capBreaches(outcome.fills, setup.caps, setup.baseCurrency),
    replayEqual: again.digest === summary.digest,
    invariance,
    ...outcomes,
    notes,
  };
}

type Outcomes = Pick<Evaluation, 'from' | 'to' | 'pnl' | 'sharpe' | 'paired' | 'twins' | 'curves'>;

async function judgeOutcome(
  session: RecordedSession,
  parts: EvaluateParts,
  notes: string[],
): Promise<Outcomes> {
  const { setup, outcome, summary, events } = session;
  const marks = outcome.equity.filter(({ equity }) => equity !== null);
  const times = marks.map(({ time }) => time);
  const changes = changesOf(marks, times);
  const random = new SeededRandom(summary.digest);
  const paths = await pathsOf(session, times, notes);
  const fee = Number(setup.terms.takerFeeBps);
  const held = paths.map((path) => buyAndHold(path, fee));
  const controls: { readonly name: string; readonly changes: readonly number[] }[] = [
    { name: 'hold', changes: changes.map(() => 0) },
    {
      name: 'buy-and-hold',
      changes: changes.map((_, index) => held.reduce((sum, one) => sum + (one[index] ?? 0), 0)),
    },
  ];
  if (setup.agent.provider !== 'offline') {
    const rules = await playInMemory({
      sessionId: summary.id,
      setup,
      events,
      agent: { model: new OfflineModelClient(), spend: freeOfCharge },
    });
    controls.push({ name: 'offline-rules-v1', changes: changesOf(rules.equity, times) });
  }
  const count = parts.twins;
  const kinds = [
    ['random-entry', (path: MarketPath) => randomEntryTwin(path, random)],
    ['permuted', (path: MarketPath) => permutedTwin(path, random)],
  ] as const;
  const traded = outcome.fills.length > 0;
  if (!traded) notes.push('Nothing was traded: there is nothing to hold against twins.');
  return {
    from: times[0] ?? 0,
    to: times.at(-1) ?? 0,
    pnl: changes.length === 0 ? null : sumOf(changes),
    sharpe: sharpeReport(returnsOf(marks), parts.trials),
    paired: controls.map(({ name, changes: other }) => ({
      against: name,
      pnl: sumOf(other),
      difference: bootstrapSum(
        changes.map((change, index) => change - (other[index] ?? 0)),
        { random },
      ),
    })),
    twins: traded ? kinds.map(([kind, twin]) => twinOutcome(kind, paths, { twin, count })) : [],
    curves: {
      times,
      lines: [{ name: 'session', changes }, ...controls.slice(1)].map((line) => ({
        name: line.name,
        values: cumulated(line.changes),
      })),
    },
  };
}

async function pathsOf(
  { setup, outcome }: RecordedSession,
  times: readonly number[],
  notes: string[],
): Promise<readonly MarketPath[]> {
  const points = await pricePoints(setup.files);
  const paths: MarketPath[] = [];
  for (const [symbol, list] of points) {
    if (symbol.endsWith(`/${setup.baseCurrency}`))
      paths.push(marketPath(symbol, times, { points: list, fills: outcome.fills }));
    else
      notes.push(
        `${symbol} is left out of buy-and-hold and twins: it is not in ${setup.baseCurrency}.`,
      );
  }
  return paths;
}

function twinOutcome(
  kind: string,
  paths: readonly MarketPath[],
  { twin, count }: { readonly twin: (path: MarketPath) => number; readonly count: number },
): TwinOutcome {
  const { value, twins, share } = compareWithTwins(paths, twin, count);
  const sorted = twins.toSorted((one, other) => one - other);
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? 0;
  return { kind, value, low: at(0.05), median: at(0.5), high: at(0.95), share, twins: sorted };
}

function sharpeReport(returns: readonly number[], trials: Trials): SharpeReport | null {
  const moments = momentsOf(returns);
  if (moments === null) return null;
  const sharpe = moments.mean / moments.deviation;
  const variance = trials.trials < 2 ? 0 : trials.variance;
  return {
    ...trials,
    periods: moments.count,
    sharpe,
    skewness: moments.skewness,
    kurtosis: moments.kurtosis,
    probabilistic: probabilisticSharpe(sharpe, 0, moments),
    expectedMaximum: variance === null ? null : expectedMaximumSharpe(trials.trials, variance),
    deflated:
      variance === null
        ? null
        : deflatedSharpe(sharpe, moments, { trials: trials.trials, variance }),
  };
}

/** Changes of equity between these times; a mark that is not known changes nothing. */
function changesOf(equity: readonly EquityPoint[], times: readonly number[]): readonly number[] {
  let next = 0;
  let value: number | undefined;
  const values = times.map((time) => {
    for (let mark = equity[next]; mark !== undefined && mark.time <= time; mark = equity[next]) {
      if (mark.equity !== null) value = Number(mark.equity);
      next += 1;
    }
    return value;
  });
  return values.slice(1).map((after, index) => {
    const before = values[index];
    return after === undefined || before === undefined ? 0 : after - before;
  });
}

function cumulated(changes: readonly number[]): readonly number[] {
  let sum = 0;
  return [0, ...changes.map((change) => (sum += change))];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
