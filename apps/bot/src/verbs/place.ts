/** `tradewright place`: one order by hand, through the same review, journal and execution as the bot's. @module */
import { readFileSync } from 'node:fs';
import {
  TradewrightError,
  endedLives,
  viewOf,
  type BaseTrader,
  type CommandResult,
  type OrderRequest,
} from '@tradewright/core';
import { awaitOrder, type PlacedOrder } from '@tradewright/engine';
import type { ExitCode } from '../exit-code.ts';
import { errorIn, exitCodeOfResult } from '../operate/command-result.ts';
import { giveCommand } from '../operate/give-command.ts';
import { followOrder } from '../operate/follow-order.ts';
import type { Operator } from '../operate/operator-session.ts';
import { checkContract } from '../orders/check-contract.ts';
import { parseOrder } from '../orders/parse-order.ts';
import { placedText } from '../output/placed-order.ts';
import { showResult } from '../operate/show-result.ts';
import { describeOrder } from '../venues/describe-order.ts';
import { verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** Options of the verb. `json` carries the order. */
export type PlaceOptions = Omit<GlobalOptions, 'json'> & {
  readonly json?: string | boolean;
  readonly order?: string;
  readonly transmit?: boolean;
  readonly dryRun?: boolean;
  readonly wait?: string;
};

/** Reviews, sends and answers; with `--wait` only when the order has ended. */
export async function place(options: PlaceOptions): Promise<ExitCode> {
  const { json, ...rest } = options;
  const text = typeof json === 'string' ? json : readOrder(options.order);
  const context = verbContext({ ...rest, json: json !== undefined }, 'warn');
  const waitMs = options.wait === undefined ? undefined : waitOf(options.wait);
  const parsed = parseOrder(text);
  checkContract(parsed, context.config);
  const request = {
    ...parsed.request,
    transmit: parsed.request.transmit || options.transmit === true,
  };
  const dryRun = options.dryRun === true;
  const { result, by } = await giveCommand(
    context,
    { verb: 'place', request, dryRun },
    (operator, placed) => {
      if (dryRun) return withWire(context, request, placed, operator.bot.parts.trader);
      return waitMs === undefined ? Promise.resolve(placed) : waitHere(operator, placed, waitMs);
    },
  );
  const final =
    by === 'bot' && waitMs !== undefined ? await waitThere(context, result, waitMs) : result;
  const shown = dryRun && by === 'bot' ? await withWire(context, request, final) : final;
  showResult(context, shown, () => placedText(shown.body as PlacedOrder, final.message));
  return exitCodeOfResult(final);
}

/** Adds the order as the venue's adapter would send it. */
async function withWire(
  context: VerbContext,
  request: OrderRequest,
  result: CommandResult,
  trader?: BaseTrader,
): Promise<CommandResult> {
  const { clientOrderId } = result.body as PlacedOrder;
  if (errorIn(result.body) !== undefined || result.outcome !== 'dry-run' || clientOrderId === null)
    return result;
  const asSent = await describeOrder(context, { request, clientOrderId }, trader);
  return asSent === undefined
    ? result
    : { ...result, body: { ...(result.body as object), asSent } };
}

function readOrder(place: string | undefined): string {
  if (place === undefined) {
    throw new TradewrightError('USAGE', 'There was no order.', {
      hint: "give it with --json '{…}', or with --order FILE, or --order - for standard input",
    });
  }
  try {
    return readFileSync(place === '-' ? 0 : place, 'utf8');
  } catch (cause) {
    throw new TradewrightError('USAGE', `--order: ${place} could not be read.`, { cause });
  }
}

function waitOf(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text) * 1_000;
  throw new TradewrightError('USAGE', `--wait was "${text}".`, {
    hint: 'it takes whole seconds, from 1',
  });
}

/** Waits while this process holds the account; a recorded market is played on meanwhile. */
async function waitHere(
  { terms, time }: Operator,
  placed: CommandResult,
  waitMs: number,
): Promise<CommandResult> {
  const { clientOrderId } = placed.body as PlacedOrder;
  if (placed.outcome !== 'accepted' || clientOrderId === null) return placed;
  const hasEnded = (): boolean => {
    const life = terms.parts.orders.record(clientOrderId)?.life;
    return life !== undefined && endedLives.has(life);
  };
  const deadline = terms.wall.monotonic() + waitMs;
  await time?.play(() => hasEnded() || terms.wall.monotonic() > deadline);
  const record = await awaitOrder(clientOrderId, ({ life }) => endedLives.has(life), {
    ...terms,
    answerMs: Math.max(0, time === undefined ? waitMs : 0),
  });
  return record === undefined ? placed : ended(viewOf(record), hasEnded());
}

/** Waits while the running bot holds the account. */
async function waitThere(
  context: VerbContext,
  placed: CommandResult,
  waitMs: number,
): Promise<CommandResult> {
  const { clientOrderId } = placed.body as PlacedOrder;
  if (placed.outcome !== 'accepted' || clientOrderId === null) return placed;
  const last = await followOrder(context, {
    id: clientOrderId,
    onChange: () => undefined,
    deadlineMs: waitMs,
  });
  return ended(last, endedLives.has(last.status as never));
}

function ended(view: Omit<PlacedOrder, 'outcome' | 'denials'>, isOver: boolean): CommandResult {
  const outcome = !isOver ? 'unknown' : view.status === 'refused' ? 'refused' : 'accepted';
  const message = isOver ? (view.message ?? '') : 'The order had not ended when the time was over.';
  return { outcome, message, body: { ...view, outcome, denials: [] } };
}
