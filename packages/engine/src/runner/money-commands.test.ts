/** What a person may change and book while a session runs. */
import { describe, expect, test } from 'vitest';
import { decimal } from '@tradewright/core';
import { aDesk } from '../testing/command-rig.ts';

describe('change-caps', () => {
  const change = async (sum: string, operator: string | null) => {
    const { desk, parts, journal } = await aDesk();
    const change = { maxOrderValue: decimal(sum) };
    const result = await desk.submit({ verb: 'change-caps', change, operator });
    const handled = journal.events.findLast((event) => event.type === 'command.handled');
    return { result, cap: parts.riskManager.caps.maxOrderValue, handled };
  };

  test('anybody tightens', async () => {
    const { result, cap, handled } = await change('4000', null);
    expect([result.outcome, cap]).toEqual(['done', '4000']);
    expect(handled?.body).toMatchObject({
      verb: 'change-caps',
      message: expect.stringContaining('maxOrderValue from 5000 to 4000') as string,
    });
  });

  test('nobody without a name loosens, and nothing of such a change happens', async () => {
    const { result, cap } = await change('6000', null);
    expect([result.outcome, cap]).toEqual(['denied', '5000']);
    expect(result.message).toContain('maxOrderValue');
  });

  test('an operator loosens, and the journal has the name', async () => {
    const { cap, handled } = await change('6000', 'Ada');
    expect(cap).toBe('6000');
    expect(handled?.body).toMatchObject({ message: expect.stringContaining('by Ada') as string });
  });

  test('a change within a class leaves the other caps of the class', async () => {
    const { desk, parts } = await aDesk();
    for (const classes of [{ equity: { collarPercent: 5 } }, { equity: { maxSpreadPercent: 1 } }])
      await desk.submit({ verb: 'change-caps', change: { classes }, operator: null });
    expect(parts.riskManager.caps.classes?.equity).toEqual({
      collarPercent: 5,
      maxSpreadPercent: 1,
    });
  });
});

describe('book-cash', () => {
  const cash = {
    kind: 'dividend',
    amount: decimal('12.50'),
    currency: 'AUD',
    symbol: 'BHP/AUD',
    reference: 'statement 7',
    time: null,
  } as const;

  test('a dividend is cash against income, and the equity has it from then on', async () => {
    const { desk, runner, journal } = await aDesk();
    const before = runner.mark().equity;
    expect((await desk.submit({ verb: 'book-cash', cash })).outcome).toBe('done');
    const posted = journal.events.findLast((event) => event.type === 'ledger.posted');
    expect(posted?.body).toMatchObject({
      kind: 'external',
      reference: 'statement 7',
      postings: [
        { account: 'cash:AUD', amount: '12.5' },
        { account: 'income:dividends', amount: '-12.5' },
      ],
    });
    expect(Number(runner.mark().equity) - Number(before)).toBeCloseTo(12.5, 8);
  });

  test('an amount of zero is refused', async () => {
    const { desk } = await aDesk();
    const result = await desk.submit({
      verb: 'book-cash',
      cash: { ...cash, amount: decimal('0') },
    });
    expect(result.outcome).toBe('failed');
  });
});
