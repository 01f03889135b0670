/** @module */
import { describe, expect, test } from 'vitest';
import { decimal, headroomRow } from '@tradewright/core';
import { aFill } from '@tradewright/core/testing';
import { aTradingContext } from '../testing/gate-cases.ts';
import { renderContext } from './render-context.ts';

type View = {
  readonly room: object;
  readonly blocked?: readonly string[];
  readonly fills: readonly string[];
  readonly symbols: readonly { readonly room?: object; readonly blocked?: readonly string[] }[];
};

function viewOf(parts: Parameters<typeof aTradingContext>[0]): View {
  return JSON.parse(renderContext(aTradingContext(parts), null).input) as View;
}

describe('the state as a model is shown it', () => {
  test('tells the room in base currency and names what blocks, and leaves the rest to a tool', () => {
    const { room, blocked, symbols } = viewOf({
      headroom: [
        headroomRow('gross-exposure', { left: '6000.005' }),
        headroomRow('net-exposure', { side: 'sell', left: '10' }),
        headroomRow('max-positions', { unit: 'count', left: '2' }),
        headroomRow('daily-loss', { blocks: true }),
        headroomRow('order-rate', { unit: 'count', left: '30' }),
        headroomRow('minimum-trade', { bound: 'least', limit: '500' }),
        headroomRow('symbol-exposure', { symbol: 'CSL/AUD', left: '1' }),
        headroomRow('spread', { symbol: 'CSL/AUD', unit: 'percent', left: '0', blocks: true }),
        headroomRow('short-permission', { symbol: 'CSL/AUD', side: 'sell', blocks: true }),
      ],
    });
    expect(room).toEqual({
      'gross-exposure': '6000',
      'net-exposure-sell': '10',
      'max-positions': '2',
      'daily-loss': null,
    });
    expect(blocked).toEqual(['daily-loss']);
    const [bhp, csl] = symbols;
    expect(csl).toMatchObject({ room: { 'symbol-exposure': '1' }, blocked: ['spread'] });
    expect(bhp).not.toHaveProperty('room');
    expect(bhp).not.toHaveProperty('blocked');
  });

  test('tells the age of fills, the newest of them last', () => {
    const { fills } = viewOf({
      time: 700_000,
      recentFills: [
        aFill({ time: 60_000, quantity: decimal('3') }),
        aFill({ time: 699_999, quantity: decimal('4') }),
      ],
    });
    expect(fills).toEqual(['10 BHP/AUD buy 3 @50', '0 BHP/AUD buy 4 @50']);
  });

  test('room can be cited as evidence, of the account and of a symbol', () => {
    const headroom = [
      headroomRow('gross-exposure', { left: '6000' }),
      headroomRow('symbol-exposure', { symbol: 'BHP/AUD', left: '9' }),
    ];
    const { shown } = renderContext(aTradingContext({ headroom }), null);
    expect(shown.get('account')?.body).toMatchObject({ 'gross-exposure': '6000' });
    expect(shown.get('BHP/AUD')?.body).toMatchObject({ 'symbol-exposure': '9' });
  });
});
