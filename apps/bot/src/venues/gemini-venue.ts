/** Gemini as a venue of the bot. @module */
import { createHash } from 'node:crypto';
import { TradewrightError, isOwnClientOrderId } from '@tradewright/core';
import type { VenueEntry } from './venue-entry.ts';

/** Coins through Gemini's REST API and stream, a simulator of it, or a recording. */
export const geminiVenue: VenueEntry = {
  name: 'GEMINI',
  trades: 'coins in USD',
  setupPage: 'docs/venues/gemini.md',
  requiredKeys: ['GEMINI_API_KEY', 'GEMINI_API_SECRET'],
  accountKey: ({ GEMINI_API_KEY, GEMINI_TEST_MODE }) =>
    GEMINI_TEST_MODE === 'live' ? fingerprint(GEMINI_API_KEY) : GEMINI_TEST_MODE,
  driven: ({ GEMINI_TEST_MODE }) => GEMINI_TEST_MODE !== 'live',
  describe: async (trader, intent) => {
    const { GeminiTrader } = await import('@tradewright/venue-ccxt/gemini');
    return trader instanceof GeminiTrader
      ? { 'POST /v1/order/new': await trader.describeOrder(intent) }
      : undefined;
  },
  create: async ({ config, clock, state }) => {
    const missing = ['GEMINI_API_KEY', 'GEMINI_API_SECRET'].find(
      (name) => config[name as 'GEMINI_API_KEY'] === '',
    );
    if (missing !== undefined) {
      throw new TradewrightError('CONFIG_INVALID', `${missing}: was empty.`, {
        hint: 'make a key as docs/venues/gemini.md says; the sandbox has keys of its own',
      });
    }
    const { GeminiTrader } = await import('@tradewright/venue-ccxt/gemini');
    return new GeminiTrader({
      apiKey: config.GEMINI_API_KEY,
      apiSecret: config.GEMINI_API_SECRET,
      sandbox: config.GEMINI_SANDBOX,
      ...(config.GEMINI_REST_URL === ''
        ? {}
        : { restUrl: config.GEMINI_REST_URL, simulated: true }),
      ...(config.GEMINI_WS_URL === '' ? {} : { wsUrl: config.GEMINI_WS_URL }),
      clock,
      state,
      isOwn: (id) => isOwnClientOrderId(config.CLIENT_ORDER_PREFIX, id),
      symbols: config.ALLOWED_SYMBOLS,
    });
  },
  open: async (context) => {
    if (context.config.GEMINI_TEST_MODE === 'simulator')
      return (await import('./gemini-simulator.ts')).openGeminiSimulator(context);
    if (context.config.GEMINI_TEST_MODE === 'playback')
      return (await import('./gemini-playback.ts')).openGeminiPlayback(context);
    return {
      trader: await geminiVenue.create(context),
      baseCurrency: context.config.BASE_CURRENCY,
      symbols: [],
      market: undefined,
      close: () => Promise.resolve(),
    };
  },
};

/** Names a key without telling it. */
function fingerprint(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
}
