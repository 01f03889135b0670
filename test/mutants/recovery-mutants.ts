/** Defects of restart and resync. @module */
import type { Mutant } from './mutant.ts';

const pass = 'engine/dist/recovery/resync-pass.js';
const service = 'engine/dist/recovery/resync-service.js';
const restore = 'engine/dist/runner/restore-engine.js';
const build = 'engine/dist/runner/build-engine.js';

/** What a new process takes up, and what the venue's answers prove. */
export const recoveryMutants: readonly Mutant[] = [
  {
    name: 'a failed query is an empty answer',
    file: pass,
    find: '    problems.push(`${what}: ${result.message}`);',
    replace: '',
  },
  {
    name: 'an absence is proved at once',
    file: 'engine/dist/runner/build-recovery.js',
    find: `const settleMs = 10_000;`,
    replace: `const settleMs = 10;`,
  },
  {
    name: 'entries do not wait for the resync',
    file: build,
    find: `            gate.ready = ready;`,
    replace: `            gate.ready = true;`,
  },
  {
    name: 'a new connection is not resynchronised',
    file: service,
    find: `        this.#epoch = state.epoch;
        this.again();`,
    replace: '',
  },
  {
    name: 'an order under way at the crash is forgotten',
    file: restore,
    find: `parts.orders.put(interrupted(parts, record));`,
    replace: `parts.orders.put(record);`,
  },
  {
    name: 'an order under way at the crash counts as refused',
    file: restore,
    find: `const failed = { outcome: 'unknown', message, time };`,
    replace: `const failed = { outcome: 'refused', message, time };`,
  },
  {
    name: 'open orders are not taken up after a restart',
    file: restore,
    find: `    for (const record of records.openOrders()) {`,
    replace: `    for (const record of []) {`,
  },
  {
    name: 'open plans are not taken up after a restart',
    file: restore,
    find: `    for (const plan of records.openPlans()) {`,
    replace: `    for (const plan of []) {`,
  },
  {
    name: 'an order that ended in an earlier process is not known any more',
    file: 'engine/dist/execution/order-registry.js',
    find: `        return this.#records.get(clientOrderId) ?? this.#earlier(clientOrderId);`,
    replace: `        return this.#records.get(clientOrderId);`,
  },
  {
    name: 'executions are asked for from the last one booked on',
    file: pass,
    find: `const overlapMs = 86_400_000;`,
    replace: `const overlapMs = 0;`,
  },
  {
    name: 'executions that were missed are not booked',
    file: pass,
    find: `            execution.onFill({ ...fill, provenance: 'recovered' });`,
    replace: '',
  },
  {
    name: 'client order ids begin anew in each process',
    file: 'core/dist/runtime/session-ids.js',
    find: '${this.#prefix}-${this.#session}-',
    replace: '${this.#prefix}-s-',
  },
  {
    name: 'the log is not synced at each commit',
    file: 'store/dist/database/open-database.js',
    find: `openDatabase(path, 'FULL')`,
    replace: `openDatabase(path, 'NORMAL')`,
    disk: true,
  },
  {
    name: 'halts are forgotten at a restart',
    file: restore,
    find: `    parts.halts.restore(records.openHalts());`,
    replace: '',
  },
  {
    name: 'a correction of an execution is ignored',
    file: 'engine/dist/portfolio/portfolio-tracker.js',
    find: `known.fill.revision >= fill.revision)`,
    replace: `known.fill.revision >= 0)`,
  },
  {
    name: 'an order that has ended is over before its executions are in',
    file: 'engine/dist/execution/is-over.js',
    find: ` && owedQuantity(record).isZero()`,
    replace: '',
  },
  {
    name: 'a protective order is placed beside the one whose end is not known',
    file: 'engine/dist/runner/protection-desk.js',
    find: `working.length === 0 &&`,
    replace: `true &&`,
  },
  {
    name: 'a query that fails is asked again without a pause',
    file: service,
    find: `this.#soon(Math.min(longestPauseMs, this.#options.settleMs * growth));`,
    replace: `this.#soon(0);`,
  },
];
