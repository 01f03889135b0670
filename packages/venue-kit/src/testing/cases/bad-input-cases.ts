/** Rules of orders that must never stand. @module */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { Decimal, type DecimalString, type OrderIntent } from '@tradewright/core';
import { itemsOf } from '../check-record.ts';
import type { CaseBench } from '../case-bench.ts';
import type { ConformanceCase, Need } from '../conformance-case.ts';

type Parts = Partial<OrderIntent> | ((it: CaseBench) => Partial<OrderIntent>);

/** An order that is turned away, after which nothing rests, nothing filled, and the next order is taken. */
function turnedAway(id: string, what: string, parts: Parts, ...needs: Need[]): ConformanceCase {
  return {
    id,
    title: `${what} is turned away, and the trader goes on`,
    needs,
    run: async (it) => {
      const bad = it.intent(typeof parts === 'function' ? parts(it) : parts);
      await it.refusal(bad);
      deepEqual(itemsOf(await it.trader.fetchOpenOrders({ scope: 'own' })), []);
      equal(it.told.fill.length, 0);
      const good = it.intent();
      await it.trader.placeOrder(good);
      equal(it.rig.taken().at(-1), good.clientOrderId);
    },
  };
}

/** What types forbid and untyped callers send all the same. */
const wild = (text: string): DecimalString => text as DecimalString;

function half(step: DecimalString): DecimalString {
  return Decimal.from(step).dividedBy(Decimal.from('2')).toString();
}

function plus(price: DecimalString, step: DecimalString): DecimalString {
  return Decimal.from(price).plus(Decimal.from(step)).toString();
}

function offStep(it: CaseBench): DecimalString {
  return plus(it.low, half(it.instrument.tickLadder.at(-1)?.increment ?? it.low));
}

/** T5xx. */
export const badInputCases: readonly ConformanceCase[] = [
  turnedAway('T501', 'a price between two steps', (it) => ({ limitPrice: offStep(it) })),
  turnedAway('T502', 'a quantity between two lots', (it) => ({
    quantity: plus(it.rig.quantity, half(it.instrument.lot)),
  })),
  turnedAway('T503', 'a quantity below the minimum', (it) => ({
    quantity: half(it.instrument.minimumQuantity ?? it.instrument.lot),
  })),
  turnedAway('T504', 'a limit order without a limit', { limitPrice: null }),
  turnedAway(
    'T505',
    'a stop without a stop price',
    { type: 'stop', limitPrice: null, stopPrice: null },
    'type:stop',
  ),
  turnedAway(
    'T506',
    'a stop-limit without a stop price',
    { type: 'stop-limit', stopPrice: null },
    'type:stop-limit',
  ),
  turnedAway(
    'T507',
    'a dated order without a date',
    { timeInForce: 'GTD', expireTime: null },
    'tif:GTD',
  ),
  turnedAway('T508', 'an order in a symbol that the venue lacks', (it) => ({
    symbol: it.rig.unknownSymbol,
  })),
  turnedAway('T509', 'a quantity of zero', { quantity: wild('0') }),
  turnedAway('T510', 'a negative quantity', { quantity: wild('-1') }),
  turnedAway('T511', 'a quantity that is no number', { quantity: wild('NaN') }),
  turnedAway('T512', 'a quantity in exponents', { quantity: wild('1e3') }),
  turnedAway('T513', 'a price of zero', { limitPrice: wild('0') }),
  turnedAway('T514', 'a negative price', { limitPrice: wild('-1') }),
  turnedAway('T515', 'a price that is no number', { limitPrice: wild('Infinity') }),
  turnedAway('T516', 'an id with control characters', { clientOrderId: 'a\u0000b' }),
  turnedAway('T517', 'an empty id', { clientOrderId: '' }),
  turnedAway('T518', 'an id of 37 characters', { clientOrderId: 'x'.repeat(37) }),
  turnedAway('T519', 'a reference with a line break', { tag: 'a\nb' }),
  {
    id: 'T521',
    title: 'an error has a code, a sentence and what became of the command',
    needs: [],
    run: async (it) => {
      const { code, message, outcome } = await it.failure(
        it.trader.placeOrder(it.intent({ limitPrice: offStep(it) })),
      );
      ok(/^[A-Z_]+$/.test(code) && message.endsWith('.'), message);
      ok(outcome !== undefined);
    },
  },
];
