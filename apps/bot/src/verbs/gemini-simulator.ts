/** `tradewright gemini-simulator`: a fake Gemini that anybody may speak to. @module */
import { TradewrightError } from '@tradewright/core';
import type { FeedEvent } from '@tradewright/sim';
import { FakeGemini } from '@tradewright/venue-ccxt/testing';
import type { ExitCode } from '../exit-code.ts';
import { GeminiMarket, geminiId, geminiPair } from '../venues/gemini-market.ts';
import { parsePaperCash, parsePaperData } from '../venues/paper-data.ts';
import { recordedMarket } from '../venues/recorded-market.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Options of the verb. */
export type SimulatorOptions = GlobalOptions & { readonly port?: string };

const keys = { apiKey: 'account-simulator', apiSecret: 'no-secret' };
const minute = 60_000;

/**
 * Serves until a signal ends it. Each second the market makes the next recorded step; candles are made
 * from what was shown, at the time of now. After its end the recording begins anew.
 */
export async function geminiSimulator(options: SimulatorOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { config, folder, clock } = context;
  const port = Number(options.port ?? 8380);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new TradewrightError('USAGE', `--port was "${options.port ?? ''}".`, {
      hint: 'give a free port, such as 8380; 0 takes any',
    });
  const files = parsePaperData(config.PAPER_DATA, folder);
  const { symbols, withTrades } = await recordedMarket(files);
  const pairs = new Map(symbols.map((symbol) => [geminiId(symbol), geminiPair(symbol)]));
  const fake = await FakeGemini.start({ ...keys, clock, pairs, port });
  for (const [currency, amount] of Object.entries(parsePaperCash(config.PAPER_CASH, 'USD')))
    fake.market.deposit(currency, amount);
  const market = new GeminiMarket(fake.market, withTrades, config.PAPER_SPREAD_BPS);
  const environment = {
    ACTIVE_EXCHANGE: 'GEMINI',
    GEMINI_REST_URL: fake.url,
    GEMINI_WS_URL: fake.wsUrl,
    GEMINI_API_KEY: keys.apiKey,
    GEMINI_API_SECRET: keys.apiSecret,
  };
  show(context, { url: fake.url, wsUrl: fake.wsUrl, symbols, environment }, () => {
    const lines = Object.entries(environment).map(([name, value]) => `  ${name}=${value}`);
    return `Gemini simulator, ${symbols.join(', ')}. Nothing here is the venue.\n${lines.join('\n')}\nCtrl-C ends it.\n`;
  });
  const end = nextSignal();
  let code: ExitCode | undefined;
  while (code === undefined) {
    const { feed } = await recordedMarket(files);
    for await (const event of feed) {
      market.show(atNow(event, clock.now()));
      code = (await Promise.race([clock.sleep(1_000), end])) ?? undefined;
      if (code !== undefined) break;
    }
  }
  await fake.stop();
  return code;
}

/** A recorded bar as one of the running minute; several of a minute are folded by the candles. */
function atNow(event: FeedEvent, now: number): FeedEvent {
  if (event.kind !== 'bar') return event;
  return { ...event, bar: { ...event.bar, time: Math.floor(now / minute) * minute } };
}

function nextSignal(): Promise<ExitCode> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(130)).once('SIGTERM', () => resolve(143));
  });
}
