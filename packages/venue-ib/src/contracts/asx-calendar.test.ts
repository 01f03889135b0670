/** The ASX calendar over whole years. @module */
import { Temporal } from 'temporal-polyfill';
import { phaseAt } from '@tradewright/core';
import { anInstrument } from '@tradewright/core/testing';
import { describe, expect, test } from 'vitest';
import { asxDay, extendAsx } from './asx-calendar.ts';

const daysOf = (year: number): string[] => {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return Array.from({ length: first.daysInYear }, (_, offset) =>
    first.add({ days: offset }).toString(),
  );
};
const openOf = (date: string) => asxDay(date).find(({ phase }) => phase === 'open');
const sydney = (time: number): string =>
  Temporal.Instant.fromEpochMilliseconds(time)
    .toZonedDateTimeISO('Australia/Sydney')
    .toPlainDateTime()
    .toString();

describe('a year of ASX', () => {
  test.each([
    [2025, 253],
    [2026, 254],
  ])('%i has %i trading days, each opening at ten in Sydney', (year, count) => {
    const open = daysOf(year)
      .map(openOf)
      .filter((hours) => hours !== undefined);
    expect(open).toHaveLength(count);
    expect(open.map(({ open: at }) => sydney(at).slice(11))).toEqual(open.map(() => '10:00:00'));
  });

  test('the phases of each day follow one another without a gap that is not the night', () => {
    for (const date of daysOf(2026)) {
      const phases = asxDay(date);
      for (const [index, phase] of phases.entries()) {
        expect(phase.open).toBeLessThan(phase.close);
        if (index > 0) expect(phase.open, date).toBe(phases[index - 1]?.close);
      }
    }
  });

  test('the day is an hour earlier in UTC while Sydney saves daylight', () => {
    const utcHour = (date: string): number => new Date(openOf(date)?.open ?? 0).getUTCHours();
    expect([utcHour('2026-04-02'), utcHour('2026-04-07')]).toEqual([23, 0]);
    expect([utcHour('2026-10-02'), utcHour('2026-10-06')]).toEqual([0, 23]);
  });

  test.each([
    ['2026-01-26', 'Australia Day'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-06-08', "King's Birthday"],
    ['2026-12-25', 'Christmas'],
    ['2026-12-28', 'Boxing Day, moved'],
    ['2026-12-26', 'a Saturday'],
  ])('%s is closed (%s)', (date) => {
    expect(asxDay(date)).toEqual([]);
  });

  test.each(['2026-12-24', '2026-12-31'])('%s closes at two', (date) => {
    expect(sydney(openOf(date)?.close ?? 0)).toBe(`${date}T14:00:00`);
  });

  test.each(['2022-12-23', '2022-12-30', '2023-12-22', '2023-12-29'])(
    '%s closes at two: the last trading day before the feast is not always its eve',
    (date) => {
      expect(sydney(openOf(date)?.close ?? 0)).toBe(`${date}T14:00:00`);
    },
  );

  test('two days of December close early, over three decades', () => {
    for (let year = 2010; year <= 2040; year += 1) {
      const hours = daysOf(year).slice(-31).map(openOf);
      const early = hours.filter((day) => day !== undefined && sydney(day.close).includes('T14:'));
      expect(early, String(year)).toHaveLength(2);
    }
  });
});

describe('hours after the last day that IB listed', () => {
  test("come from the calendar and never overrule IB's", () => {
    const listed = [{ open: 1, close: 2, phase: 'open' as const }];
    const hours = extendAsx(listed, '20260302:1000-20260302:1600;20260303:CLOSED');
    expect(hours[0]).toEqual(listed[0]);
    const next = hours.find(({ phase }, index) => index > 0 && phase === 'open');
    expect(sydney(next?.open ?? 0)).toBe('2026-03-04T10:00:00');
    const instrument = anInstrument({ hours });
    const at = (text: string): number =>
      Temporal.ZonedDateTime.from(`${text}[Australia/Sydney]`).epochMilliseconds;
    expect(phaseAt(instrument, at('2026-03-20T11:00'))).toBe('open');
    expect(phaseAt(instrument, at('2026-03-20T16:05'))).toBe('auction');
    expect(phaseAt(instrument, at('2026-03-21T11:00'))).toBe('closed');
  });
});
