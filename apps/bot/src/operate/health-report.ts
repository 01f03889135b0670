/** Whether the account can be traded on now, and what to do where it cannot. @module */
import {
  phaseAt,
  type AccountSnapshot,
  type BaseTrader,
  type Clock,
  type ConnectionState,
  type Halt,
} from '@tradewright/core';
import { killHalt, type CapState, type CashLine } from '@tradewright/engine';
import { capsText } from '../output/caps-text.ts';
import { cashText } from '../output/cash-text.ts';

/** The shape of DESIGN §9. */
export type HealthReport = {
  readonly connected: boolean;
  readonly venue: string;
  readonly nextValidId: number | null;
  readonly accountId: string;
  readonly paper: boolean;
  readonly channels: Pick<ConnectionState, 'socket' | 'broker' | 'data'>;
  readonly latencyMs: number | null;
  readonly clockSkewMs: number | null;
  readonly baseCurrency: string | null;
  readonly market: readonly {
    readonly symbol: string;
    readonly phase: string;
    readonly nextChange: number | null;
  }[];
  readonly circuits: Readonly<Record<string, string>>;
  /** How full each cap is; empty beside no running bot. */
  readonly caps: readonly CapState[];
  /** The venue's cash against the ledger; empty before the portfolio has one. */
  readonly cash: readonly CashLine[];
  readonly problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly fix: string;
  }[];
};

/** What is asked, and what only a running session knows. */
export type HealthOptions = {
  readonly trader: BaseTrader;
  readonly clock: Clock;
  readonly symbols: readonly string[];
  readonly circuits: Readonly<Record<string, string>>;
  readonly paused: string | undefined;
  readonly killed: string | undefined;
  readonly halts: readonly Halt[];
  readonly caps: readonly CapState[];
  /** How balances compare with the ledger. */
  readonly cash: (account: AccountSnapshot) => readonly CashLine[];
  readonly nextValidId: number | null;
};

/** Asks the venue once for its account, which is also what the latency is measured on. */
export async function healthReport(options: HealthOptions): Promise<HealthReport> {
  const { trader, clock, symbols, killed, paused } = options;
  const problems: { code: string; message: string; fix: string }[] = [];
  const started = clock.monotonic();
  const account = await trader.fetchAccount().catch((error: Error) => {
    problems.push({
      code: 'VENUE_BAD_ANSWER',
      message: error.message,
      fix: 'see the set-up page of the venue',
    });
    return undefined;
  });
  const latencyMs = account === undefined ? null : Math.round(clock.monotonic() - started);
  const market = [];
  for (const symbol of symbols) {
    const instrument = await trader.loadInstrument(symbol).catch(() => undefined);
    const now = clock.now();
    const hours = Array.isArray(instrument?.hours) ? instrument.hours : [];
    const changes = hours.flatMap(({ open, close }) => [open, close]).filter((time) => time > now);
    market.push({
      symbol,
      phase: phaseAt(instrument, now),
      nextChange: changes.length === 0 ? null : Math.min(...changes),
    });
  }
  const { socket, broker, data, message } = trader.connection();
  const channels = { socket, broker, data };
  for (const [channel, state] of Object.entries(channels)) {
    if (state === 'down' || state === 'degraded')
      problems.push({
        code: 'VENUE_NOT_CONNECTED',
        message: `The ${channel} channel is ${state}${message === null ? '' : `: ${message}`}.`,
        fix: 'entries wait until it is back; exits and cancels go on',
      });
  }
  const open = await trader.fetchOpenOrders({ scope: 'own' });
  if (open.kind === 'incomplete' && account !== undefined)
    problems.push({
      code: 'NOT_READY',
      message: `Own open orders were not shown, so entries wait: ${open.message}`,
      fix: 'on IB untick "Read-Only API"; elsewhere check what the key may do',
    });
  if (killed !== undefined)
    problems.push({
      code: 'NOT_READY',
      message: `The kill switch is set: ${killed}.`,
      fix: 'look at orders and positions, then run `tradewright resume --clear-kill`',
    });
  if (paused !== undefined)
    problems.push({
      code: 'NOT_READY',
      message: `Paused: ${paused}.`,
      fix: 'run `tradewright resume`',
    });
  problems.push(...haltProblems(options.halts));
  const cash = account === undefined ? [] : options.cash(account);
  return {
    connected: socket === 'up' && broker !== 'down',
    venue: trader.venue,
    nextValidId: options.nextValidId,
    accountId: trader.accountId,
    paper: trader.paper,
    channels,
    latencyMs,
    clockSkewMs: null,
    baseCurrency: account?.baseCurrency ?? null,
    market,
    circuits: options.circuits,
    caps: options.caps,
    cash,
    problems,
  };
}

/** A kill has a line of its own. */
function haltProblems(halts: readonly Halt[]): HealthReport['problems'] {
  return halts
    .filter(({ haltId }) => haltId !== killHalt)
    .map(({ haltId, reason }) => ({
      code: 'NOT_READY',
      message: `Entries are halted by ${haltId}: ${reason}.`,
      fix: `once somebody has looked, run \`tradewright resume --clear-halt ${haltId}\``,
    }));
}

/** The line that a person looks for first, then what is not right. */
export function healthText(health: HealthReport): string {
  const { channels } = health;
  const first = `connected=${String(health.connected)} next_valid_id=${health.nextValidId ?? '-'} account=${health.accountId} paper=${String(health.paper)}`;
  const rows: readonly (readonly [string, string])[] = [
    ['venue', health.venue],
    ['channels', `socket ${channels.socket}, broker ${channels.broker}, data ${channels.data}`],
    ['latency', health.latencyMs === null ? '-' : `${health.latencyMs} ms`],
    ['clock skew', health.clockSkewMs === null ? '-' : `${health.clockSkewMs} ms`],
    ['base', health.baseCurrency ?? '-'],
    ...health.market.map(({ symbol, phase }): readonly [string, string] => [symbol, phase]),
    ...Object.entries(health.circuits).map(([name, state]): readonly [string, string] => [
      `circuit ${name}`,
      state,
    ]),
  ];
  const caps = health.caps.length === 0 ? '' : `\n${capsText(health.caps)}`;
  const cash = health.cash.length === 0 ? '' : `\n${cashText(health.cash)}`;
  const problems = health.problems.map(({ message, fix }) => `! ${message} ${fix}\n`).join('');
  return `${first}\n${rows.map(([name, value]) => `${name.padEnd(15)} ${value}\n`).join('')}${caps}${cash}${problems}`;
}
