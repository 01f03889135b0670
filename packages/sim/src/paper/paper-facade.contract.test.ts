import { describeFacade } from '@tradewright/venue-kit/testing';
import { describe, test } from 'vitest';
import { paperVenue } from '../testing/paper-venue.ts';

describeFacade(
  paperVenue,
  {
    F212: 'no:modify',
  },
  { describe, test },
);
