/** Of all combinations of the three facts exactly one sends. */
import { describe, expect, test } from 'vitest';
import { armingOf, type ArmToken } from './arming.ts';

const now = 1_000_000;
const account = 'U1234567';
const right: ArmToken = { venue: 'IB', accountId: account, expiresAt: now + 1 };

const modes = ['paper', 'live'] as const;
const typed = { nothing: '', 'another account': 'U7654321', 'a part': 'U123', right: account };
const tokens: Readonly<Record<string, ArmToken | undefined>> = {
  nothing: undefined,
  expired: { ...right, expiresAt: now },
  'another account': { ...right, accountId: 'U7654321' },
  'another venue': { ...right, venue: 'GEMINI' },
  right,
};

describe('armingOf', () => {
  const combinations = modes.flatMap((mode) =>
    Object.entries(typed).flatMap(([typedAs, typedAccountId]) =>
      Object.entries(tokens).map(([tokenAs, token]) => ({
        what: `${mode}, typed ${typedAs}, token ${tokenAs}`,
        facts: { mode, typedAccountId, token, venue: 'IB', accountId: account, now },
        isRight: mode === 'live' && typedAs === 'right' && tokenAs === 'right',
      })),
    ),
  );

  test.for(combinations)('$what', ({ facts, isRight }) => {
    const arming = armingOf(facts);
    expect(arming.armed).toBe(isRight);
    if (!arming.armed) expect(arming.missing.length).toBeGreaterThan(0);
  });

  test('exactly one of them sends', () => {
    expect(combinations).toHaveLength(40);
    expect(combinations.filter(({ facts }) => armingOf(facts).armed)).toHaveLength(1);
  });

  test('a venue that has named no account is not armed by an empty one', () => {
    const facts = { mode: 'live', typedAccountId: '', venue: 'IB', accountId: '', now } as const;
    expect(armingOf({ ...facts, token: { ...right, accountId: '' } }).armed).toBe(false);
  });

  test('each fact that does not hold is named', () => {
    const facts = { mode: 'paper', typedAccountId: '', token: undefined, now } as const;
    const arming = armingOf({ ...facts, venue: 'IB', accountId: account });
    expect(arming).toMatchObject({
      armed: false,
      missing: [/TRADING_MODE/, /LIVE_ACCOUNT_ID/, /token/].map(
        (text) => expect.stringMatching(text) as string,
      ),
    });
  });
});
