import { describeTrader } from '@tradewright/venue-kit/testing';
import { describe, test } from 'vitest';
import { ibVenue } from './testing/ib-venue.ts';

describeTrader(
  ibVenue,
  {
    T219: 'no:publicTrades',
    T416: 'no:preview',
    T423: 'tif:FOK',
    T424: 'tif:FOK',
    T425: 'postOnly',
    T426: 'postOnly',
    T431: 'reduceOnly',
    T441: 'no:type:market',
    T442: 'no:type:stop',
    T443: 'no:type:trailing-stop',
    T444: 'no:tif:DAY',
    T446: 'no:tif:GTD',
    T449: 'no:staging',
    T729: 'no:modify',
    T828: 'fault:bad-answer',
    T926: 'no:brackets',
    T927: 'no:brackets',
  },
  { describe, test },
);
