/** ccxt's Gemini class with one signer lane, checked bodies and the venue's own reasons. @module */
import { TradewrightError, type Clock } from '@tradewright/core/venue';
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { CcxtExchange, CcxtExchangeClass, RawAnswer } from '../ccxt/ccxt-exchange.ts';
import { createHttpSender, type SendRequest } from '../ccxt/http-sender.ts';
import { loadCcxtVenue } from '../ccxt/load-ccxt-venue.ts';
import type { NonceLane } from '../ccxt/nonce-lane.ts';
import { PrivateLane, type LaneCall } from '../ccxt/private-lane.ts';
import { RequestBudget } from '../ccxt/request-budget.ts';
import { GeminiFailure } from './gemini-failure.ts';

/** Where and as whom to speak. */
export type GeminiExchangeOptions = {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly sandbox: boolean;
  /** Any server instead of the venue's, such as the simulator. */
  readonly restUrl: string | undefined;
  readonly timeoutMs: number;
  readonly send?: SendRequest | undefined;
  /** Spacing of private calls, ms; public calls are spaced five times as far. 0 paces nothing. */
  readonly requestIntervalMs: number;
  readonly clock: Clock;
  readonly nonces: NonceLane;
};

/** Calls that the venue queues above its rate (docs.gemini.com, rate limits). */
const burst = 5;

/** Calls that are no questions, by path. */
const laneCalls: Readonly<Record<string, LaneCall>> = {
  'v1/order/new': 'order',
  'v1/order/cancel': 'command',
  'v1/order/cancel/all': 'command',
  'v1/heartbeat': 'command',
};

/** ccxt's sender: path, api, method, params and more. */
type Fetch2 = (...call: readonly unknown[]) => Promise<RawAnswer>;

type Internals = CcxtExchange & {
  nonce(): string;
  hmac: (request: Uint8Array, secret: Uint8Array) => string;
  fetch2: Fetch2;
  parseMarket(row: unknown): unknown;
  fetchMarkets(): Promise<unknown>;
  fetchCurrencies(): Promise<unknown>;
  handleErrors: unknown;
  onRestResponse: unknown;
};

/**
 * A ready exchange object. Private calls go out one after the other, commands before questions, each with
 * a nonce above the last; ccxt's own retries stay off.
 *
 * @throws TradewrightError `VENUE_AUTHENTICATION` for a key that is not an account's.
 */
export async function createGeminiExchange(options: GeminiExchangeOptions): Promise<CcxtExchange> {
  if (!options.apiKey.includes('account')) {
    throw new TradewrightError('VENUE_AUTHENTICATION', 'The API key was not an account key.', {
      hint: 'make a key of one account; its name starts with "account-", a master key cannot trade',
    });
  }
  const Gemini = signed(await loadCcxtVenue('gemini'), options);
  const exchange = new Gemini({
    apiKey: options.apiKey,
    secret: options.apiSecret,
    timeout: options.timeoutMs,
    // ccxt's own pacing forgets every pause: an order after a quiet minute would wait its full interval.
    enableRateLimit: false,
    number: String,
    fetchImplementation: options.send ?? createHttpSender(),
    // Looks for proxy agents, which nothing here installs, before the first call.
    proxiesModulesLoading: Promise.resolve(),
  });
  if (options.sandbox) exchange.setSandboxMode(true);
  if (options.restUrl !== undefined) {
    const base = options.restUrl.replace(/\/+$/, '');
    exchange.urls.api = { public: base, private: base, web: base, webExchange: base };
  }
  return exchange;
}

function signed(
  Base: CcxtExchangeClass,
  { nonces, clock, requestIntervalMs }: GeminiExchangeOptions,
): CcxtExchangeClass {
  const lane = new PrivateLane(clock, new RequestBudget(clock, requestIntervalMs, burst));
  const publicBudget = new RequestBudget(clock, requestIntervalMs * 5, burst);
  const Signed = class extends (Base as new (
    config: Readonly<Record<string, unknown>>,
  ) => Internals) {
    override nonce(): string {
      return nonces.next();
    }

    /** The same SHA-384 in native code: ccxt's own is JavaScript, and slow until it is warm. */
    override hmac = (request: Uint8Array, secret: Uint8Array): string =>
      createHmac('sha384', secret).update(request).digest('hex');

    override fetch2: Fetch2 = (...call) => {
      const send = (): Promise<RawAnswer> =>
        (Base.prototype as Internals).fetch2.call(this, ...call);
      if (call[1] !== 'private') return publicBudget.take().then(send);
      return lane.run(laneCalls[String(call[0])] ?? 'question', send);
    };

    /** From the details endpoint; ccxt takes spot rows for swaps while they name a contract currency. */
    override async fetchMarkets(): Promise<unknown> {
      const rows = await this.request('v1/symbols/details/all', 'public', 'GET', {});
      return z
        .array(z.looseObject({ product_type: z.string().optional() }))
        .parse(rows)
        .map(({ contract_price_currency: currency, ...row }) =>
          this.parseMarket(
            row.product_type === 'swap' ? { ...row, contract_price_currency: currency } : row,
          ),
        );
    }

    /** ccxt reads currencies from a web page that has nothing to do with the account. */
    override async fetchCurrencies(): Promise<unknown> {
      return {};
    }

    override onRestResponse = (status: number, ...rest: readonly unknown[]): string => {
      const body = rest[4];
      if (typeof body === 'string') return body.trim();
      throw new GeminiFailure(status, undefined, 'The venue answered without a body.');
    };

    override handleErrors = (status: number, ...rest: readonly unknown[]): true => {
      const [body, parsed] = [rest[4], rest[5]];
      const error = errorIn(status, body, parsed);
      if (error === undefined) return true;
      const seen = /previously used nonce <?(\d+)/.exec(error.message)?.[1];
      if (error.reason !== 'InvalidNonce' || seen === undefined) throw error;
      // Something on the way delivered this very call twice: the first delivery may have had effect.
      if (seen === nonces.last) throw new GeminiFailure(status, 'RepeatedNonce', error.message);
      nonces.raiseAbove(Number(seen));
      throw error;
    };
  };
  return Signed;
}

/** An answer is good when its status is 2xx and its body is a JSON object or list without an error in it. */
function errorIn(status: number, body: unknown, parsed: unknown): GeminiFailure | undefined {
  const isJson = typeof parsed === 'object' && parsed !== null;
  const said = isJson && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : {};
  if (said['result'] === 'error') {
    const reason = typeof said['reason'] === 'string' ? said['reason'] : undefined;
    const message = typeof said['message'] === 'string' ? said['message'] : 'no message';
    return new GeminiFailure(status, reason, `Gemini answered ${reason ?? status}: ${message}`);
  }
  if (status >= 200 && status < 300 && (isJson || body === 'null')) return undefined;
  const seen = typeof body === 'string' ? body.slice(0, 60).replace(/\s+/g, ' ') : typeof body;
  return new GeminiFailure(
    status,
    undefined,
    `Gemini answered with status ${status} and a body that was not its JSON: "${seen}"`,
  );
}
