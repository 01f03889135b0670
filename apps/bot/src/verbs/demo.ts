/** `tradewright demo` and `tradewright run`: a session from start to summary. @module */
import { offlineRulesLabel } from '@tradewright/agent';
import { openStore } from '@tradewright/store';
import type { ExitCode } from '../exit-code.ts';
import { demoSummary, type SummaryView } from '../output/demo-summary.ts';
import { plainNumber } from '../output/money.ts';
import { minuteText } from '../output/time-text.ts';
import { packageVersion } from '../package-version.ts';
import { runSession, type RunResult } from '../session/run-session.ts';
import { sessionBody } from './sessions.ts';
import {
  progressOf,
  show,
  verbContext,
  type GlobalOptions,
  type VerbContext,
} from './verb-context.ts';

/** The offline demonstration: a fresh portfolio on recorded data, or on the simulator of the configured venue. */
export function demo(options: GlobalOptions): Promise<ExitCode> {
  return session(options, 'demo');
}

/** The configured venue with the portfolio of the last run. */
export function run(options: GlobalOptions): Promise<ExitCode> {
  return session(options, 'paper');
}

async function session(options: GlobalOptions, mode: 'demo' | 'paper'): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { config } = context;
  const stop = new AbortController();
  let signalled: 'SIGINT' | 'SIGTERM' | undefined;
  const onSignal = (signal: 'SIGINT' | 'SIGTERM') => (): void => {
    signalled = signal;
    stop.abort();
  };
  const handlers = { SIGINT: onSignal('SIGINT'), SIGTERM: onSignal('SIGTERM') };
  process.on('SIGINT', handlers.SIGINT).on('SIGTERM', handlers.SIGTERM);
  const progress = progressOf(context);
  const started = context.clock.monotonic();
  try {
    const result = await runSession({
      config,
      folder: context.folder,
      mode,
      version: packageVersion(),
      logger: context.logger,
      signal: stop.signal,
      configFile: options.config,
      onProgress: (events, bot) =>
        progress.update(
          () =>
            `${minuteText(bot.clock.now())} UTC  ${plainNumber(events)} bars  ${bot.parts.planBook.openCount} open plans`,
        ),
    });
    progress.clear();
    report(context, result, (context.clock.monotonic() - started) / 1_000);
  } finally {
    progress.clear();
    process.off('SIGINT', handlers.SIGINT).off('SIGTERM', handlers.SIGTERM);
  }
  return signalled === 'SIGINT' ? 130 : signalled === 'SIGTERM' ? 143 : 0;
}

function report(context: VerbContext, result: RunResult, seconds: number): void {
  const store = openStore({ path: context.paths.database, readOnly: true });
  try {
    const body = sessionBody(store, result.sessionId);
    const details = store.details(result.sessionId);
    const curve = details.equity();
    const fills = details.standingFills();
    const view: SummaryView = {
      ...body,
      sessionId: body.id,
      symbols: [...new Set(fills.map((fill) => fill.symbol))],
      label:
        body.llm.provider === 'offline'
          ? offlineRulesLabel
          : `${body.llm.model ?? 'a model'} (${body.llm.provider}), ${body.llm.calls} calls, ${body.llm.cost} ${body.llm.currency}`,
      from: curve[0]?.time ?? 0,
      to: curve.at(-1)?.time ?? 0,
      events: result.events,
      denials: details.denials(),
      proposals: details.agentProposals(),
      fills,
      equity: curve.flatMap((point) => (point.equity === null ? [] : [Number(point.equity)])),
      digest: result.digest,
      database: context.paths.database,
      seconds,
      ledgerBalances: Object.values(body.ledgerImbalance).every((sum) => sum === '0'),
    };
    show(context, body, () => demoSummary(view, context.colour));
  } finally {
    store.close();
  }
}
