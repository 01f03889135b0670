/** What a selftest reads before it trades. @module */
import { SystemClock, TradewrightError, phaseAt, type BaseTrader } from '@tradewright/core';
import type { Config } from '../config/load-config.ts';
import { nextValidIdOf } from '../operate/next-valid-id.ts';
import { plainNumber } from '../output/money.ts';
import { venueNamed } from '../venues/venue-registry.ts';
import type { CheckEnd } from './checklist.ts';

/** An account's kind without its number: reports are passed on. */
function maskedAccount(accountId: string): string {
  return accountId.length <= 5 ? accountId : `${accountId.slice(0, 2)}…${accountId.slice(-1)}`;
}

/** @throws TradewrightError `VENUE_*` when the account cannot be read */
export async function connectionText(trader: BaseTrader): Promise<string> {
  const account = await trader.fetchAccount();
  const { socket, broker, data } = trader.connection();
  if (socket === 'down' || broker === 'down')
    throw new Error(`The connection was not up: socket ${socket}, broker ${broker}.`);
  const nextId = nextValidIdOf(trader);
  return [
    ...(nextId === null ? [] : [`next_valid_id=${nextId}`]),
    `account=${maskedAccount(trader.accountId)} paper=${String(trader.paper)} base=${account.baseCurrency}`,
    `socket ${socket}, broker ${broker}, data ${data}`,
  ].join(' ');
}

/**
 * Why entries have to wait; `undefined` when the lists that a session rests on are whole.
 *
 * A Read-Only API shows itself here.
 */
export async function missingList(trader: BaseTrader): Promise<TradewrightError | undefined> {
  const answers = [await trader.fetchOpenOrders({ scope: 'own' }), await trader.fetchPositions()];
  const broken = answers.find((answer) => answer.kind === 'incomplete');
  if (broken === undefined) return undefined;
  return new TradewrightError('NOT_READY', `Orders wait: ${broken.message}`, {
    hint: 'on IB untick "Read-Only API"; `tradewright health` tells what is down',
  });
}

/** An optional capability: none is no fault. */
export async function fundamentalsOf(
  { ACTIVE_EXCHANGE: venue }: Config,
  trader: BaseTrader,
  symbol: string,
): Promise<CheckEnd> {
  const ask = venue === 'PAPER' ? undefined : venueNamed(venue).fundamentals;
  const report = await ask?.(trader, symbol, new SystemClock().now());
  if (report !== undefined) return report.summary;
  const detail = ask === undefined ? `${venue} has none` : `${venue} gave no report of ${symbol}`;
  return { state: 'not-offered', detail };
}

/** @throws Error that names each symbol without a price */
export async function quotesText(trader: BaseTrader, symbols: readonly string[]): Promise<string> {
  const missing: string[] = [];
  const shown: string[] = [];
  for (const symbol of symbols) {
    const instrument = await trader.loadInstrument(symbol);
    const quote = await trader.fetchQuote(symbol);
    const { bid, ask, last, delayed } = quote;
    if (bid === null && ask === null && last === null) {
      missing.push(`${symbol} (market ${phaseAt(instrument, quote.receivedTime)})`);
      continue;
    }
    const touch = `${plainNumber(bid)}/${plainNumber(ask)}${delayed ? ' delayed' : ''}`;
    shown.push(`${symbol} ${touch}`);
  }
  if (missing.length > 0)
    throw new Error(
      `No price was shown for ${missing.join(', ')}; ${shown.length} others have one.`,
    );
  const more = shown.length > 3 ? `, … ${shown.length} in all` : '';
  return `${shown.slice(0, 3).join(', ')}${more}`;
}
