/** `tradewright watch --order ID`: the life of one order until it ends. @module */
import { TradewrightError, viewOf, type OrderView } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import { commandAccount } from '../operate/command-account.ts';
import { followOrder, hasEnded, theOnly, type FollowOptions } from '../operate/follow-order.ts';
import { withOperator } from '../operate/operator-session.ts';
import { settleUnknown } from '../operate/settle-unknown.ts';
import { plainNumber } from '../output/money.ts';
import { AccountLock } from '@tradewright/store';
import { verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** Options of the verb. */
export type WatchOptions = GlobalOptions & {
  readonly order?: string;
  readonly orderId?: string;
  readonly for?: string;
};

/** One line per change; 0 when the order ended filled, canceled or expired. */
export async function watch(options: WatchOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const id = options.order ?? options.orderId;
  if (id === undefined || id === '')
    throw new TradewrightError('USAGE', 'There was no order to watch.', {
      hint: 'give --order ID',
    });
  const deadlineMs = options.for === undefined ? undefined : secondsOf(options.for) * 1_000;
  const stop = new AbortController();
  let signalled: ExitCode | undefined;
  const end = (code: ExitCode) => (): void => {
    signalled = code;
    stop.abort();
  };
  process.once('SIGINT', end(130)).once('SIGTERM', end(143));
  const onChange = (view: OrderView): void => context.print(lineOf(view, context.json));
  const last = standsAlone(context)
    ? await playOn(context, id, onChange)
    : await follow(context, { id, onChange, deadlineMs, signal: stop.signal });
  if (signalled !== undefined) return signalled;
  if (!hasEnded(last)) return 4;
  return ['filled', 'canceled', 'expired'].includes(last.status) ? 0 : 1;
}

/** An order of unknown outcome is asked after until it is known: nothing else would end the watch. */
async function follow(
  context: VerbContext,
  options: FollowOptions & { readonly signal: AbortSignal },
): Promise<OrderView> {
  const isUnknown = (view: OrderView): boolean => view.status === 'unknown';
  const first = await followOrder(context, { ...options, isEnough: isUnknown });
  const { clientOrderId } = first;
  if (!isUnknown(first) || clientOrderId === null || options.signal.aborted) return first;
  await settleUnknown(context, clientOrderId, options.signal);
  return followOrder(context, { ...options, id: clientOrderId });
}

/** On the paper venue time moves only while somebody drives it. */
function standsAlone({ config, paths }: VerbContext): boolean {
  return (
    config.ACTIVE_EXCHANGE === 'PAPER' &&
    AccountLock.holder(commandAccount(config, paths)) === undefined
  );
}

/** Takes the paper account and plays the recorded data on until the order ends or the data does. */
function playOn(
  context: VerbContext,
  id: string,
  onChange: (view: OrderView) => void,
): Promise<OrderView> {
  return withOperator(context, async ({ bot, time, portfolio }) => {
    const named = portfolio
      .orders()
      .filter(
        ({ intent, venueOrderIds }) =>
          intent.clientOrderId === id || intent.tag === id || venueOrderIds.includes(id),
      );
    let view = theOnly(id, named.map(viewOf));
    onChange(view);
    const undo = bot.parts.bus.subscribe('order.changed', ({ payload }) => {
      if (payload.intent.clientOrderId !== view.clientOrderId) return;
      view = viewOf(payload);
      onChange(view);
    });
    await time?.play(() => hasEnded(view));
    undo();
    return view;
  });
}

function secondsOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new TradewrightError('USAGE', `--for was "${text}".`, {
    hint: 'it takes whole seconds, from 1',
  });
}

function lineOf(view: OrderView, json: boolean): string {
  if (json) return `${JSON.stringify({ ...view, event: view.status, time: view.updatedTime })}\n`;
  const time = new Date(view.updatedTime).toISOString().slice(0, 19).replace('T', ' ');
  const average = view.averagePrice === null ? '' : ` at ${plainNumber(view.averagePrice)}`;
  const note = view.message === null ? '' : `  ${view.message}`;
  return `${time}  ${view.status.padEnd(17)}${plainNumber(view.filled)} of ${plainNumber(view.quantity)} ${view.symbol}${average}${note}\n`;
}
