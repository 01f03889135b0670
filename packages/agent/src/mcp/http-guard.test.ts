/** @module */
import { describe, expect, test } from 'vitest';
import { httpRefusal, type HttpRequestHead } from './http-guard.ts';

const expected = { port: 8383, token: 't'.repeat(32) };
const good: HttpRequestHead = {
  host: '127.0.0.1:8383',
  origin: undefined,
  authorization: `Bearer ${expected.token}`,
};

describe('a request over HTTP', () => {
  test.for([
    ['with the token', {}],
    ['by the name of the loopback', { host: 'localhost:8383' }],
    ['from a page of the same address', { origin: 'http://localhost:8383' }],
  ] as const)('%s is let in', ([, parts]) => {
    expect(httpRefusal({ ...good, ...parts }, expected)).toBeUndefined();
  });

  test.for([
    ['without a token', { authorization: undefined }, 401],
    ['with another token', { authorization: `Bearer ${'u'.repeat(32)}` }, 401],
    ['with a token cut short', { authorization: `Bearer ${'t'.repeat(31)}` }, 401],
    ['with the token and no scheme', { authorization: expected.token }, 401],
    ['for a name that was pointed at this machine', { host: 'evil.example:8383' }, 403],
    ['for another port', { host: '127.0.0.1:80' }, 403],
    ['without a Host', { host: undefined }, 403],
    ['from a page of the internet', { origin: 'https://evil.example' }, 403],
    ['from a page of a file', { origin: 'null' }, 403],
    ['from a page of another port', { origin: 'http://127.0.0.1:3000' }, 403],
  ] as const)('%s is refused', ([, parts, status]) => {
    expect(httpRefusal({ ...good, ...parts }, expected)).toMatchObject({ status });
  });
});
