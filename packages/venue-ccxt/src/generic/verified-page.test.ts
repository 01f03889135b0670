/** docs/venues/verified.md was written with these rules, these venues and this ccxt. @module */
import { readFileSync } from 'node:fs';
import { conformanceCases, skippedCases } from '@tradewright/venue-kit/testing';
import { expect, test } from 'vitest';
import { ccxtVenueFile } from '../ccxt/load-ccxt-venue.ts';
import { btcMarketsVenue } from '../testing/btc-markets-venue.ts';
import { ccxtVenue } from '../testing/ccxt-venue.ts';
import { geminiVenue } from '../testing/gemini-venue.ts';

const page = readFileSync(new URL('../../../../docs/venues/verified.md', import.meta.url), 'utf8');

test('the page is fresh: node scripts/verify-venues.mjs writes it anew', () => {
  const ccxt = new URL('../../package.json', ccxtVenueFile('gemini'));
  const { version } = JSON.parse(readFileSync(ccxt, 'utf8')) as { version: string };
  expect(page).toContain(`of ${conformanceCases.length} rules`);
  expect(page).toContain(`ccxt ${version}`);
  for (const venue of [geminiVenue, ccxtVenue, btcMarketsVenue]) {
    const row = page.split('\n').find((line) => line.startsWith(`| ${venue.name} `)) ?? '';
    const [, , , passed, failed, left] = row.split('|').map((cell) => cell.trim());
    const skipped = skippedCases(venue).length;
    const figures = [passed, failed, left].map(Number);
    expect(figures).toEqual([conformanceCases.length - skipped, 0, skipped]);
  }
});
