/** `tradewright sessions [ID]`. @module */
import { Decimal } from '@tradewright/core';
import type { RoundTrip, SessionSummary, SqliteStore } from '@tradewright/store';
import type { ExitCode } from '../exit-code.ts';
import { money, plainNumber } from '../output/money.ts';
import { table } from '../output/table.ts';
import { minuteText } from '../output/time-text.ts';
import { readingStore, show, verbContext, type GlobalOptions } from './verb-context.ts';

/** One session with what a list does not show. */
export type SessionBody = SessionSummary & {
  readonly denialsByRule: Readonly<Record<string, number>>;
  /** Sum of all postings per currency; all zero in a ledger that balances. */
  readonly ledgerImbalance: Readonly<Record<string, string>>;
  /** Lives of positions that the session has moved, with what each round trip brought. */
  readonly roundTrips: readonly RoundTrip[];
  /** Books of the session's portfolio. */
  readonly positions: readonly {
    readonly symbol: string;
    readonly strategyName: string;
    readonly quantity: string;
    readonly averagePrice: string | null;
    readonly realisedPnl: string;
  }[];
};

/** Lists all sessions, or shows one. */
export async function sessions(id: string | undefined, options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options);
  const store = readingStore(context);
  try {
    if (id === undefined) {
      const all = store.sessions();
      show(context, all, () => listText(all));
    } else {
      const body = sessionBody(store, id);
      show(context, body, () => sessionText(body));
    }
  } finally {
    store.close();
  }
  return 0;
}

/** @throws TradewrightError `SESSION_UNKNOWN` */
export function sessionBody(store: SqliteStore, id: string): SessionBody {
  const summary = store.session(id);
  const details = store.details(summary.id);
  const positions = details
    .positions()
    .map(({ symbol, strategyName, quantity, averagePrice, realisedPnl }) => ({
      symbol,
      strategyName,
      quantity,
      averagePrice,
      realisedPnl,
    }));
  return {
    ...summary,
    denialsByRule: details.denials(),
    ledgerImbalance: details.ledgerImbalance(),
    roundTrips: details.roundTrips(),
    positions,
  };
}

function listText(all: readonly SessionSummary[]): string {
  return table(
    [
      { title: 'session' },
      { title: 'status' },
      { title: 'venue' },
      { title: 'fills', right: true },
      { title: 'fees', right: true },
      { title: 'realised', right: true },
      { title: 'digest' },
    ],
    all.map((one) => [
      one.id,
      one.status,
      one.venue,
      plainNumber(one.fills),
      money(one.fees),
      money(one.realisedPnl, { signed: true, currency: one.baseCurrency }),
      one.digest?.slice(0, 8) ?? '-',
    ]),
    'There is no session yet. Run: tradewright demo',
  );
}

function sessionText(body: SessionBody): string {
  const currency = body.baseCurrency;
  const rules = Object.entries(body.denialsByRule)
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ');
  const rows: readonly (readonly [string, string])[] = [
    ['session', body.id],
    ['status', body.status],
    ['venue', `${body.venue} (${body.mode})`],
    ['decided by', body.llm.provider],
    ['started', `${minuteText(body.startedAt)} UTC`],
    ['ended', body.endedAt === null ? '-' : `${minuteText(body.endedAt)} UTC`],
    ['decisions', plainNumber(body.decisions)],
    ['plans', plainNumber(body.plans)],
    ['denials', rules === '' ? 'none' : rules],
    ['orders', plainNumber(body.orders)],
    ['fills', plainNumber(body.fills)],
    ['round trips', tripsText(body.roundTrips)],
    ['fees', money(body.fees, { currency })],
    ['models', money(body.llmCost, { currency })],
    ['costs an hour', money(body.costPerHour, { currency })],
    ['realised PnL', money(body.realisedPnl, { currency, signed: true })],
    ['unrealised PnL', money(body.unrealisedPnl, { currency, signed: true })],
    ['net PnL', `${money(body.netPnl, { currency, signed: true })} after all costs`],
    [
      'ledger',
      Object.entries(body.ledgerImbalance)
        .map(([code, sum]) => `${code} ${sum}`)
        .join(', '),
    ],
    ['digest', body.digest ?? '-'],
  ];
  return `${rows.map(([name, value]) => `${name.padEnd(15)} ${value}`).join('\n')}\n`;
}

/** How many were closed, how many of them gained before fees, and what is still open. */
function tripsText(trips: readonly RoundTrip[]): string {
  const closed = trips.filter((trip) => trip.closedTime !== null);
  const gained = closed.filter(({ realisedPnl }) => Decimal.from(realisedPnl).isPositive());
  const open = trips.length - closed.length;
  return `${closed.length} closed, ${gained.length} of them with a gain before fees; ${open} open`;
}
