import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { paperInstrument } from './paper-instruments.ts';
import { parsePaperCash, parsePaperData } from './paper-data.ts';

const root = `${import.meta.dirname}/../../../..`;

test('nothing named plays the bundled days, which are there', () => {
  const files = parsePaperData('', root);
  expect(files.map((file) => file.symbol)).toEqual(['BTC/USD', 'BTC/USD']);
  expect(files.every((file) => existsSync(file.path))).toBe(true);
});

test('several files, each with its symbol', () => {
  const text = 'BHP/AUD=fixtures/bars/asx-BHP-1d.csv.gz, AUD/USD=fixtures/bars/aud-usd-1h.csv.gz';
  expect(parsePaperData(text, root).map((file) => file.symbol)).toEqual(['BHP/AUD', 'AUD/USD']);
});

test('a missing file and a malformed symbol are named', () => {
  expect(() => parsePaperData('BHP/AUD=nowhere.csv', root)).toThrow('nowhere.csv');
  expect(() => parsePaperData('BHPAUD=fixtures/bars/asx-BHP-1d.csv.gz', root)).toThrow('BHPAUD');
});

test('cash in the base currency or by code', () => {
  expect(parsePaperCash('5000', 'AUD')).toEqual({ AUD: '5000' });
  expect(parsePaperCash('USD:50.5, aud:20', 'AUD')).toEqual({ USD: '50.5', AUD: '20' });
  expect(() => parsePaperCash('lots', 'AUD')).toThrow('lots');
});

test.for([
  ['BHP/AUD', 'equity', '1'],
  ['EUR/AUD', 'fx', '1'],
  ['AUD/USD', 'fx', '1'],
  ['BTC/USD', 'crypto', '0.00000001'],
  ['BTC/AUD', 'crypto', '0.00000001'],
] as const)('defect E: %s is %s', ([symbol, assetClass, lot]) => {
  expect(paperInstrument(symbol)).toMatchObject({ assetClass, lot });
});
