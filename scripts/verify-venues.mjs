// Runs the trader contract over each ccxt venue that has a simulator and writes docs/venues/verified.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { btcMarketsVenue, ccxtVenue, geminiVenue } from '@tradewright/venue-ccxt/testing';
import { conformanceCases, runConformance } from '@tradewright/venue-kit/testing';

const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/ccxt/package.json', import.meta.url), 'utf8'),
);
const page = new URL('../docs/venues/verified.md', import.meta.url);
const simulators = {
  GeminiTrader: 'FakeGemini',
  CcxtTrader: 'FakeGemini',
  'BTC Markets': 'FakeBtcMarkets',
};

const rows = [];
let failures = 0;
for (const venue of [geminiVenue, ccxtVenue, btcMarketsVenue]) {
  process.stderr.write(`${venue.name}\n`);
  const { passed, failed, skipped } = await runConformance(venue);
  for (const { id, error } of failed)
    process.stderr.write(`${venue.name} ${id} ${String(error)}\n`);
  failures += failed.length;
  const missing = [...new Set(skipped.map((one) => one.missing[0]))].toSorted();
  const left = missing.map((need) => `\`${need}\``).join(' ');
  rows.push(
    `| ${venue.name} | ${simulators[venue.name]} | ${passed.length} | ${failed.length} | ${skipped.length} | ${left} |`,
  );
}
writeFileSync(
  page,
  `# Verified against simulators

Written by \`node scripts/verify-venues.mjs\`: the trader contract of ${conformanceCases.length} rules, run through the real classes of ccxt ${version}
against a simulator of each venue on loopback. Nobody has run it with real money. A rule is left out where the venue lacks what the rule needs.

| venue | simulator | passed | failed | left out | for want of |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`,
);
process.exit(failures === 0 ? 0 : 1);
