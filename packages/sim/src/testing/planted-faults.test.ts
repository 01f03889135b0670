/** The conformance suite is itself tested: each broken trader is caught by the rule that it breaks. */
import {
  TradewrightError,
  complete,
  roundPrice,
  Decimal,
  type BaseTrader,
  type OrderIntent,
  type TraderEvents,
} from '@tradewright/core';
import { anOrderReport } from '@tradewright/core/testing';
import { conformanceCases, runCase, type ConformanceVenue } from '@tradewright/venue-kit/testing';
import { describe, expect, test } from 'vitest';
import { paperVenue } from './paper-venue.ts';

type Patch = (real: BaseTrader) => Partial<BaseTrader>;

/** The paper venue with parts of its trader replaced. */
function planted(patch: Patch): ConformanceVenue {
  const wrap = (real: BaseTrader): BaseTrader => {
    const parts: Partial<Record<string | symbol, unknown>> = patch(real);
    return new Proxy(real, {
      get: (_, name) => {
        const value: unknown = parts[name] ?? Reflect.get(real, name, real);
        return typeof value === 'function'
          ? (value as (...given: unknown[]) => unknown).bind(real)
          : value;
      },
    });
  };
  const start = async () => {
    const rig = await paperVenue.start();
    return { ...rig, trader: wrap(rig.trader), restart: async () => wrap(await rig.restart()) };
  };
  return { ...paperVenue, start };
}

/** Changes what is told under one name; `undefined` swallows it. */
function telling<Name extends keyof TraderEvents>(
  name: Name,
  change: (payload: TraderEvents[Name]) => readonly TraderEvents[Name][],
): Patch {
  return (real) => ({
    on: ((event: keyof TraderEvents, handler: (payload: unknown) => void) =>
      real.on(event, (payload: unknown) => {
        if (event !== name) return handler(payload);
        for (const part of change(payload as TraderEvents[Name])) handler(part);
      })) as BaseTrader['on'],
  });
}

