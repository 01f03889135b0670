/** Defects of the IB adapter, hunted with the real client library in the loop. @module */
import type { Mutant } from './mutant.ts';

const desk = 'venue-ib/dist/orders/order-desk.js';

/** What a connection's end proves, what is sent once, and which ids are free. */
export const ibMutants: readonly Mutant[] = [
  {
    name: 'IB: the end of the connection counts as never sent',
    stage: 'ib',
    file: desk,
    find: `unknownOutcome(command.clientOrderId, 'the connection ended before IB answered')`,
    replace: `notSent(command.clientOrderId)`,
  },
  {
    name: 'IB: an order without an answer is sent once more',
    stage: 'ib',
    file: desk,
    find: `open.reject(open.wasSent`,
    replace: `(connection.send('order', send, () => undefined), open.reject)(open.wasSent`,
  },
  {
    name: 'IB: order ids begin where TWS says',
    stage: 'ib',
    file: 'venue-ib/dist/connection/order-ids.js',
    find: `this.#highest = Number(store.get(this.#key) ?? '0');`,
    replace: `this.#highest = 0;`,
  },
  {
    name: 'IB: a corrected execution is taken for the one before',
    stage: 'ib',
    file: 'venue-ib/dist/orders/parse-execution.js',
    find: `revision: Number(found[2])`,
    replace: `revision: 1`,
  },
];
