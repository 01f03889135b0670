/** Makes the exchange object of a venue. @module */
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { createHttpSender } from '../ccxt/http-sender.ts';
import { loadCcxtVenue } from '../ccxt/load-ccxt-venue.ts';
import type { CcxtTraderOptions } from './ccxt-trader-options.ts';

/**
 * Loads one class of ccxt; its retries stay off and its numbers come as text. Answers come through our own
 * sender, which bounds them, unless `config` names a proxy: only ccxt's own knows the way through it.
 *
 * @throws TradewrightError `VENUE_UNKNOWN`
 */
export async function createCcxtExchange(
  options: Pick<CcxtTraderOptions, 'id' | 'config' | 'sandbox' | 'url'>,
): Promise<CcxtExchange> {
  const { id, config, sandbox, url } = options;
  const Exchange = await loadCcxtVenue(id);
  const proxied = Object.keys(config).some((name) => /proxy|agent/i.test(name));
  const sender = proxied ? {} : boundedSender();
  const exchange = new Exchange({ enableRateLimit: true, ...sender, ...config, number: String });
  if (sandbox) exchange.setSandboxMode(true);
  if (url !== undefined) exchange.urls.api = atServer(exchange.urls.api, url);
  return exchange;
}

function boundedSender(): Readonly<Record<string, unknown>> {
  // Nothing has to look for proxy agents before the first call.
  return { fetchImplementation: createHttpSender(), proxiesModulesLoading: Promise.resolve() };
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
