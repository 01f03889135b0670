import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { phaseAt } from '@tradewright/core';
import { anInstrument } from '@tradewright/core/testing';
import { coverListedDays } from './cover-listed-days.ts';
import { parseTradingHours } from './parse-trading-hours.ts';

const zone = 'Australia/Sydney';

function phaseIn(text: string, at: string): string {
  const hours = coverListedDays(parseTradingHours(text, zone) ?? [], text, zone);
  const time = Temporal.ZonedDateTime.from(`${at}[${zone}]`).epochMilliseconds;
  return phaseAt(anInstrument({ hours }), time);
}

const weekend =
  '20261121:CLOSED;20261122:CLOSED;20261123:1000-20261123:1600;20261124:1000-20261124:1600';

test.for([
  ['a Saturday that is listed as closed', weekend, '2026-11-21T11:00', 'closed'],
  ['the night before the first opening', weekend, '2026-11-23T01:00', 'closed'],
  ['the day itself', weekend, '2026-11-23T11:00', 'open'],
  ['the evening of the last listed day', weekend, '2026-11-24T20:00', 'closed'],
  ['the day after it', weekend, '2026-11-25T11:00', 'unknown'],
  ['the day before the first', weekend, '2026-11-20T11:00', 'unknown'],
  ['days that are all closed', '20261121:CLOSED;20261122:CLOSED', '2026-11-22T23:00', 'closed'],
  ['a day that is none', '20261399:CLOSED', '2026-11-22T11:00', 'unknown'],
  ['no days at all', '', '2026-11-22T11:00', 'unknown'],
] as const)('%s', ([, text, at, phase]) => {
  expect(phaseIn(text, at)).toBe(phase);
});
