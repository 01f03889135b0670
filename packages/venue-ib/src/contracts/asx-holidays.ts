/** Weekdays on which ASX does not trade, by the rules that set them. @module */
import { Temporal } from 'temporal-polyfill';

const known = new Map<number, ReadonlySet<string>>();

/**
 * ISO dates of a year's trading holidays; those on a weekend stand here as well.
 *
 * ASX keeps the public holidays of New South Wales that the whole country keeps: New Year's Day and
 * Australia Day move from a weekend to the Monday after, Christmas and Boxing Day to the next
 * weekdays that are free, Anzac Day does not move at all (only from Easter Monday to the day after),
 * and the King's Birthday is the second Monday of June. A day that a government adds for one year
 * follows no rule: the hours that IB lists know it, and they come first.
 *
 * Source: the ASX trading calendars from 2021 to 2026, with which the rules agree.
 */
export function asxHolidays(year: number): ReadonlySet<string> {
  const found = known.get(year) ?? holidaysOf(year);
  known.set(year, found);
  return found;
}

/** Easter Sunday of the Gregorian calendar, by the Anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - moonShift + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * correction + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}

function holidaysOf(year: number): ReadonlySet<string> {
  const day = (month: number, at: number): Temporal.PlainDate =>
    Temporal.PlainDate.from({ year, month, day: at });
  const easter = easterSunday(year);
  const easterMonday = easter.add({ days: 1 });
  const anzac = day(4, 25);
  const christmas = day(12, 25);
  const boxing = day(12, 26);
  return new Set(
    [
      day(1, 1),
      mondayAfter(day(1, 1)),
      mondayAfter(day(1, 26)),
      day(1, 26),
      easter.subtract({ days: 2 }),
      easterMonday,
      anzac.equals(easterMonday) ? anzac.add({ days: 1 }) : anzac,
      secondMonday(day(6, 1)),
      christmas,
      boxing,
      ...christmasSubstitutes(christmas),
    ].map(String),
  );
}

/** The day itself on a weekday. */
function mondayAfter(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day;
}

function secondMonday(first: Temporal.PlainDate): Temporal.PlainDate {
  return first.add({ days: ((8 - first.dayOfWeek) % 7) + 7 });
}

/** Two days are owed: what falls on a weekend is made up for on the weekdays that follow. */
function christmasSubstitutes(christmas: Temporal.PlainDate): readonly Temporal.PlainDate[] {
  const after = (days: number): Temporal.PlainDate => christmas.add({ days });
  switch (christmas.dayOfWeek) {
    case 5:
      return [after(3)];
    case 6:
      return [after(2), after(3)];
    case 7:
      return [after(2)];
    default:
      return [];
  }
}
