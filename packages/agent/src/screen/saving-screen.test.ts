/** @module */
import { expect, test } from 'vitest';
import { aContextWithPlan, aTradingContext } from '../testing/gate-cases.ts';
import { SavingScreen } from './saving-screen.ts';
import { alwaysAsk } from './screen.ts';

const minute = 60_000;
const reason = "80 % of the day's cost is used";

test('past the mark new plans are looked for once an hour, and open plans as before', () => {
  const screen = new SavingScreen(alwaysAsk, () => reason);
  const at = (time: number, context = aTradingContext()) =>
    screen.judge({ ...context, time: time * minute }, null).call;
  expect([at(0), at(5), at(59), at(60), at(65)]).toEqual([true, false, false, true, false]);
  expect(at(70, aContextWithPlan())).toBe(true);
  expect(screen.judge({ ...aTradingContext(), time: 75 * minute }, null).reason).toContain(reason);
});

test('below the mark every call goes through', () => {
  const screen = new SavingScreen(alwaysAsk, () => null);
  const asked = [0, 1, 2].map((time) => screen.judge({ ...aTradingContext(), time }, null).call);
  expect(asked).toEqual([true, true, true]);
});
