/** Any exchange of ccxt as a venue of the bot. @module */
import { createHash } from 'node:crypto';
import { isOwnClientOrderId } from '@tradewright/core';
import type { VenueEntry } from './venue-entry.ts';

/** ccxt's ids are lower-case words. */
const ccxtId = /^[A-Z][A-Z0-9]{1,30}$/;

/** The entry for `ACTIVE_EXCHANGE=KRAKEN` and its like; `undefined` for what cannot be an id of ccxt. */
export function ccxtVenue(name: string): VenueEntry | undefined {
  if (!ccxtId.test(name)) return undefined;
  const id = name.toLowerCase();
  return {
    name,
    trades: 'coins',
    setupPage: 'docs/venues/ccxt.md',
    requiredKeys: ['CCXT_API_KEY', 'CCXT_API_SECRET'],
    accountKey: ({ CCXT_API_KEY }) =>
      createHash('sha256').update(CCXT_API_KEY).digest('hex').slice(0, 16),
    driven: () => false,
    describe: async (trader, intent) => {
      const { CcxtTrader } = await import('@tradewright/venue-ccxt');
      return trader instanceof CcxtTrader
        ? { createOrder: await trader.describeOrder(intent) }
        : undefined;
    },
    create: async ({ config, clock, state }) => {
      const { CcxtTrader, loadCcxtVenue } = await import('@tradewright/venue-ccxt');
      // A mistyped name is found out here, before anything is asked of an account.
      await loadCcxtVenue(id);
      return new CcxtTrader({
        id,
        config: {
          apiKey: config.CCXT_API_KEY,
          secret: config.CCXT_API_SECRET,
          ...(config.CCXT_PASSWORD === '' ? {} : { password: config.CCXT_PASSWORD }),
        },
        sandbox: config.CCXT_SANDBOX,
        ...(config.CCXT_URL === '' ? {} : { url: config.CCXT_URL }),
        allowExperimental: config.CCXT_ALLOW_EXPERIMENTAL,
        clock,
        state,
        isOwn: (clientOrderId) => isOwnClientOrderId(config.CLIENT_ORDER_PREFIX, clientOrderId),
        symbols: config.ALLOWED_SYMBOLS,
        baseCurrency: config.BASE_CURRENCY,
      });
    },
  };
}
