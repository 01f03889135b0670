// One order to Gemini through the trader over the same bytes by bare keep-alive HTTP with HMAC.
import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { SystemClock, decimal } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { GeminiTrader } from '@tradewright/venue-ccxt';
import { median, round, seconds } from './rounds.mjs';

const server = fileURLToPath(new URL('./gemini-server.mjs', import.meta.url));
const apiSecret = 'secret';
const apiKey = 'account-bench';
/** The venue's 600 private calls a minute: the pause between two orders lies outside of what is measured. */
const budgetMs = 100;

/** Orders alternate; the median round trip of each side is compared. */
export async function geminiOrderFigure(orders) {
  const child = fork(server);
  const port = await new Promise((resolve) => child.once('message', resolve));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const trader = new GeminiTrader({
    apiKey,
    apiSecret,
    sandbox: false,
    simulated: true,
    restUrl: `http://127.0.0.1:${port}`,
    clock: new SystemClock(),
    state: memoryMap(),
    isOwn: (id) => id.startsWith('TW-'),
    symbols: ['BTC/USD'],
    pollMs: 3_600_000,
    requestIntervalMs: budgetMs,
  });
  await trader.connect();
  const own = [];
  const base = [];
  for (let index = 0; index < orders + 3; index += 1) {
    await pause(budgetMs * 1.2);
    const bare = await seconds(() => bareOrder(agent, port, index));
    await pause(budgetMs * 1.2);
    const intent = anOrderIntent({
      clientOrderId: `TW-${index}`,
      symbol: 'BTC/USD',
      quantity: decimal('0.5'),
      limitPrice: decimal('49000'),
      timeInForce: 'GTC',
    });
    const product = await seconds(() => trader.placeOrder(intent));
    // The first ones open connections and warm the code.
    if (index >= 3) {
      own.push(product);
      base.push(bare);
    }
  }
  await trader.close();
  agent.destroy();
  child.kill();
  const ratio = median(own) / median(base);
  return {
    figure: 'gemini-order-over-bare-http',
    must: 3,
    goal: 2.3,
    ratio: round(ratio),
    productMs: round(median(own) * 1_000),
    yardstickMs: round(median(base) * 1_000),
    rounds: orders,
  };
}

function bareOrder(agent, port, index) {
  const fields = {
    request: '/v1/order/new',
    nonce: String(Date.now() * 10 + index),
    client_order_id: `TW-${index}`,
    symbol: 'btcusd',
    amount: '0.5',
    price: '49000',
    side: 'buy',
    type: 'exchange limit',
    options: [],
  };
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64');
  const headers = {
    'Content-Type': 'text/plain',
    'X-GEMINI-APIKEY': apiKey,
    'X-GEMINI-PAYLOAD': payload,
    'X-GEMINI-SIGNATURE': createHmac('sha384', apiSecret).update(payload).digest('hex'),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, host: '127.0.0.1', port, path: fields.request, method: 'POST', headers },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

function pause(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function memoryMap() {
  const map = new Map();
  return {
    get: (key) => map.get(key),
    set: (key, value) => void map.set(key, value),
    delete: (key) => void map.delete(key),
    entries: () => [...map],
  };
}
