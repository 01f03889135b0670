// A server that answers each order at once with the same words, in a process of its own.
import { createServer } from 'node:http';

const order = {
  order_id: '73797746498585286',
  id: '73797746498585286',
  symbol: 'btcusd',
  exchange: 'gemini',
  avg_execution_price: '0.00',
  side: 'buy',
  type: 'exchange limit',
  timestamp: '1764028800',
  timestampms: 1764028800000,
  is_live: true,
  is_cancelled: false,
  is_hidden: false,
  was_forced: false,
  executed_amount: '0',
  options: [],
  price: '49000',
  original_amount: '0.5',
  remaining_amount: '0.5',
};
const symbols = [
  {
    symbol: 'BTCUSD',
    base_currency: 'BTC',
    quote_currency: 'USD',
    tick_size: 1e-8,
    quote_increment: 0.01,
    min_order_size: '0.00001',
    status: 'open',
    product_type: 'spot',
  },
];

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    const payload = request.headers['x-gemini-payload'];
    const asked =
      payload === undefined ? {} : JSON.parse(Buffer.from(payload, 'base64').toString());
    const body =
      request.url === '/v1/order/new'
        ? { ...order, client_order_id: asked.client_order_id }
        : request.url === '/v1/account'
          ? { account: { shortName: 'primary' } }
          : symbols;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
