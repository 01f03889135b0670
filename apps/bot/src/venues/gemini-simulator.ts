/** Gemini with the fake venue behind it, in this process. @module */
import { isOwnClientOrderId, type VirtualClock } from '@tradewright/core';
import { GeminiTrader } from '@tradewright/venue-ccxt';
import { FakeGemini } from '@tradewright/venue-ccxt/testing';
import { GeminiMarket, geminiId, geminiPair } from './gemini-market.ts';
import { parsePaperCash, parsePaperData } from './paper-data.ts';
import { recordedMarket } from './recorded-market.ts';
import type { DrivenMarket, OpenedVenue, VenueContext } from './venue-entry.ts';

/** Keys of the simulator, which guards nothing. */
const keys = { apiKey: 'account-simulator', apiSecret: 'no-secret' };

/** Longer than any recording: everything comes over the stream, and no clock of the market's cuts it. */
const never = 365 * 86_400_000;

/**
 * Starts a fake Gemini on a free port of loopback and a trader that speaks to it through the real ccxt
 * class and the stream. Its market is the recorded data of `PAPER_DATA`.
 *
 * @throws TradewrightError `CONFIG_INVALID`, `DATA_MALFORMED`, `DATA_UNREADABLE`
 */
export async function openGeminiSimulator(context: VenueContext): Promise<OpenedVenue> {
  const { config } = context;
  const recorded = await recordedMarket(parsePaperData(config.PAPER_DATA, process.cwd()));
  const { clock, symbols, feed, timeframe } = recorded;
  const { fake, trader } = await simulatedGemini(context, clock, symbols);
  const market = new GeminiMarket(fake.market, recorded.withTrades, config.PAPER_SPREAD_BPS);
  const deliver: DrivenMarket['deliver'] = (event) => market.show(event);
  return openedGemini(fake, trader, { clock, feed, timeframe, deliver, symbols });
}

type Addresses = { readonly restUrl: string; readonly wsUrl: string };

/** Both ends, with `PAPER_CASH` in the account. `between` may put something in the way, such as a recorder. @throws TradewrightError `CONFIG_INVALID` */
export async function simulatedGemini(
  { config, state }: VenueContext,
  clock: VirtualClock,
  symbols: readonly string[],
  between: (venue: Addresses) => Promise<Addresses> = (venue) => Promise.resolve(venue),
): Promise<{ readonly fake: FakeGemini; readonly trader: GeminiTrader }> {
  const pairs = new Map(symbols.map((symbol) => [geminiId(symbol), geminiPair(symbol)]));
  const fake = await FakeGemini.start({ ...keys, clock, pairs });
  const cash = parsePaperCash(config.PAPER_CASH, 'USD');
  for (const [currency, amount] of Object.entries(cash)) fake.market.deposit(currency, amount);
  const trader = new GeminiTrader({
    ...keys,
    sandbox: false,
    simulated: true,
    ...(await between({ restUrl: fake.url, wsUrl: fake.wsUrl })),
    clock,
    state,
    isOwn: (id) => isOwnClientOrderId(config.CLIENT_ORDER_PREFIX, id),
    symbols,
    pollMs: never,
    streamStaleMs: never,
    requestIntervalMs: 0,
  });
  return { fake, trader };
}

/** Both ends as a venue whose market the session drives. */
export function openedGemini(
  fake: FakeGemini,
  trader: GeminiTrader,
  market: Omit<DrivenMarket, 'settle' | 'resume'> & { readonly symbols: readonly string[] },
): OpenedVenue {
  const { symbols, ...driven } = market;
  return {
    trader,
    baseCurrency: 'USD',
    symbols,
    market: { ...driven, settle: () => trader.settle() },
    close: async () => {
      await trader.close();
      await fake.stop();
    },
  };
}
