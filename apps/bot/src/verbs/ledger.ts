/** `tradewright ledger | book-cash`: every posting of the portfolio, and money that came without a trade. @module */
import {
  TradewrightError,
  externalCashSchema,
  type ExternalCash,
  type LedgerEntry,
} from '@tradewright/core';
import { ledgerRows, type CashLine } from '@tradewright/engine';
import type { PortfolioDetails } from '@tradewright/store';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOfResult } from '../operate/command-result.ts';
import { giveCommand } from '../operate/give-command.ts';
import { cashStatement } from '../money/cash-statement.ts';
import { showResult } from '../operate/show-result.ts';
import { cashText } from '../output/cash-text.ts';
import { ledgerCsv, ledgerText } from '../output/ledger-text.ts';
import { minuteText } from '../output/time-text.ts';
import {
  chosenSession,
  readingStore,
  show,
  verbContext,
  type GlobalOptions,
} from './verb-context.ts';

/** Options of `ledger`. */
type LedgerOptions = GlobalOptions & {
  readonly csv?: boolean;
  readonly account?: string;
  readonly cash?: boolean;
};

const shownRows = 40;

/** Every posting of a session's portfolio with the running balance of its account; with `--cash` the venue's last word on cash against it. */
export async function ledger(options: LedgerOptions): Promise<ExitCode> {
  const context = verbContext(options);
  if (options.csv === true && context.json)
    throw new TradewrightError('USAGE', '--csv was given together with --json.', {
      hint: 'choose one of them',
    });
  const store = readingStore(context);
  try {
    const { portfolioId } = store.record(chosenSession(store, options.session));
    const told = lastCash(store.portfolio(portfolioId), context.config.CASH_TOLERANCE);
    if (options.cash === true) {
      show(context, told, () => lastCashText(told));
      return 0;
    }
    const all = ledgerRows(store.reader(portfolioId).ledgerEntries());
    const { account } = options;
    const rows =
      account === undefined
        ? all
        : all.filter((row) => row.account === account || row.account.startsWith(`${account}:`));
    if (options.csv === true) context.print(ledgerCsv(rows));
    else show(context, rows, () => `${ledgerText(rows, shownRows)}\n${lastCashText(told)}`);
  } finally {
    store.close();
  }
  return 0;
}

/** What the venue said last, and how it compares; `time` `null` before it said anything. */
type LastCash = { readonly time: number | null; readonly lines: readonly CashLine[] };

function lastCash(
  portfolio: PortfolioDetails,
  tolerances: Readonly<Record<string, string>>,
): LastCash {
  const account = portfolio.account();
  if (account === undefined) return { time: null, lines: [] };
  const pairsAreCash = account.venue === 'IB';
  const lines = cashStatement(account, { portfolio, pairsAreCash, tolerances });
  return { time: account.time, lines };
}

function lastCashText({ time, lines }: LastCash): string {
  const told = time === null ? '' : `As the venue said at ${minuteText(time)} UTC:\n`;
  return `${told}${cashText(lines)}`;
}

/** Options of `book-cash`. */
type BookCashOptions = GlobalOptions & {
  readonly kind?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly symbol?: string;
  readonly reference?: string;
  readonly time?: string;
};

/** Books interest, a dividend, a fee, a tax or a transfer, in the running bot or by itself. */
export async function bookCash(options: BookCashOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const cash = cashOf(options);
  const { result } = await giveCommand(context, { verb: 'book-cash', cash });
  showResult(context, result, () => {
    const { entryId } = result.body as LedgerEntry;
    return `${entryId}: ${result.message}\n`;
  });
  return exitCodeOfResult(result);
}

function cashOf(options: BookCashOptions): ExternalCash {
  const { kind, amount, currency, symbol = null, reference = '', time } = options;
  const at = time === undefined ? null : Date.parse(time);
  const parsed = externalCashSchema.safeParse({
    kind,
    amount,
    currency,
    symbol,
    reference,
    time: at,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? '');
  const given = (options as Readonly<Record<string, string | undefined>>)[name];
  const found = given === undefined ? 'was not given' : `was "${given}"`;
  throw new TradewrightError('USAGE', `--${name} ${found}: ${issue?.message ?? 'not valid'}.`, {
    hint: 'such as `book-cash --kind dividend --amount 12.50 --currency AUD --symbol BHP/AUD`; a minus is money that was paid',
  });
}
