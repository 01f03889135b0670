import { expect, test } from 'vitest';
import { liveSettings } from './live-settings.ts';

const all = {
  IB_LIVE_TESTS: '1',
  IB_TEST_HOST: '127.0.0.1',
  IB_TEST_PORT: '4002',
  IB_TEST_CLIENT_ID: '77',
  IB_TEST_ACCOUNT_ID: 'DU0000001',
};

test('all five keys name a Gateway', () => {
  expect(liveSettings(all)).toEqual({
    host: '127.0.0.1',
    port: 4002,
    clientId: 77,
    accountId: 'DU0000001',
  });
});

test.for(Object.keys(all))('without %s nothing is asked', (name) => {
  expect(liveSettings({ ...all, [name]: undefined })).toBe(undefined);
  expect(liveSettings({ ...all, [name]: '' })).toBe(undefined);
});

test('an account with real money is never asked', () => {
  expect(liveSettings({ ...all, IB_TEST_ACCOUNT_ID: 'U0000001' })).toBe(undefined);
});
