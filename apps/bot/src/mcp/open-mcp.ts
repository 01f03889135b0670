/** What the connections of other agents share: the venue, the gate and where proposals are left. @module */
import {
  SystemClock,
  decimal,
  type BaseTrader,
  type Clock,
  type TradingContext,
} from '@tradewright/core';
import { ToolCoordinator, gate, pendingProposal, type GateSnapshot } from '@tradewright/agent';
import type { McpProposal, McpServerOptions } from '@tradewright/agent/mcp';
import { packageVersion } from '../package-version.ts';
import { gatePolicyOf } from '../session/build-agent.ts';
import { FileApprovals } from '../session/file-approvals.ts';
import { JsonLines } from '../session/json-lines.ts';
import { riskCapsOf } from '../session/risk-caps.ts';
import type { VerbContext } from '../verbs/verb-context.ts';
import { readBooks } from './read-books.ts';
import { readingContext } from './reading-context.ts';

/** How long one reading of the market serves, in ms. */
const keepMs = 3_000;

/** What is served. */
export type McpOpening = {
  readonly context: VerbContext;
  readonly trader: BaseTrader;
  readonly symbols: readonly string[];
  /** Whether plans may be left for a person. */
  readonly propose: boolean;
};

/** Options for the server of one connection; `close` ends the record of calls. */
export type OpenedMcp = {
  readonly connection: () => McpServerOptions;
  readonly close: () => void;
};

/** Each connection gets quotas of its own; the reading of the market is shared and kept for a moment. */
export function openMcp(opening: McpOpening): OpenedMcp {
  const { context, trader, symbols } = opening;
  const { config, paths } = context;
  const clock = new SystemClock();
  const caps = riskCapsOf(config);
  const policy = gatePolicyOf({
    minTradeSize: caps.minTradeSize,
    takerFeeBps: config.PAPER_TAKER_FEE_BPS,
    barMs: 0,
  });
  const calls = new JsonLines(paths.mcpCalls);
  const approvals = new FileApprovals(paths.approvals);
  const read = kept(clock, () => readingContext({ trader, symbols, ...readBooks(context), caps }));
  const connection = (): McpServerOptions => ({
    version: packageVersion(),
    coordinator: new ToolCoordinator({ sources: sourcesOf(trader), policy, clock }),
    context: read,
    now: () => clock.now(),
    judge: (item, at, shown) => gate([item], snapshotOf(at, shown), policy).results[0],
    propose: opening.propose
      ? (proposed) => {
          const proposal = pendingOf(proposed);
          approvals.submit(proposal);
          return { hash: proposal.hash };
        }
      : null,
    onCall: (call) => calls.write(JSON.stringify({ time: clock.now(), ...call })),
  });
  return { connection, close: () => calls.close() };
}

function sourcesOf(
  trader: BaseTrader,
): ConstructorParameters<typeof ToolCoordinator>[0]['sources'] {
  const { timeframes, publicTrades } = trader.capabilities;
  return {
    timeframes,
    bars: (symbol, timeframe) => ({ symbol, timeframe, bars: [], clampedFrom: null }),
    fetchBars: (symbol, timeframe, limit) => trader.fetchBars({ symbol, timeframe, limit }),
    fetchBook: (symbol, depth) => trader.fetchOrderBook(symbol, depth),
    ...(publicTrades
      ? { fetchTrades: (symbol: string, limit: number) => trader.fetchTrades(symbol, limit) }
      : {}),
  };
}

/** The caller is a stranger: what it proposes is judged like a decision that has read text from outside. */
function snapshotOf(context: TradingContext, results: GateSnapshot['shown']): GateSnapshot {
  const quotes = context.symbols.map(
    ({ symbol, quote }) =>
      [symbol, { body: quote, asOf: quote?.receivedTime ?? null, stale: false }] as const,
  );
  return {
    context,
    shown: new Map([...quotes, ...results]),
    // Rates between currencies belong to the session; what they are is not known here.
    rates: { [context.baseCurrency]: decimal('1') },
    tainted: true,
    newRiskBlocked: null,
    blockedSymbols: {},
  };
}

function pendingOf({ item, context, client }: McpProposal): ReturnType<typeof pendingProposal> {
  const quote = context.symbols.find(({ symbol }) => symbol === item.symbol)?.quote;
  return pendingProposal({
    strategyName: context.strategyName,
    agentDecisionId: `mcp:${client}`,
    item,
    price: (item.side === 'long' ? quote?.ask : quote?.bid) ?? 0,
    bandBps: 50,
    createdTime: context.time,
    expiresAt: context.time + 15 * 60_000,
  });
}

/** Reads again only once what was read has become old, or could not be read. */
function kept(clock: Clock, read: () => Promise<TradingContext>): () => Promise<TradingContext> {
  let last: { readonly until: number; readonly context: Promise<TradingContext> } | undefined;
  return () => {
    const now = clock.monotonic();
    if (last === undefined || now >= last.until) {
      const context = read();
      last = { until: now + keepMs, context };
      context.catch(() => (last = undefined));
    }
    return last.context;
  };
}
