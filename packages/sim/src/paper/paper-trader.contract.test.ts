import { describeTrader } from '@tradewright/venue-kit/testing';
import { describe, test } from 'vitest';
import { paperVenue } from '../testing/paper-venue.ts';

describeTrader(
  paperVenue,
  {
    T213: 'fact:one-sided',
    T218: 'publicTrades',
    T416: 'no:preview',
    T441: 'no:type:market',
    T442: 'no:type:stop',
    T443: 'no:type:trailing-stop',
    T444: 'no:tif:DAY',
    T445: 'no:tif:FOK',
    T446: 'no:tif:GTD',
    T447: 'no:postOnly',
    T448: 'no:reduceOnly',
    T449: 'no:staging',
    T611: 'fault:fill-corrected',
    T710: 'fact:foreign-orders',
    T711: 'fact:foreign-orders',
    T729: 'no:modify',
    T806: 'fact:foreign-orders',
    T807: 'fact:foreign-orders',
    T828: 'fault:bad-answer',
    T829: 'fault:order-refused',
    T830: 'fault:order-refused',
    T926: 'no:brackets',
    T927: 'no:brackets',
  },
  { describe, test },
);
