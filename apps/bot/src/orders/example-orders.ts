/** Orders to paste, shown by `place --help`; a test runs each. @module */

/** A complete order with what it is. */
export type ExampleOrder = { readonly what: string; readonly venue: string; readonly json: string };

/** One per kind of order and market. */
export const exampleOrders: readonly ExampleOrder[] = [
  {
    what: 'buy at the market',
    venue: 'PAPER',
    json: '{"symbol":"BTC/USD","side":"buy","type":"market","quantity":"0.1","timeInForce":"IOC","transmit":true}',
  },
  {
    what: 'buy with a limit, good till canceled',
    venue: 'PAPER',
    json: '{"symbol":"BTC/USD","side":"buy","type":"limit","quantity":"0.1","limitPrice":"6500","timeInForce":"GTC","transmit":true}',
  },
  {
    what: 'an ASX share, staged',
    venue: 'IB',
    json: '{"action":"BUY","symbol":"BHP","secType":"STK","exchange":"SMART","currency":"AUD","primaryExch":"ASX","quantity":20,"orderType":"LMT","limitPrice":45.12}',
  },
  {
    what: 'a currency pair',
    venue: 'IB',
    json: '{"action":"BUY","symbol":"AUD","secType":"CASH","currency":"USD","quantity":2000,"orderType":"LMT","limitPrice":0.6502,"tif":"GTC","transmit":true}',
  },
  {
    what: 'a US share with a reference of yours',
    venue: 'IB',
    json: '{"action":"BUY","symbol":"AAPL","quantity":5,"order_type":"LMT","limit_price":190.5,"order_ref":"june-7","transmit":true}',
  },
];

/** What `--help` shows below the options. */
export const placeHelp = `
Without --transmit the order is staged where the venue can hold one, and nothing is sent where it cannot.
Orders to paste (keys in camelCase or snake_case, ours or the broker's):

${exampleOrders.map(({ what, venue, json }) => `  ${what} (${venue})\n    tradewright place --json '${json}'`).join('\n\n')}
`;
