/** What is written about venues is what the code knows of them. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ccxtVenueFile } from '../ccxt/load-ccxt-venue.ts';
import { ccxtQuirks, quirksOf } from './ccxt-quirks.ts';

const page = readFileSync(new URL('../../../../docs/venues/ccxt.md', import.meta.url), 'utf8');

/** The rows of the table under "What was looked at". */
function documented(): string[] {
  const [, rest = ''] = page.split('## What was looked at');
  const [part = ''] = rest.split('\n##');
  return part.split('\n').filter((line) => line.startsWith('| ') && !/^\| (id|---)/.test(line));
}

function rowOf(id: string): string {
  const { clientOrderIds, clientOrderIdLength, timesInForce, postOnly, level, jurisdiction } =
    quirksOf(id);
  const ids = clientOrderIds ? `up to ${clientOrderIdLength}` : 'no';
  return `| ${id} | ${ids} | ${timesInForce.join(', ')} | ${postOnly ? 'yes' : 'no'} | ${level} | ${jurisdiction} |`;
}

describe('ccxtQuirks', () => {
  test('docs/venues/ccxt.md lists each venue as the table has it', () => {
    const cells = (row: string): string => row.replaceAll(/\s+/g, ' ');
    expect(documented().map(cells)).toEqual(Object.keys(ccxtQuirks).map(rowOf).toSorted());
  });

  test.each(Object.keys(ccxtQuirks))('%s is an exchange of ccxt', async (id) => {
    const { default: Exchange } = (await import(ccxtVenueFile(id))) as {
      default: new (config: object) => {
        features: { spot: { createOrder: { timeInForce: Record<string, boolean> } } };
      };
    };
    const { timeInForce } = new Exchange({}).features.spot.createOrder;
    for (const one of quirksOf(id).timesInForce) expect(timeInForce[one]).toBe(true);
  });

  test('an unknown venue gets the careful assumptions', () => {
    expect(quirksOf('nosuch')).toMatchObject({
      clientOrderIds: false,
      timesInForce: ['GTC'],
      level: 'experimental',
    });
    expect(quirksOf('constructor')).toMatchObject({ level: 'experimental' });
  });

  test.each(['btcmarkets', 'independentreserve'])(
    '%s costs two files and at most 60 lines: its entry, and how the contract judges it',
    (id) => {
      const source = readFileSync(new URL('./ccxt-quirks.ts', import.meta.url), 'utf8');
      const guide = new URL('../../../../docs/venues/new-venue.md', import.meta.url);
      const entry = new RegExp(`  ${id}: \\{\\n([\\s\\S]*?)\\n  \\},`).exec(source)?.[0];
      const judge = /```ts run\n([\s\S]*?)\n```/.exec(readFileSync(guide, 'utf8'))?.[1];
      const lines = (text: string | undefined) =>
        text?.split('\n').filter((line) => line.trim() !== '').length ?? Infinity;
      expect(lines(entry) + lines(judge)).toBeLessThanOrEqual(60);
    },
  );
});
