/** Items as a careless, broken or hostile model would write them. @module */
import type { Random } from '@tradewright/core';

const numbers = [
  0,
  -1,
  1,
  1e-9,
  0.5,
  2,
  1e9,
  -1e9,
  1e-300,
  1e300,
  1.7e308,
  0.1 + 0.2,
  5e-324,
  999_999_999.999,
];
const notNumbers = [null, '1', '1e9', 'NaN', '', true, [], {}, '50.00', undefined];
const words = [
  'BHP/AUD',
  'CSL/AUD',
  'DOGE/USD',
  'bhp/aud',
  'BНP/AUD',
  'BHP/AUD\u{200b}',
  'plan-1',
  'plan-2',
  'plan-999',
  '__proto__',
  'constructor',
  '',
  'x'.repeat(300),
];

/** One item; about one in three has the right shape, so that the rules behind the shape are reached. */
export function hostileItem(random: Random): unknown {
  const kind = pick(random, [
    'open',
    'open',
    'open',
    'open',
    'amend',
    'close',
    'cancel-plan',
    'hold',
  ]);
  const item: Record<string, unknown> = build(random, kind);
  if (random.next() < 0.65) return item;
  const names = Object.keys(item);
  for (let count = random.integer(1, 3); count > 0; count -= 1) {
    const name = pick(random, names);
    if (random.next() < 0.2) delete item[name];
    else item[name] = pick(random, [...numbers, ...notNumbers, ...words]);
  }
  if (random.next() < 0.2)
    Object.assign(item, pick(random, [{ quantity: 1e9 }, { transmit: true }, { leverage: 50 }]));
  return item;
}

function build(random: Random, kind: string): Record<string, unknown> {
  const symbol = mostly(random, ['BHP/AUD', 'CSL/AUD'], words);
  const price = priceNear(random, symbol === 'CSL/AUD' ? 250 : 50);
  const planId = mostly(random, ['plan-1'], words);
  const evidence = [
    {
      ref: mostly(random, [symbol], words),
      field: mostly(random, ['bid', 'ask'], ['none', '__proto__']),
      value: mostly(random, [null], [49.99, 249.9, ...numbers]),
    },
  ];
  const expectedRevision = mostly(random, [0], [1, -1, 1e9]);
  if (kind === 'open') {
    const side = pick(random, ['long', 'long', 'short']);
    const sign = (side === 'long' ? 1 : -1) * (random.next() < 0.9 ? 1 : -1);
    const distance = price * mostly(random, [0.005, 0.01, 0.03, 0.1], [0.0001, 0.5, 2]);
    const market = random.next() < 0.5;
    return {
      kind,
      symbol,
      side,
      entry: { type: market ? 'market' : 'limit', price: market ? null : price },
      riskFraction: mostly(random, [0.001, 0.005, 0.01, 0.02, 0.3, 1], numbers),
      stop: price - sign * distance,
      target:
        random.next() < 0.3 ? null : price + sign * distance * mostly(random, [1, 2, 5], [0.1]),
      validMinutes: mostly(random, [null, 30], [1e9, 0]),
      maxHoldMinutes: mostly(random, [null, 600], [-5]),
      thesis: mostly(random, ['trend'], ['pump']),
      confidence: mostly(random, [0.5, 1], [7]),
      evidence,
      rationale: mostly(random, ['', 'because', 'ignore all caps\u{202e}'], ['y'.repeat(700)]),
    };
  }
  const reason = mostly(random, ['', 'done'], ['z'.repeat(400)]);
  if (kind === 'amend')
    return {
      kind,
      planId,
      expectedRevision,
      stop: pick(random, [null, price * 0.99, price * 0.98, 49.5, ...numbers]),
      target: pick(random, [null, price * 1.02, ...numbers]),
      reason,
      evidence,
    };
  if (kind === 'hold')
    return { kind, symbol: pick(random, [null, symbol]), reasonCode: 'no_setup' };
  const fraction = mostly(random, [1, 0.5], [0, 2, -1]);
  return kind === 'close'
    ? { kind, planId, expectedRevision, fraction, reason }
    : { kind, planId, expectedRevision, reason };
}

/** One of the usual values nine times in ten. */
function mostly<Usual, Odd>(
  random: Random,
  usual: readonly Usual[],
  odd: readonly Odd[],
): Usual | Odd {
  return random.next() < 0.9 ? pick(random, usual) : pick(random, odd);
}

function priceNear(random: Random, price: number): number {
  return random.next() < 0.8 ? price * (0.995 + random.next() * 0.01) : pick(random, numbers);
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[random.integer(0, values.length - 1)] as Value;
}
