import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TradewrightError } from '@tradewright/core';
import type { FeedEvent } from './feed-event.ts';
import { mergeFeeds } from './merge-feeds.ts';
import { recordedFile } from './recorded-file.ts';
import { zoneDayStart } from './zone-day-start.ts';

const fixtures = join(import.meta.dirname, '../../../../fixtures/bars');
const head = 'timestamp,open,high,low,close,volume';

async function all(feed: AsyncIterable<FeedEvent>): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for await (const event of feed) events.push(event);
  return events;
}

function written(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'feed-')), 'bars.csv');
  writeFileSync(path, text);
  return path;
}

async function errorOf(path: string): Promise<TradewrightError> {
  const error = await all(recordedFile({ path, symbol: 'BTC/USD' })).catch(
    (cause: unknown) => cause,
  );
  if (!TradewrightError.is(error)) throw new Error('nothing of ours was thrown');
  return error;
}

describe('recordedFile', () => {
  test('the recorded minutes of BTC/USD come whole, in order, and at the end of their minute', async () => {
    const events = await all(
      recordedFile({ path: join(fixtures, 'btc-usd-2018-04-1m-quotes.csv.gz'), symbol: 'BTC/USD' }),
    );
    expect(events).toHaveLength(2873);
    expect(events[0]).toMatchObject({
      kind: 'quote-bar',
      timeframe: '1m',
      time: 1522800000000,
      end: 1522800060000,
    });
    expect(
      events.every((event, index) => index === 0 || event.end > (events[index - 1]?.end ?? 0)),
    ).toBe(true);
  });

  test('ISO times and FX without volume', async () => {
    const [first] = await all(
      recordedFile({
        path: join(fixtures, 'aud-usd-1h.csv.gz'),
        symbol: 'AUD/USD',
        hasVolume: false,
      }),
    );
    expect(first).toMatchObject({
      kind: 'bar',
      timeframe: '1h',
      bar: { time: Date.parse('2025-01-15T19:00:00Z'), volume: null },
    });
  });

  test('a Sydney trading day begins at Sydney midnight, and shares keep whole volumes', async () => {
    const [first] = await all(
      recordedFile({
        path: join(fixtures, 'asx-BHP-1d.csv.gz'),
        symbol: 'BHP/AUD',
        timeZone: 'Australia/Sydney',
      }),
    );
    expect(first).toMatchObject({
      timeframe: '1d',
      bar: { time: Date.parse('2018-03-20T13:00:00Z'), volume: 6843780 },
    });
  });

  test('the bytes of every fixture are those that its list states', () => {
    const stated = readFileSync(join(fixtures, 'SHA256SUMS'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('  '));
    const files = readdirSync(fixtures).filter((name) => name.endsWith('.gz'));
    expect(stated.map(([, name]) => `${name ?? ''}.gz`).toSorted()).toEqual(files.toSorted());
    for (const [hash, name] of stated) {
      const bytes = gunzipSync(readFileSync(join(fixtures, `${name ?? ''}.gz`)));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    }
  });

  test.for([
    ['a missing column', 'timestamp,open,high,low,close\n1522800000000,1,1,1,1', 1, 'volume'],
    ['text for a price', `${head}\n1522800000000,1,1,1,1,1\n1522800060000,abc,1,1,1,1`, 3, 'abc'],
    ['NaN', `${head}\n1522800000000,NaN,1,1,1,1`, 2, 'NaN'],
    ['a blank cell', `${head}\n1522800000000,1,1,1,,1`, 2, 'close'],
    ['a price of zero', `${head}\n1522800000000,1,1,0,1,1`, 2, '0'],
    ['a negative price', `${head}\n1522800000000,-1,1,-1,1,1`, 2, '-1'],
    ['a high below the low', `${head}\n1522800000000,2,1,2,2,1`, 2, 'high'],
    ['a negative volume', `${head}\n1522800000000,1,1,1,1,-5`, 2, '-5'],
    ['a time twice', `${head}\n1522800000000,1,1,1,1,1\n1522800000000,1,1,1,1,1`, 3, 'twice'],
    [
      'time going backwards',
      `${head}\n1522800060000,1,1,1,1,1\n1522800000000,1,1,1,1,1`,
      3,
      'backwards',
    ],
    ['a time that is none', `${head}\nyesterday,1,1,1,1,1`, 2, 'yesterday'],
    ['no rows', head, 2, 'no rows'],
    [
      'a crossed market',
      'timestamp,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size\n1522800000000,2,2,2,2,1,1,1,1,1,1',
      2,
      'above the ask',
    ],
  ] as const)('%s is an error with its line', async ([, text, line, found]) => {
    const error = await errorOf(written(`${text}\n`));
    expect(error.code).toBe('DATA_MALFORMED');
    expect(error.facts['line']).toBe(line);
    expect(error.message).toContain(found);
    expect(error.hint).toBeTruthy();
  });

  test('a file that is not there, and one that is no gzip, are unreadable', async () => {
    expect((await errorOf('/nowhere/bars.csv')).code).toBe('DATA_UNREADABLE');
    const path = join(mkdtempSync(join(tmpdir(), 'feed-')), 'bars.csv.gz');
    writeFileSync(path, 'not a gzip');
    expect((await errorOf(path)).code).toBe('DATA_UNREADABLE');
  });
});

test('merged feeds come by end time, ties in the order given', async () => {
  const quotes = recordedFile({
    path: join(fixtures, 'btc-usd-2018-04-1m-quotes.csv.gz'),
    symbol: 'BTC/USD',
  });
  const trades = recordedFile({
    path: join(fixtures, 'btc-usd-2018-04-1m-trades.csv.gz'),
    symbol: 'BTC/USD',
  });
  const events = await all(mergeFeeds([quotes, trades]));
  expect(events).toHaveLength(2873 + 2447);
  expect(events.slice(0, 2).map((event) => event.kind)).toEqual(['quote-bar', 'bar']);
  expect(
    events.every((event, index) => index === 0 || event.end >= (events[index - 1]?.end ?? 0)),
  ).toBe(true);
});

test.for([
  ['2018-01-10', '2018-01-09T13:00:00Z'],
  ['2018-07-10', '2018-07-09T14:00:00Z'],
  ['2018-10-07', '2018-10-06T14:00:00Z'],
  ['2018-04-01', '2018-03-31T13:00:00Z'],
] as const)('midnight of %s in Sydney is %s', ([date, utc]) => {
  expect(new Date(zoneDayStart(date, 'Australia/Sydney')).toISOString().replace('.000', '')).toBe(
    utc,
  );
});
