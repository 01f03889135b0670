/** Caps for accounts of several sizes. */
import { expect, test } from 'vitest';
import { Decimal } from '@tradewright/core';
import { loadConfig } from '../config/load-config.ts';
import { riskCapsOf } from '../session/risk-caps.ts';
import { capsAgainstEquity } from './caps-against-equity.ts';

const caps = riskCapsOf(loadConfig({ env: {}, folder: '/nowhere' }));
const said = (equity: string): string =>
  capsAgainstEquity(caps, Decimal.from(equity), 'AUD').join(' ');

test.for<[equity: string, words: readonly string[], unsaid: readonly string[]]>([
  ['100000', ['MAX_DAILY_LOSS ends a bad day first', '3 % are 3000'], ['MAX_ORDER_VALUE', 'MIN']],
  ['20000', ['MAX_DAILY_LOSS_PERCENT ends a bad day first', '3 % are 600'], ['MAX_ORDER_VALUE']],
  ['8000', ['MAX_TOTAL_EXPOSURE 10000 is more than'], ['MAX_ORDER_VALUE', 'MIN_TRADE']],
  ['900', ['MAX_ORDER_VALUE 5000', 'MAX_TOTAL_EXPOSURE', 'MAX_DAILY_LOSS 1000'], ['MIN_TRADE']],
  ['400', ['MIN_TRADE_SIZE 500 is more than the equity of 400 AUD'], []],
])('an account of %s', ([equity, words, unsaid]) => {
  for (const word of words) expect(said(equity)).toContain(word);
  for (const word of unsaid) expect(said(equity)).not.toContain(word);
});
