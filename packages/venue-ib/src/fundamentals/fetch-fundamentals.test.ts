/** Reports over the wire: given, refused, and never answered. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRig, type IBTraderRig } from '../testing/ib-trader-rig.ts';
import { MemoryMap } from '../testing/memory-map.ts';
import { fetchFundamentals, ibReports } from './fetch-fundamentals.ts';
import { RawReports } from './raw-reports.ts';

const xml = readFileSync(
  new URL('../../../../fixtures/fundamentals/snapshot-complete.xml', import.meta.url),
  'utf8',
);

describe('ibReports', () => {
  let rig: IBTraderRig;
  beforeEach(async () => {
    rig = await startRig();
  });
  afterEach(() => rig.stop());
  const fetch = async (symbol: string) =>
    fetchFundamentals(ibReports(rig.trader.manager), await rig.trader.loadInstrument(symbol), 7);

  test('a report is parsed, with the sector words of the contract and the raw text beside it', async () => {
    rig.simulator.reports.set('BHP/AUD ReportSnapshot', xml);
    const found = await fetch('BHP/AUD');
    expect(found).toMatchObject({
      problem: null,
      raw: xml,
      data: { symbol: 'BHP/AUD', time: 7, companyName: 'Scripted Mining Ltd', employees: 4321 },
    });
    const { industry, category } = await rig.trader.loadInstrument('BHP/AUD');
    expect(found?.data).toMatchObject({ industry, category });
    const raws = new RawReports(new MemoryMap());
    expect(raws.keep(xml)).toBe(found?.data.rawHash);
    expect([raws.read(found?.data.rawHash ?? ''), raws.read('none')]).toEqual([xml, undefined]);
  });

  test('a share without a report and a pair have none; a pair is not even asked for', async () => {
    expect(await fetch('CBA/AUD')).toBe(undefined);
    const before = rig.asked('52').length;
    expect(await fetch('AUD/USD')).toBe(undefined);
    expect(rig.asked('52')).toHaveLength(before);
  });

  test('a broken connection is an error, not an absence', async () => {
    const instrument = await rig.trader.loadInstrument('BHP/AUD');
    await rig.trader.close();
    const failing = fetchFundamentals(ibReports(rig.trader.manager), instrument, 7);
    await expect(failing).rejects.toMatchObject({ code: 'VENUE_NOT_CONNECTED' });
  });
});
