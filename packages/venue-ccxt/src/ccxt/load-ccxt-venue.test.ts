/** One exchange is loaded by file, with the whole package as fallback. @module */
import { describe, expect, test } from 'vitest';
import { ccxtVenueFile, loadCcxtVenue } from './load-ccxt-venue.ts';

/** The whole package takes seconds on a busy machine. */
const slowly = { timeout: 60_000 };

describe('loadCcxtVenue', () => {
  test('the file of one exchange is enough', async () => {
    const loaded: string[] = [];
    const Gemini = await loadCcxtVenue('gemini', (specifier) => {
      loaded.push(specifier);
      return import(specifier);
    });
    expect(new Gemini({}).id).toBe('gemini');
    expect(loaded).toEqual([ccxtVenueFile('gemini')]);
  });

  test(
    'a moved file falls back to the whole package and gives the same class',
    slowly,
    async () => {
      const direct = await loadCcxtVenue('gemini');
      const fallback = await loadCcxtVenue('gemini', (specifier) =>
        specifier === 'ccxt' ? import('ccxt') : Promise.reject(new Error('the file has moved')),
      );
      expect(fallback).toBe(direct);
    },
  );

  test.each(['nosuchvenue', '../gemini', 'Exchange', ''])('%j is not an exchange', async (id) => {
    await expect(loadCcxtVenue(id)).rejects.toMatchObject({ code: 'VENUE_UNKNOWN' });
  });
});
