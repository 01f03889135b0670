/** Trading hours. @module */
import { describe, expect, test } from 'vitest';
import { asxPhases } from './asx-phases.ts';
import { parseTradingHours } from './parse-trading-hours.ts';
import { zoneOf } from './time-zone.ts';

const sydney = 'Australia/Sydney';

describe('parseTradingHours', () => {
  test('summer and winter time of Sydney differ by an hour of UTC', () => {
    expect(parseTradingHours('20261120:1000-20261120:1600', sydney)).toEqual([
      { open: Date.UTC(2026, 10, 19, 23), close: Date.UTC(2026, 10, 20, 5), phase: 'open' },
    ]);
    expect(parseTradingHours('20260720:1000-20260720:1600', sydney)?.[0]?.open).toBe(
      Date.UTC(2026, 6, 20, 0),
    );
  });

  test('a leading semicolon, closed days and two stretches a day are read; a stretch may begin the day before', () => {
    const text =
      ';20261121:CLOSED;20261122:1715-20261123:1700;20261124:0930-20261124:1200,20261124:1300-20261124:1600';
    expect(
      parseTradingHours(text, 'America/New_York')?.map(
        ({ open, close }) => (close - open) / 3_600_000,
      ),
    ).toEqual([23.75, 2.5, 3]);
  });

  test.each([
    '20261120:1000',
    'nonsense',
    '20261320:1000-20261320:1600',
    '20261120:1600-20261120:1000',
  ])('%s is unknown, not closed', (text) => {
    expect(parseTradingHours(text, sydney)).toBe(null);
  });

  test('an empty text has no hours, and an unknown zone is not guessed', () => {
    expect(parseTradingHours('', sydney)).toEqual([]);
    expect([
      zoneOf('Australia/NSW'),
      zoneOf('EST (Eastern Standard Time)'),
      zoneOf('Mars/Base'),
      zoneOf(''),
    ]).toEqual([sydney, 'America/New_York', null, null]);
  });

  test('the phases of an ASX day follow one another without a gap and end at 16:21:30', () => {
    const phases = asxPhases(parseTradingHours('20261120:1000-20261120:1600', sydney) ?? []);
    expect(phases.map(({ phase }) => phase)).toEqual([
      'pre-open',
      'auction',
      'open',
      'auction',
      'post-close',
    ]);
    phases.slice(1).forEach((phase, index) => expect(phase.open).toBe(phases[index]?.close));
    expect(phases.at(-1)?.close).toBe(Date.UTC(2026, 10, 20, 5, 21, 30));
  });
});
