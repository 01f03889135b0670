import { describe, expect, test } from 'vitest';
import { aFill } from '../testing/order-builders.ts';
import { aQuote } from '../testing/market-builders.ts';
import { EventBus } from './event-bus.ts';
import type { EventEnvelope } from './event-envelope.ts';

const quoteEvent = (receivedTime: number): EventEnvelope<'quote'> => ({
  type: 'quote',
  symbol: 'BHP/AUD',
  time: receivedTime,
  receivedTime,
  source: 'test',
  payload: aQuote({ receivedTime }),
});

const fillEvent: EventEnvelope<'fill'> = {
  type: 'fill',
  symbol: 'BHP/AUD',
  time: 1,
  receivedTime: 1,
  source: 'test',
  payload: aFill(),
};

const silentBus = (): EventBus => new EventBus(() => {});

describe('EventBus', () => {
  test('delivers in order of subscription, the wildcard after the named types', () => {
    const bus = silentBus();
    const seen: string[] = [];
    bus.subscribe('*', () => seen.push('wildcard'));
    bus.subscribe('quote', () => seen.push('first'));
    bus.subscribe(['fill', 'quote'], () => seen.push('second'));
    bus.publish(quoteEvent(1));
    expect(seen).toEqual(['first', 'second', 'wildcard']);
  });

  test('the undo of subscribe ends it, also when called twice', () => {
    const bus = silentBus();
    let count = 0;
    const undo = bus.subscribe('quote', () => (count += 1));
    undo();
    undo();
    bus.publish(quoteEvent(1));
    expect(count).toBe(0);
  });

  test('unsubscribe removes a handler from every topic', () => {
    const bus = silentBus();
    let count = 0;
    const handler = (): void => void (count += 1);
    bus.subscribe(['quote', 'fill'], handler);
    bus.subscribe('*', handler);
    bus.unsubscribe(handler);
    bus.publish(quoteEvent(1));
    bus.publish(fillEvent);
    expect(count).toBe(0);
  });

  test('a throwing subscriber harms nobody else and is reported once', () => {
    const failures: unknown[] = [];
    const bus = new EventBus((error) => failures.push(error));
    let reached = false;
    bus.subscribe('quote', () => {
      throw new Error('broken');
    });
    bus.subscribe('quote', () => (reached = true));
    bus.publish(quoteEvent(1));
    expect(reached).toBe(true);
    expect(failures).toHaveLength(1);
  });

  test('publish inside a handler delivers at once, publishQueued after the event in hand', () => {
    const bus = silentBus();
    const seen: string[] = [];
    bus.subscribe('quote', (event) => {
      if (event.receivedTime !== 1) return;
      bus.publishQueued(quoteEvent(3));
      bus.publish(quoteEvent(2));
    });
    bus.subscribe('quote', (event) => seen.push(String(event.receivedTime)));
    bus.publish(quoteEvent(1));
    expect(seen).toEqual(['2', '1', '3']);
  });

  test('a subscription made while an event is delivered starts with the next one', () => {
    const bus = silentBus();
    const late: number[] = [];
    bus.subscribe('quote', () => {
      if (late.length === 0) bus.subscribe('quote', (event) => late.push(event.receivedTime));
    });
    bus.publish(quoteEvent(1));
    expect(late).toEqual([]);
    bus.publish(quoteEvent(2));
    expect(late).toContain(2);
  });

  test('hasSubscribers is true for a listener of the type or of everything, until it leaves', () => {
    const bus = silentBus();
    expect(bus.hasSubscribers('quote')).toBe(false);
    const undo = bus.subscribe('quote', () => undefined);
    expect(bus.hasSubscribers('quote')).toBe(true);
    undo();
    expect(bus.hasSubscribers('quote')).toBe(false);
    bus.subscribe('*', () => undefined);
    expect(bus.hasSubscribers('fill')).toBe(true);
  });
});
