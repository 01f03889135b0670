// Orders from the wire in our words over ccxt's own parser, with the same fields coming out.
import { deepStrictEqual } from 'node:assert';
import { loadCcxtVenue } from '../packages/venue-ccxt/dist/ccxt/load-ccxt-venue.js';
import { geminiOrdersSchema } from '../packages/venue-ccxt/dist/gemini/gemini-payloads.js';
import { parseGeminiOrder } from '../packages/venue-ccxt/dist/gemini/gemini-order.js';
import { ratioOf } from './rounds.mjs';

const orders = 2_000;
const bodies = Array.from({ length: orders }, (_, index) => payload(index));
const reading = { symbol: 'BTC/USD', accountId: 'primary', receivedTime: 0, isOwn: () => true };

/** Both begin with parsed JSON and end with a record per order. */
export async function geminiParseFigure(rounds) {
  const Gemini = await loadCcxtVenue('gemini');
  const exchange = new Gemini({ number: String });
  const market = {
    ...exchange.safeMarketStructure(),
    id: 'btcusd',
    symbol: 'BTC/USD',
    base: 'BTC',
    quote: 'USD',
    spot: true,
    type: 'spot',
  };
  exchange.setMarkets([market]);
  const theirs = () => bodies.map((body) => exchange.parseOrder(body, market));
  const ours = () =>
    geminiOrdersSchema.parse(bodies).map((order) => parseGeminiOrder(order, reading));
  deepStrictEqual(ours().map(ownFields), theirs().map(ccxtFields));
  const figure = await ratioOf(ours, theirs, rounds);
  return { figure: 'gemini-parse-over-ccxt', must: 1.2, goal: 1.2, ...figure, orders };
}

function ownFields(report) {
  return {
    id: report.venueOrderId,
    clientOrderId: report.clientOrderId,
    symbol: report.symbol,
    side: report.side,
    price: Number(report.limitPrice),
    amount: Number(report.quantity),
    filled: Number(report.filled),
    remaining: Number(report.remaining),
    average: report.averagePrice === null ? null : Number(report.averagePrice),
    status: report.life,
    timestamp: report.venueTime,
  };
}

const lives = { open: 'working', closed: 'filled', canceled: 'canceled' };

function ccxtFields(order) {
  return {
    id: order.id,
    clientOrderId: order.clientOrderId,
    symbol: order.symbol,
    side: order.side,
    price: Number(order.price),
    amount: Number(order.amount),
    filled: Number(order.filled),
    remaining: Number(order.remaining),
    average: Number(order.filled) === 0 ? null : Number(order.average),
    status: lives[order.status],
    timestamp: order.timestamp,
  };
}

/** Open, partly filled, filled and canceled orders in turn. */
function payload(index) {
  const executed = ['0', '0.2', '0.5', '0.1'][index % 4];
  const live = index % 4 < 2;
  return {
    order_id: String(73_797_746_498_000 + index),
    id: String(73_797_746_498_000 + index),
    symbol: 'btcusd',
    exchange: 'gemini',
    avg_execution_price: executed === '0' ? '0.00' : '48999.5',
    side: index % 2 === 0 ? 'buy' : 'sell',
    type: 'exchange limit',
    timestamp: '1764028800',
    timestampms: 1764028800000 + index,
    is_live: live,
    is_cancelled: index % 4 === 3,
    is_hidden: false,
    was_forced: false,
    executed_amount: executed,
    client_order_id: `TW-${index}`,
    options: [],
    price: '49000',
    original_amount: '0.5',
    remaining_amount: String(Math.round((0.5 - Number(executed)) * 10) / 10),
  };
}