const faults: readonly (readonly [what: string, killers: readonly string[], Patch])[] = [
  [
    'a failed list is empty',
    ['T106', 'T808'],
    (real) => ({
      fetchOpenOrders: async (query) => {
        const answer = await real.fetchOpenOrders(query);
        return answer.kind === 'complete' ? answer : complete(answer.partial, answer.asOf);
      },
    }),
  ],
  [
    'an order is sent again under a new id after an unknown outcome',
    ['T822'],
    (real) => ({
      placeOrder: (intent) =>
        real
          .placeOrder(intent)
          .catch(() => real.placeOrder({ ...intent, clientOrderId: `${intent.clientOrderId}-2` })),
    }),
  ],
  [
    'an unknown outcome is called a refusal',
    ['T821', 'T826'],
    (real) => ({
      placeOrder: (intent) =>
        real.placeOrder(intent).catch(() => {
          throw new TradewrightError('ORDER_REFUSED', 'No answer came.', { outcome: 'refused' });
        }),
    }),
  ],
  ['fills are told twice', ['T606'], telling('fill', (fill) => [fill, fill])],
  ['fills are swallowed', ['T302', 'T601'], telling('fill', () => [])],
  [
    'a commission that is not known is zero',
    ['T609'],
    telling('fill', (fill) => [{ ...fill, commission: '0' as OrderIntent['quantity'] }]),
  ],
  [
    'a part that filled is called the whole',
    ['T602'],
    (real) => ({
      fetchOrder: async (id) => {
        const found = await real.fetchOrder(id);
        if (found.kind === 'absent' || found.item.filled === '0') return found;
        return { kind: 'found', item: { ...found.item, life: 'filled' } };
      },
    }),
  ],
  [
    'an order that is not there is made up as canceled',
    ['T803'],
    (real) => ({
      fetchOrder: async (id) => {
        const found = await real.fetchOrder(id);
        return found.kind === 'found' ? found : { kind: 'found', item: anOrderReport() };
      },
    }),
  ],
  [
    'a cancel of an unknown order is called done',
    ['T704'],
    (real) => ({ cancelOrder: (id) => real.cancelOrder(id).catch(() => undefined) }),
  ],
  [
    'a price between the steps is rounded and sent',
    ['T501', 'T521'],
    (real) => ({
      placeOrder: async (intent) => {
        const { tickLadder } = await real.loadInstrument(intent.symbol);
        if (intent.limitPrice === null || !Decimal.isDecimalText(intent.limitPrice))
          return real.placeOrder(intent);
        const limitPrice = roundPrice(Decimal.from(intent.limitPrice), tickLadder, intent.side);
        return real.placeOrder({ ...intent, limitPrice });
      },
    }),
  ],
  [
    'the same id is sent under another one',
    ['T411', 'T413'],
    (real) => ({
      placeOrder: async (intent) => {
        const known = await real.fetchOrder(intent.clientOrderId);
        const id = `${intent.clientOrderId}${known.kind === 'found' ? '-b' : ''}`;
        return real.placeOrder({ ...intent, clientOrderId: id });
      },
    }),
  ],
  [
    'a stream that was ended goes on',
    ['T223'],
    (real) => ({
      subscribe: async (request) => {
        await real.subscribe(request);
        return () => undefined;
      },
    }),
  ],
  [
    'an unknown symbol is quoted with nulls',
    ['T205'],
    (real) => ({
      fetchQuote: async (symbol) =>
        real
          .fetchQuote(symbol)
          .catch(async () => ({ ...(await real.fetchQuote('BHP/AUD')), symbol, bid: null })),
    }),
  ],
  [
    'money is a number',
    ['T301'],
    (real) => ({
      fetchAccount: async () => ({ ...(await real.fetchAccount()), equity: 1_000_000 as never }),
    }),
  ],
  [
    'a reconnect keeps the epoch',
    ['T111', 'T114'],
    (real) => ({ connection: () => ({ ...real.connection(), epoch: 1 }) }),
  ],
  [
    'an order without transmission is sent',
    ['T432'],
    (real) => ({ placeOrder: (intent) => real.placeOrder({ ...intent, transmit: true }) }),
  ],
  [
    'a post-only order is sent without its flag',
    ['T425'],
    (real) => ({ placeOrder: (intent) => real.placeOrder({ ...intent, postOnly: false }) }),
  ],
  [
    'an exit does not wait for its entry',
    ['T921'],
    (real) => ({
      placeOrder: (intent) => real.placeOrder({ ...intent, parentClientOrderId: null }),
    }),
  ],
  [
    'a stop does not end its target',
    ['T922', 'T923'],
    (real) => ({ placeOrder: (intent) => real.placeOrder({ ...intent, ocaGroup: null }) }),
  ],
  [
    'after a restart the past is forgotten',
    ['T905', 'T906'],
    (real) => ({ fetchFills: async () => complete([], real.connection().lastProof ?? 0) }),
  ],
];

describe('the conformance suite catches', () => {
  test.for(faults)('%s', async ([, killers, patch]) => {
    const venue = planted(patch);
    for (const id of killers) {
      const rule = conformanceCases.find((one) => one.id === id);
      expect(rule, id).toBeDefined();
      if (rule === undefined) continue;
      await expect(runCase(paperVenue, rule)).resolves.toBeUndefined();
      await expect(runCase(venue, rule), `${id} did not notice`).rejects.toBeInstanceOf(Error);
    }
  });
});

describe('conformanceCases', () => {
  test('no number is given twice, and every rule states what it asks', () => {
    const ids = conformanceCases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(95);
    expect(ids.filter((id) => !/^T[1-9]\d\d$/.test(id))).toEqual([]);
    expect(new Set(conformanceCases.map(({ title }) => title)).size).toBe(ids.length);
  });
});
