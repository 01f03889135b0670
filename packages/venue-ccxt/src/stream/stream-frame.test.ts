/** Frames keep ids that no JS number holds, and garbage is no news. @module */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseExactJson } from './exact-json.ts';
import { parseStreamFrame } from './stream-frame.ts';

describe('parseExactJson', () => {
  test('long whole numbers come as text, all else as JSON', () => {
    const text =
      '{"i":73797746498585286,"t":2840140956529623,"p":"12345678901234567890","q":1.5e3,"n":-1}';
    expect(parseExactJson(text)).toEqual({
      i: '73797746498585286',
      t: '2840140956529623',
      p: '12345678901234567890',
      q: 1500,
      n: -1,
    });
  });

  test('JSON without long numbers is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(text));
        expect(parseExactJson(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseStreamFrame', () => {
  test.each([
    [
      'a ticker',
      '{"u":1751505576085,"E":1751508438600117161,"s":"btcusd","b":"45000.50","B":"1.25","a":"45001.00","A":"0.75"}',
      { kind: 'ticker', id: 'btcusd', time: 1751508438600, bid: 45000.5, askSize: 0.75 },
    ],
    [
      'a ticker of an empty side',
      '{"u":1,"E":1751508438600117161,"s":"btcusd","b":"45000.50","B":"1.25"}',
      { kind: 'ticker', bid: 45000.5, ask: null, askSize: null },
    ],
    [
      'a difference of depth',
      '{"e":"depthUpdate","E":1751508260659505382,"s":"btcusd","U":12345677,"u":12345678,"b":[["45000.50","1.25"]],"a":[]}',
      { kind: 'depth', first: 12345677n, last: 12345678n, bids: [[45000.5, 1.25]] },
    ],
    [
      'a print whose maker bought',
      '{"E":1759873803503023900,"s":"btcusd","t":2840140956529623,"p":"45000","q":"0.1","m":true}',
      { kind: 'trade', tradeId: '2840140956529623', side: 'sell', size: 0.1 },
    ],
    [
      'news of an order',
      '{"E":1759291847686856569,"s":"btcusd","i":73797746498585286,"c":"TW-1","S":"BUY","o":"LIMIT","X":"NEW","p":"1","q":"10","T":1}',
      { kind: 'order', orderId: '73797746498585286', clientOrderId: 'TW-1' },
    ],
    ['a reply', '{"id":"7","status":200,"result":{}}', { kind: 'reply', requestId: '7', ok: true }],
    ['a refusal', '{"id":"7","status":400,"error":{"code":-1013}}', { kind: 'reply', ok: false }],
  ])('%s', (_, text, expected) => {
    expect(parseStreamFrame(text)).toMatchObject(expected);
  });

  test.each([
    '',
    'null',
    '[]',
    '{',
    '{"e":"depthUpdate","U":1}',
    '{"X":"NEW"}',
    '{"s":"btcusd","E":1,"b":"NaN"}',
  ])('%j is no news', (text) => {
    expect(parseStreamFrame(text)).toBeUndefined();
  });
});
