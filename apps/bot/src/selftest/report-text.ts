/** The written report of a selftest. @module */
import type { Config } from '../config/load-config.ts';
import { packageVersion } from '../package-version.ts';
import { sumText, type CheckResult } from './checklist.ts';

/** What the report is made of. Times are ms UTC. */
export type ReportFacts = {
  readonly venue: string;
  readonly source: string;
  readonly symbol: string | null;
  readonly skipOrders: boolean;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly sessions: readonly string[];
  readonly checks: readonly CheckResult[];
};

/** What answers under this configuration, in words that cannot be taken for a venue where it is none. */
export function sourceOf(config: Config): string {
  const { ACTIVE_EXCHANGE: venue } = config;
  if (venue === 'PAPER') return 'recorded data and a simulated account';
  const mode =
    venue === 'IB' ? config.IB_TEST_MODE : venue === 'GEMINI' ? config.GEMINI_TEST_MODE : 'live';
  if (mode === 'simulator')
    return 'THE SIMULATOR in this process: a scripted market, never quoted anywhere';
  if (mode === 'playback') return 'A RECORDING, in which orders are simulated';
  return venue === 'IB'
    ? `what answers at ${config.IB_HOST}:${config.IB_PORT}`
    : `what answers as ${venue}`;
}

/** Markdown: the checklist, and the log of both sessions below it. */
export function reportText(facts: ReportFacts, log: readonly string[]): string {
  const { venue, source, symbol, startedAt, endedAt, checks, sessions, skipOrders } = facts;
  const seconds = ((endedAt - startedAt) / 1_000).toFixed(1);
  const rows = checks.map(({ check, state, detail, hint }) => {
    const found = cell(hint === null ? detail : `${detail} Hint: ${hint}`);
    return `| ${state === 'failed' ? '**failed**' : state.replace('-', ' ')} | ${check} | ${found} |`;
  });
  return [
    `# Test run: ${venue}`,
    '',
    `Made by \`tradewright selftest${skipOrders ? ' --skip-orders' : ''} --report FILE\`, version ${packageVersion()}.`,
    '',
    `- source: ${source}`,
    `- symbol: ${symbol ?? '-'}`,
    `- run: ${new Date(startedAt).toISOString()}, ${seconds} s`,
    `- result: ${sumText(checks)}`,
    `- sessions: ${sessions.length === 0 ? '-' : sessions.join(', ')}`,
    '',
    '| | check | found |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '## Log',
    '',
    '```',
    ...log,
    '```',
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
