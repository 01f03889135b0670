/** Rules of streams. @module */
import { equal, ok } from 'node:assert/strict';
import { quoteSchema, type StreamName } from '@tradewright/core';
import { checkAscending, checkRecord } from '../check-record.ts';
import type { CaseBench } from '../case-bench.ts';
import type { ConformanceCase } from '../conformance-case.ts';

const streamNames: readonly StreamName[] = ['quote', 'book', 'trade', 'bar'];

function bidsOf(it: CaseBench): readonly (number | null)[] {
  return it.told.quote.map(({ bid }) => bid);
}

/** Moves the market until the new bid is told: a first quote may be on its way still. */
async function seesRise(it: CaseBench): Promise<void> {
  it.rise();
  await it.until('the new bid', () => bidsOf(it).includes(Number(it.high)));
}

/** T221 to T239. */
export const streamCases: readonly ConformanceCase[] = [
  {
    id: 'T221',
    title: 'a subscribed quote is told when the market moves, as a whole record',
    needs: ['stream:quote'],
    run: async (it) => {
      await it.trader.subscribe({ stream: 'quote', symbol: it.rig.symbol });
      await seesRise(it);
      for (const quote of it.told.quote) {
        checkRecord(quoteSchema, quote);
        equal(quote.symbol, it.rig.symbol);
      }
      checkAscending(it.told.quote.map(({ receivedTime }) => receivedTime));
    },
  },
  {
    id: 'T222',
    title: 'without a subscription no quote is told',
    needs: ['stream:quote'],
    run: async (it) => {
      it.rise();
      await it.quiet();
      equal(it.told.quote.length, 0);
    },
  },
  {
    id: 'T223',
    title: 'a stream that was ended, even twice, tells nothing more',
    needs: ['stream:quote'],
    run: async (it) => {
      const end = await it.trader.subscribe({ stream: 'quote', symbol: it.rig.symbol });
      await seesRise(it);
      end();
      end();
      await it.quiet();
      const before = it.told.quote.length;
      it.fall();
      await it.quiet();
      equal(it.told.quote.length, before);
    },
  },
  {
    id: 'T224',
    title: 'two readers share a stream: ending one leaves the other',
    needs: ['stream:quote'],
    run: async (it) => {
      const request = { stream: 'quote', symbol: it.rig.symbol } as const;
      const first = await it.trader.subscribe(request);
      await it.trader.subscribe(request);
      first();
      first();
      await seesRise(it);
    },
  },
  {
    id: 'T225',
    title: 'two readers of one stream do not double what is told',
    needs: ['stream:quote'],
    run: async (it) => {
      const request = { stream: 'quote', symbol: it.rig.symbol } as const;
      await it.trader.subscribe(request);
      await it.trader.subscribe(request);
      await seesRise(it);
      await it.quiet();
      equal(new Set(it.told.quote).size, it.told.quote.length);
    },
  },
  {
    id: 'T226',
    title: 'a stream that the venue lacks is refused, never made up',
    needs: [],
    run: async (it) => {
      const { streams } = it.trader.capabilities;
      for (const stream of streamNames.filter((name) => !streams.includes(name))) {
        const asked = it.trader.subscribe({ stream, symbol: it.rig.symbol });
        equal((await it.failure(asked)).code, 'VENUE_NOT_SUPPORTED');
      }
    },
  },
  {
    id: 'T227',
    title: 'a handler that was taken off hears nothing more, and the others go on',
    needs: ['stream:quote'],
    run: async (it) => {
      let heard = 0;
      const off = it.trader.on('quote', () => void (heard += 1));
      off();
      off();
      await it.trader.subscribe({ stream: 'quote', symbol: it.rig.symbol });
      await seesRise(it);
      equal(heard, 0);
      ok(it.told.quote.length > 0);
    },
  },
];
