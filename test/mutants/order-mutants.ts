/** Defects of the order path. @module */
import type { Mutant } from './mutant.ts';

const execution = 'engine/dist/execution/execution-engine.js';
const machine = 'engine/dist/execution/order-machine.js';

/** Sending, evidence and the lives of orders. */
export const orderMutants: readonly Mutant[] = [
  {
    name: 'the order is sent before its intent is durable',
    file: execution,
    find: `            journal.append([
                ...(occasion?.events ?? []),`,
    replace: `            ((events) => queueMicrotask(() => journal.append(events)))([
                ...(occasion?.events ?? []),`,
  },
  {
    name: 'an order of unknown outcome is sent again',
    file: execution,
    find: `            this.#apply(orders.record(id) ?? record, {`,
    replace: `            if (failureOf(error).outcome === 'unknown') return this.#send(record);
            this.#apply(orders.record(id) ?? record, {`,
  },
  {
    name: 'a timeout counts as never placed',
    file: machine,
    find: `        unknown: 'unknown',
    };`,
    replace: `        unknown: 'not-placed',
    };`,
  },
  {
    name: 'a cancel that failed counts as a cancel that worked',
    file: machine,
    find: `                command: event.outcome === 'not-sent' ? null : { kind: 'cancel', state: event.outcome },`,
    replace: `                life: 'canceled', command: null,`,
  },
  {
    name: 'an execution after the end of its order is ignored',
    file: execution,
    find: `        const booking = portfolio.bookFill(fill, strategyName);`,
    replace: `        if (record !== undefined && endedLives.has(record.life)) return;
        const booking = portfolio.bookFill(fill, strategyName);`,
  },
  {
    name: 'the word filled fills an order without executions',
    file: machine,
    find: `        return isCovered(record.filled, record.quantity)
            ? 'filled'`,
    replace: `        return true
            ? 'filled'`,
  },
  {
    name: 'a stale report leads an order back',
    file: machine,
    find: `    if (rank[report.life] < rank[record.life] && record.life !== 'suspended')`,
    replace: `    if (false)`,
  },
  {
    name: 'memory learns of a change before the journal holds it',
    file: execution,
    find: `        this.#options.journal.append(events);
        this.#take(next, step);`,
    replace: `        this.#take(next, step);
        this.#options.journal.append(events);`,
  },
  {
    name: 'memory learns of an execution before the journal holds it',
    file: execution,
    find: `        journal.append(events);
        booking.commit();`,
    replace: `        booking.commit();
        journal.append(events);`,
  },
  {
    name: 'the plan is not told of its executions',
    file: execution,
    find: `        return before === undefined ? this.#planStep(next, ...planNews(next, fill)) : undefined;`,
    replace: `        return undefined;`,
  },
  {
    name: 'the plan is not told when its order ends',
    file: execution,
    find: `isOver(next) && !isOver(record)`,
    replace: `false`,
  },
];
