/** The rules against the published calendars, and over a century. */
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { asxHolidays, easterSunday } from './asx-holidays.ts';

const isWeekday = (date: string): boolean => Temporal.PlainDate.from(date).dayOfWeek <= 5;
const weekdays = (year: number): string[] =>
  [...asxHolidays(year)]
    .filter(isWeekday)
    .map((date) => date.slice(5))
    .toSorted();

describe('asxHolidays', () => {
  // 2021 to 2026 as ASX published them; the years after that by the rules alone.
  test.for([
    [2021, '01-01 01-26 04-02 04-05 06-14 12-27 12-28'],
    [2022, '01-03 01-26 04-15 04-18 04-25 06-13 12-26 12-27'],
    [2023, '01-02 01-26 04-07 04-10 04-25 06-12 12-25 12-26'],
    [2024, '01-01 01-26 03-29 04-01 04-25 06-10 12-25 12-26'],
    [2025, '01-01 01-27 04-18 04-21 04-25 06-09 12-25 12-26'],
    [2026, '01-01 01-26 04-03 04-06 06-08 12-25 12-28'],
    [2027, '01-01 01-26 03-26 03-29 06-14 12-27 12-28'],
    [2028, '01-03 01-26 04-14 04-17 04-25 06-12 12-25 12-26'],
  ] as const)('%i', ([year, dates]) => {
    expect(weekdays(year).join(' ')).toBe(dates);
  });

  test('Anzac Day on Easter Monday gives the Tuesday after it', () => {
    expect(weekdays(2011)).toEqual(expect.arrayContaining(['04-22', '04-25', '04-26']));
  });

  test('over a century a year has seven or eight, two of them in December', () => {
    for (let year = 2001; year <= 2100; year += 1) {
      const days = weekdays(year);
      expect([7, 8], String(year)).toContain(days.length);
      const june = Temporal.PlainDate.from(
        `${year}-${days.find((day) => day.startsWith('06')) ?? ''}`,
      );
      expect([june.dayOfWeek, june.day >= 8 && june.day <= 14]).toEqual([1, true]);
      expect(days.filter((day) => day.startsWith('12'))).toHaveLength(2);
    }
  });
});

describe('easterSunday', () => {
  test.for([
    '1818-03-22',
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2016-03-27',
    '2019-04-21',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2038-04-25',
    '2285-03-22',
  ])('%s', (date) => {
    expect(String(easterSunday(Number(date.slice(0, 4))))).toBe(date);
  });

  test('is a Sunday from 22 March to 25 April in every year', () => {
    for (let year = 1900; year <= 2300; year += 1) {
      const easter = easterSunday(year);
      expect(easter.dayOfWeek).toBe(7);
      const text = String(easter).slice(5);
      expect(text >= '03-22' && text <= '04-25', String(easter)).toBe(true);
    }
  });
});
