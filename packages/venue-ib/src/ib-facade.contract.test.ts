import { describeFacade } from '@tradewright/venue-kit/testing';
import { describe, test } from 'vitest';
import { ibVenue } from './testing/ib-venue.ts';

describeFacade(
  ibVenue,
  {
    F111: 'no:publicTrades',
    F212: 'no:modify',
  },
  { describe, test },
);
