/** `tradewright mcp`: the read tools for other agents, on standard input and output. @module */
import {
  SystemClock,
  TradewrightError,
  type BaseTrader,
  type TradingContext,
} from '@tradewright/core';
import {
  ToolCoordinator,
  gate,
  pendingProposal,
  type DecisionItem,
  type GateSnapshot,
} from '@tradewright/agent';
import type { ExitCode } from '../exit-code.ts';
import { FileApprovals } from '../session/file-approvals.ts';
import { gatePolicyOf } from '../session/build-agent.ts';
import { readingContext, type ReadingState } from '../session/reading-context.ts';
import { riskCapsOf } from '../session/risk-caps.ts';
import { paperSetup } from '../session/session-setup.ts';
import { withVenue } from '../venues/open-market.ts';
import { packageVersion } from '../package-version.ts';
import { readingStore, verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** Options of the verb. */
export type McpOptions = GlobalOptions & { readonly propose?: boolean };

/** How long one reading of the market serves, in ms. */
const keepMs = 3_000;

/** Serves until its client closes the connection. Proposals are left for a person, and only with `--propose`. */
export async function mcp(options: McpOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { config, folder } = context;
  const symbols = await symbolsOf(context);
  await withVenue(config, folder, async (trader) => {
    const read = keeper(() =>
      readingContext({ trader, symbols, ...readState(context), caps: riskCapsOf(config) }),
    );
    await serve(context, trader, { read, propose: options.propose === true });
  });
  return 0;
}

type Serving = { readonly read: () => Promise<TradingContext>; readonly propose: boolean };

async function serve(
  { config, paths }: VerbContext,
  trader: BaseTrader,
  { read, propose }: Serving,
): Promise<void> {
  const [{ createMcpServer }, { StdioServerTransport }] = await Promise.all([
    import('@tradewright/agent/mcp'),
    import('@modelcontextprotocol/sdk/server/stdio.js'),
  ]);
  const policy = gatePolicyOf({
    minTradeSize: riskCapsOf(config).minTradeSize,
    takerFeeBps: config.PAPER_TAKER_FEE_BPS,
    barMs: 0,
  });
  const { capabilities } = trader;
  const coordinator = new ToolCoordinator({
    sources: {
      timeframes: capabilities.timeframes,
      bars: (symbol, timeframe) => ({ symbol, timeframe, bars: [], clampedFrom: null }),
      fetchBars: (symbol, timeframe, limit) => trader.fetchBars({ symbol, timeframe, limit }),
      fetchBook: (symbol, depth) => trader.fetchOrderBook(symbol, depth),
      ...(capabilities.publicTrades
        ? { fetchTrades: (symbol: string, limit: number) => trader.fetchTrades(symbol, limit) }
        : {}),
    },
    policy,
    clock: new SystemClock(),
  });
  const approvals = new FileApprovals(paths.approvals);
  const server = createMcpServer({
    version: packageVersion(),
    coordinator,
    context: read,
    judge: (item, context, scope) =>
      gate([item], snapshotOf(context, scope.shown), policy).results[0],
    propose: propose
      ? (item, context) => {
          const open = item as Extract<DecisionItem, { kind: 'open' }>;
          const quote = context.symbols.find(({ symbol }) => symbol === open.symbol)?.quote;
          const proposal = pendingProposal({
            strategyName: context.strategyName,
            agentDecisionId: 'mcp',
            item: open,
            price: (open.side === 'long' ? quote?.ask : quote?.bid) ?? 0,
            bandBps: 50,
            createdTime: context.time,
            expiresAt: context.time + 15 * 60_000,
          });
          approvals.submit(proposal);
          return { hash: proposal.hash };
        }
      : null,
  });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once('end', resolve);
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await server.connect(new StdioServerTransport());
  await closed;
  await server.close();
}

function snapshotOf(context: TradingContext, toolResults: GateSnapshot['shown']): GateSnapshot {
  const quotes = context.symbols.map(
    ({ symbol, quote }) => [symbol, { body: quote, asOf: context.time, stale: false }] as const,
  );
  return {
    context,
    shown: new Map([...quotes, ...toolResults]),
    rates: { [context.baseCurrency]: '1' as never },
    tainted: true,
    newRiskBlocked: null,
    blockedSymbols: {},
  };
}

/** Reads again only once what was read has become old. */
function keeper(read: () => Promise<TradingContext>): () => Promise<TradingContext> {
  const clock = new SystemClock();
  let kept: { readonly until: number; readonly context: Promise<TradingContext> } | undefined;
  return () => {
    const now = clock.monotonic();
    if (kept === undefined || now >= kept.until) kept = { until: now + keepMs, context: read() };
    return kept.context;
  };
}

async function symbolsOf({ config, folder }: VerbContext): Promise<readonly string[]> {
  if (config.ALLOWED_SYMBOLS.length > 0) return config.ALLOWED_SYMBOLS;
  if (config.ACTIVE_EXCHANGE === 'PAPER') {
    const { files } = await paperSetup(config, folder, 'read');
    return [...new Set(files.map(({ symbol }) => symbol))];
  }
  throw new TradewrightError('CONFIG_INVALID', 'ALLOWED_SYMBOLS: was empty.', {
    hint: 'name what other agents may read, such as ALLOWED_SYMBOLS=BHP/AUD',
  });
}

/** The newest session's books; none where there has been no session. */
function readState(context: VerbContext): ReadingState {
  const { config, paths } = context;
  const strategyName = config.strategies[0]?.name ?? 'offline-rules-v1';
  const empty = {
    strategyName,
    baseCurrency: config.BASE_CURRENCY,
    equity: null,
    plans: [],
    positions: [],
    fills: [],
  };
  let store;
  try {
    store = readingStore({ ...context, paths });
  } catch (error) {
    if (TradewrightError.is(error) && error.code === 'SESSION_UNKNOWN') return empty;
    throw error;
  }
  try {
    const id = store.lastSession();
    if (id === undefined) return empty;
    const details = store.details(id);
    return {
      strategyName,
      baseCurrency: store.session(id).baseCurrency,
      equity: details.equity().at(-1) ?? null,
      plans: details
        .plans()
        .filter(({ state }) => !['closed', 'canceled', 'failed'].includes(state)),
      positions: details.positions().filter(({ state }) => state === 'open'),
      fills: details.fills().slice(-10),
    };
  } finally {
    store.close();
  }
}
