/** Each defect of ccxt that is worked around still exists: a failure here says that a workaround can go. @module */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CcxtExchange } from '../ccxt/ccxt-exchange.ts';
import { loadCcxtVenue } from '../ccxt/load-ccxt-venue.ts';
import { FakeGemini } from '../testing/fake-gemini.ts';

type Bare = CcxtExchange & {
  parseOrder(order: unknown): Record<string, unknown>;
  parseMarket(row: unknown): Record<string, unknown>;
  nonce(): unknown;
};

const order = {
  order_id: '1',
  symbol: 'btcusd',
  side: 'buy',
  type: 'exchange limit',
  timestampms: 1_700_000_000_000,
  is_live: false,
  is_cancelled: false,
  executed_amount: '0',
  original_amount: '1',
  remaining_amount: '1',
  price: '100',
  options: [],
};

let fake: FakeGemini;
let bare: Bare;

beforeAll(async () => {
  const keys = { apiKey: 'account-canary', apiSecret: 'x' };
  fake = await FakeGemini.start(keys);
  const Gemini = await loadCcxtVenue('gemini');
  bare = new Gemini({ ...keys, secret: keys.apiSecret, number: String }) as Bare;
  bare.urls.api = { public: fake.url, private: fake.url, web: fake.url, webExchange: fake.url };
});

afterAll(() => fake.stop());

describe('ccxt 4.5.84', () => {
  test('reads a spot row of the details endpoint as a swap', () => {
    const row = {
      symbol: 'BTCUSD',
      base_currency: 'BTC',
      quote_currency: 'USD',
      tick_size: 1e-8,
      quote_increment: 0.01,
      min_order_size: '0.00001',
      status: 'open',
      product_type: 'spot',
      contract_price_currency: 'USD',
    };
    expect(bare.parseMarket(row)).toMatchObject({ type: 'swap', symbol: 'BTC/USD:USD' });
  });

  test('calls an untouched order closed', () => {
    expect(bare.parseOrder(order)).toMatchObject({ status: 'closed', filled: '0' });
  });

  test('makes a phantom closed order out of the list that a client id is answered with', () => {
    expect(bare.parseOrder([order])).toMatchObject({ id: undefined, status: 'closed' });
  });

  test('loses the stop price', () => {
    expect(bare.parseOrder({ ...order, stop_price: '90' })['triggerPrice']).toBeUndefined();
  });

  test('takes a 200 with garbage for an answer', async () => {
    fake.fail('/v1/symbols', { kind: 'answer', status: 200, body: '<html>hello</html>' });
    expect(await bare.request('v1/symbols', 'public', 'GET', {})).toBe('<html>hello</html>');
  });

  test('takes any HTML 404 for an order that is not there', async () => {
    fake.fail('/v1/symbols', { kind: 'answer', status: 404, body: '<html>gone</html>' });
    const answer = bare.request('v1/symbols', 'public', 'GET', {});
    await expect(answer).rejects.toMatchObject({ name: 'OrderNotFound' });
  });

  test('gives the same nonce twice within a millisecond', () => {
    const nonces = Array.from({ length: 1_000 }, () => bare.nonce());
    expect(new Set(nonces).size).toBeLessThan(1_000);
  });
});
