import { describe, expect, test } from 'vitest';
import { aFill, anOrderIntent, anOrderRecord } from '../testing/order-builders.ts';
import { SessionIds } from '../runtime/session-ids.ts';
import { DigestJournal } from './digest-journal.ts';
import { journalEvent } from './journal-event.ts';
import { MemoryJournal } from './memory-journal.ts';

function digestOf(sessionKey: string, price = '50'): string {
  const ids = new SessionIds('TW', sessionKey);
  const journal = new DigestJournal(new MemoryJournal());
  for (let count = 0; count < 3; count += 1) {
    const clientOrderId = ids.clientOrderId();
    const record = anOrderRecord({ intent: anOrderIntent({ clientOrderId }) });
    journal.append([journalEvent('order.intent', 1, record)]);
    journal.append([
      journalEvent(
        'fill.booked',
        2,
        aFill({ clientOrderId, price: price as never, fillId: `f-${count}` }),
      ),
    ]);
  }
  return journal.digest();
}

describe('SessionDigest', () => {
  test('own order ids count by their ordinal, so that two sessions that did the same are equal', () => {
    expect(digestOf('aaaa')).toBe(digestOf('bbbb'));
  });

  test('a price that differs changes the digest', () => {
    expect(digestOf('aaaa')).not.toBe(digestOf('aaaa', '50.01'));
  });

  test('what could not be appended is not in the digest', () => {
    const empty = new DigestJournal(new MemoryJournal()).digest();
    const failing = new DigestJournal({
      append: () => {
        throw new Error('disk full');
      },
    });
    expect(() => failing.append([journalEvent('fill.booked', 2, aFill())])).toThrow('disk full');
    expect(failing.digest()).toBe(empty);
  });
});
