/** Cash that the ledger cannot account for halts entries until a person has explained it. */
import { describe, expect, test } from 'vitest';
import { MemoryJournal, SessionIds, VirtualClock, type DecimalString } from '@tradewright/core';
import { anAccount } from '@tradewright/core/testing';
import { basisPointFees } from '../portfolio/fees/percent-fees.ts';
import { buildEngine } from '../runner/build-engine.ts';
import { CommandDesk } from '../runner/command-desk.ts';
import { ScriptedTrader } from '../testing/scripted-trader.ts';
import { deskCaps } from '../testing/risk-desk.ts';

async function aSession() {
  const trader = new ScriptedTrader(() => Promise.reject(new Error('nothing may be sent')));
  const clock = new VirtualClock(0);
  const venue: { aud: string } = { aud: '1000' };
  Object.assign(trader, {
    fetchAccount: async () =>
      anAccount({
        accountId: 'PAPER-1',
        cash: { AUD: venue.aud as DecimalString },
        time: clock.now(),
      }),
  });
  const journal = new MemoryJournal();
  const { runner, parts } = buildEngine({
    sessionId: 's',
    baseCurrency: 'AUD',
    trader: trader.asTrader,
    clock,
    ids: new SessionIds('TW', 'test'),
    journal,
    caps: deskCaps,
    cash: { tolerances: {} },
    fees: basisPointFees('10'),
    strategies: [],
    watchlist: ['BHP/AUD'],
    decisionIntervalMs: 60_000,
    planMonitorIntervalMs: 60_000,
    slippagePercent: 0.5,
    onSubscriberFailure: (error) => {
      throw error;
    },
  });
  await runner.start({ fillsSince: 0, freshPortfolio: true });
  const desk = new CommandDesk({
    parts,
    runner,
    wall: clock,
    answerMs: 1_000,
    slippagePercent: 0.5,
    exitTicks: 2,
    isArmed: () => false,
    endedOrder: () => undefined,
    onStop: () => undefined,
    onKill: 'keep',
  });
  const pass = async (ms: number): Promise<void> => {
    for (const until = clock.now() + ms; clock.now() < until;) {
      clock.advanceTo(Math.min(until, clock.now() + 60_000));
      await runner.settle();
    }
  };
  const halts = (): readonly string[] => parts.halts.open().map(({ haltId }) => haltId);
  return { venue, parts, runner, desk, journal, pass, halts };
}

const cash = { kind: 'dividend', symbol: null, reference: 'statement', time: null } as const;

describe('cash at a checkpoint', () => {
  test('that agrees halts nothing, however often it is looked at', async () => {
    const { pass, halts, parts } = await aSession();
    await pass(3_600_000);
    expect(halts()).toEqual([]);
    expect(parts.cashSync?.lines()).toMatchObject([{ currency: 'AUD', cause: 'none' }]);
  });

  test('a difference that passes by is none; one that stands halts the account', async () => {
    const { venue, pass, halts, parts } = await aSession();
    venue.aud = '940';
    await pass(660_000);
    expect(halts()).toEqual([]);
    venue.aud = '1000';
    await pass(120_000);
    venue.aud = '1050';
    await pass(1_200_000);
    expect(halts()).toEqual(['cash:AUD']);
    expect(parts.gate.entriesBlocked('BHP/AUD')).toContain('50 was received');
  });

  test('a person books what came, and entries go on', async () => {
    const { venue, pass, halts, desk } = await aSession();
    venue.aud = '1050';
    await pass(1_200_000);
    const amount = '50' as DecimalString;
    const half = { ...cash, amount: '20' as DecimalString, currency: 'AUD' };
    await desk.submit({ verb: 'book-cash', cash: half });
    expect(halts()).toEqual(['cash:AUD']);
    const rest = { ...cash, amount: '30' as DecimalString, currency: 'AUD' };
    const { message } = await desk.submit({ verb: 'book-cash', cash: rest });
    expect(message).toContain('agree again');
    expect([halts(), amount]).toEqual([[], '50']);
    await pass(1_200_000);
    expect(halts()).toEqual([]);
  });

  test('a person clears the halt, and the difference is a transfer under that name', async () => {
    const { venue, pass, halts, desk, journal } = await aSession();
    venue.aud = '700';
    await pass(1_200_000);
    await desk.submit({ verb: 'clear-halt', haltId: 'cash:AUD', operator: 'Ada' });
    expect(halts()).toEqual([]);
    const posted = journal.events.findLast((event) => event.type === 'ledger.posted');
    expect(posted?.body).toMatchObject({
      kind: 'external',
      reference: 'accepted by Ada',
      postings: [
        { account: 'cash:AUD', amount: '-300' },
        { account: 'equity:transfers', amount: '300' },
      ],
    });
    const cleared = journal.events.findLast((event) => event.type === 'halt.changed');
    expect(cleared?.body).toMatchObject({ haltId: 'cash:AUD', clearedBy: 'Ada' });
    await pass(1_200_000);
    expect(halts()).toEqual([]);
  });

  test("the venue's last word stays in the journal when the session ends", async () => {
    const { venue, runner, journal } = await aSession();
    venue.aud = '1000.01';
    await runner.stop();
    const told = journal.events.findLast((event) => event.type === 'account.observed');
    expect(told?.body).toMatchObject({ cash: { AUD: '1000.01' } });
  });
});
