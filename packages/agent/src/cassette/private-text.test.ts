/** @module */
import { describe, expect, test } from 'vitest';
import { findPrivate, withoutPrivate } from './private-text.ts';

const planted = [
  ['a key of a model provider', 'sk-proj-abcdefghijklmnop1234'],
  ['a bearer token', 'Authorization: Bearer abcdefghijklmnop.qrst'],
  ['a JSON web token', 'eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSMeKKF2QT4'],
  ['a key of a cloud', 'AKIAABCDEFGHIJKLMNOP'],
  // In two parts, so that the source itself holds none.
  ['a private key', ['-----BEGIN', 'RSA PRIVATE KEY-----'].join(' ')],
  ['a key of Gemini', 'account-AbCdEfGhIjKlMnOp'],
  ['an account of Interactive Brokers', 'for DU1234567 only'],
  ['an e-mail address', 'ask me@example.com'],
] as const;

describe('a recording', () => {
  test.for(planted)('is found to hold %s, and is without it after cleaning', ([kind, text]) => {
    expect(findPrivate(text)).toEqual([kind]);
    const clean = withoutPrivate(text, {});
    expect(findPrivate(clean)).toEqual([]);
    expect(clean).toContain('REDACTED');
  });

  test('keeps known words out under the name that is given for them', () => {
    expect(withoutPrivate('tw-1-canary of HOUSE-7', { 'HOUSE-7': 'ACCOUNT', '': 'x' })).toBe(
      'tw-1-canary of ACCOUNT',
    );
  });

  test.for(['USD 1234567', 'plan-1234567', 'BTC/USD @6743', 'risk-free-and-some-more-words'])(
    'is left alone where it says %s',
    (text) => {
      expect(findPrivate(text)).toEqual([]);
      expect(withoutPrivate(text, {})).toBe(text);
    },
  );
});
