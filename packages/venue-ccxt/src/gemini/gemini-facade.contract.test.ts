import { describeFacade } from '@tradewright/venue-kit/testing';
import { describe, test } from 'vitest';
import { geminiVenue } from '../testing/gemini-venue.ts';

describeFacade(
  geminiVenue,
  {
    F111: 'no:publicTrades',
    F210: 'type:stop',
    F211: 'modify',
  },
  { describe, test },
);
