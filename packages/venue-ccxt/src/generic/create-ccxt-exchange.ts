/** Makes the exchange object of a venue. @module */
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { loadCcxtVenue } from '../ccxt/load-ccxt-venue.ts';
import type { CcxtTraderOptions } from './ccxt-trader-options.ts';

/** Loads one class of ccxt; its retries stay off and its numbers come as text. @throws TradewrightError `VENUE_UNKNOWN` */
export async function createCcxtExchange(
  options: Pick<CcxtTraderOptions, 'id' | 'config' | 'sandbox' | 'url'>,
): Promise<CcxtExchange> {
  const { id, config, sandbox, url } = options;
  const Exchange = await loadCcxtVenue(id);
  const exchange = new Exchange({ enableRateLimit: true, ...config, number: String });
  if (sandbox) exchange.setSandboxMode(true);
  if (url !== undefined) exchange.urls.api = atServer(exchange.urls.api, url);
  return exchange;
}

/** The same paths at another server. */
function atServer(api: Readonly<Record<string, string>>, url: string): Record<string, string> {
  const base = url.replace(/\/+$/, '');
  return Object.fromEntries(
    Object.entries(api).map(([name, address]) => [
      name,
      typeof address === 'string' ? address.replace(/^https?:\/\/[^/]+/, base) : address,
    ]),
  );
}
