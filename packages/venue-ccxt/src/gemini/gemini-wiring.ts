/** Builds what stands behind a connected GeminiTrader. @module */
import {
  Decimal,
  type BaseTrader,
  type DurableMap,
  type OrderReport,
  type Undo,
} from '@tradewright/core/venue';
import type { TraderEmitter } from '@tradewright/venue-kit';
import { createHash } from 'node:crypto';
import { NonceLane } from '../ccxt/nonce-lane.ts';
import { SentIds } from '../ccxt/sent-ids.ts';
import { GeminiStream } from '../stream/gemini-stream.ts';
import { openStreamSocket, streamHeaders } from '../stream/stream-socket.ts';
import { GeminiClient } from './gemini-client.ts';
import { createGeminiExchange } from './gemini-exchange.ts';
import { queryError, saysMissingRole } from './gemini-failure.ts';
import { GeminiFeed } from './gemini-feed.ts';
import { GeminiMarketData, asQuery } from './gemini-market-data.ts';
import { GeminiOrders } from './gemini-orders.ts';
import type { GeminiTraderOptions } from './gemini-trader-options.ts';
import { OrderWatch } from './order-watch.ts';

/** The parts of one connection. */
export type GeminiWiring = {
  readonly accountId: string;
  readonly nonces: NonceLane;
  readonly client: GeminiClient;
  readonly data: GeminiMarketData;
  readonly orders: GeminiOrders;
  readonly watch: OrderWatch;
  readonly feed: GeminiFeed;
  readonly stream: GeminiStream | undefined;
};

/** What the parts tell the trader. */
export type GeminiWiringPorts = {
  readonly emitter: TraderEmitter;
  readonly source: Pick<BaseTrader, 'fetchQuote' | 'fetchOrderBook' | 'fetchBars'>;
  /** Hears of every answer: `undefined` for a good one, else what went wrong. */
  readonly onContact: (error: unknown) => void;
  readonly onStream: () => void;
  readonly onBalance: () => void;
};

/** Connects: learns the markets and the account's name, and opens the stream. @throws TradewrightError `VENUE_*` */
export async function wireGemini(
  options: GeminiTraderOptions,
  ports: GeminiWiringPorts,
): Promise<GeminiWiring> {
  const { apiKey, clock, state, nonceMode, isOwn, symbols } = options;
  const fingerprint = createHash('sha256').update(apiKey).digest('hex').slice(0, 12);
  const nonces = new NonceLane(clock, state, fingerprint, nonceMode);
  const exchange = await createGeminiExchange({
    ...options,
    restUrl: options.restUrl,
    send: options.send,
    timeoutMs: options.timeoutMs ?? 10_000,
    requestIntervalMs: options.requestIntervalMs ?? 100,
    nonces,
  });
  const client = new GeminiClient(exchange, ports.onContact);
  const data = new GeminiMarketData(client, clock);
  await asQuery(() => data.load());
  const accountId = await accountName(client, state, fingerprint);
  const periodMs = options.pollMs ?? 2_000;
  let hasNews = false;
  const { emitter } = ports;
  const watch = new OrderWatch({
    clock,
    periodMs,
    look: (id) => orders.look(id),
    onOrder: (report) => emitter.emit('order', report),
    onFill: (fill) => emitter.emit('fill', fill),
    onElsewhere: (report: OrderReport) => emitter.emit('order-elsewhere', report),
    hasNews: () => hasNews,
  });
  const orders = new GeminiOrders({
    client,
    data,
    clock,
    isOwn,
    sentIds: new SentIds(state),
    symbols,
    accountId,
    slippagePercent: Decimal.from(options.marketSlippagePercent ?? '2'),
    onSight: (sight) => watch.see(sight),
  });
  const stream = streamOf(options, {
    ...ports,
    feed: () => feed,
    watch,
    onNews: (news) => {
      hasNews = news;
      // What moved while nobody told of it is asked for at once.
      void watch.look();
      ports.onStream();
    },
  });
  const freshMs = 5 * periodMs;
  const feed: GeminiFeed = new GeminiFeed({ ...ports, clock, data, periodMs, freshMs, stream });
  await stream?.start();
  watch.start();
  return { accountId, nonces, client, data, orders, watch, feed, stream };
}

/**
 * Resolves when nothing is under way at either end: no call is unanswered and nothing that the venue
 * sent is unread.
 */
export async function settleGemini({ client, stream }: GeminiWiring): Promise<void> {
  for (;;) {
    await client.idle();
    const { asked } = client;
    // While the round trip lasts, whoever waited for an answer asks the next question.
    await stream?.flush();
    if (client.asked === asked) return;
  }
}

type StreamWiring = Pick<GeminiWiringPorts, 'onBalance'> & {
  readonly feed: () => GeminiFeed;
  readonly watch: OrderWatch;
  readonly onNews: (news: boolean) => void;
};

function streamOf(options: GeminiTraderOptions, wiring: StreamWiring): GeminiStream | undefined {
  const { apiKey, apiSecret, clock, sandbox, restUrl, streaming, cancelOnDisconnect } = options;
  const venueUrl = sandbox ? 'wss://ws.sandbox.gemini.com' : 'wss://ws.gemini.com';
  const base = options.wsUrl ?? (restUrl === undefined ? venueUrl : undefined);
  if (base === undefined || streaming === false) return undefined;
  const url = new URL(base);
  url.searchParams.set('snapshot', '-1');
  if (cancelOnDisconnect === true) url.searchParams.set('cancelOnDisconnect', 'true');
  return new GeminiStream({
    clock,
    url: url.href,
    headers: () => streamHeaders(apiKey, apiSecret, clock.now()),
    openSocket: options.openSocket ?? openStreamSocket,
    staleMs: options.streamStaleMs ?? 20_000,
    onTicker: (ticker) => wiring.feed().onTicker(ticker),
    onDepth: (depth) => wiring.feed().onDepth(depth),
    onTrade: (trade) => wiring.feed().onTrade(trade),
    onOrder: ({ orderId }) => wiring.watch.follow(orderId),
    onBalance: wiring.onBalance,
    onState: ({ isPrivate }) => wiring.onNews(isPrivate),
  });
}

/** Undoes a wiring. */
export function unwireGemini({ nonces, watch, feed, stream }: GeminiWiring): void {
  nonces.close();
  watch.stop();
  feed.close();
  stream?.stop();
}

/** Sends the dead-man heartbeat every 15 s. */
export function keepBeating(options: GeminiTraderOptions, client: GeminiClient): Undo {
  if (options.heartbeat !== true) return () => undefined;
  return options.clock.every(15_000, () => void client.heartbeat().catch(() => undefined));
}

/**
 * The account's name; keys without the right to read it give a fingerprint of the key instead. The
 * first name stays: executions are known by it, and under another one each would count once more.
 */
async function accountName(
  client: GeminiClient,
  state: DurableMap,
  fingerprint: string,
): Promise<string> {
  const key = `account:${fingerprint}`;
  const named = await client.account().catch((error: unknown) => {
    if (saysMissingRole(error)) return `key-${fingerprint}`;
    throw queryError(error);
  });
  const known = state.get(key);
  if (known === undefined) state.set(key, named);
  return known ?? named;
}
