/** Defects of books, caps and journal. @module */
import type { Mutant } from './mutant.ts';

const tracker = 'engine/dist/portfolio/portfolio-tracker.js';
const execution = 'engine/dist/execution/execution-engine.js';

/** What is counted, and what is written down. */
export const moneyMutants: readonly Mutant[] = [
  {
    name: 'an execution that comes twice is booked twice',
    file: tracker,
    find: `        if (known !== undefined && known.fill.revision >= fill.revision)
            return undefined;`,
    replace: '',
  },
  {
    name: 'a commission that comes twice is booked twice',
    file: tracker,
    find: `        if (paid !== undefined && paid.revision >= commission.revision)
            return undefined;`,
    replace: '',
  },
  {
    name: 'commissions of earlier processes are forgotten',
    file: tracker,
    find: `        for (const paid of reader.commissions())
            this.#commissions.set(rootOf(paid), paid);`,
    replace: '',
  },
  {
    name: 'a commission is never posted to the ledger',
    file: tracker,
    find: `            events.push(journalEvent('ledger.posted', fill.time, paid.entry));`,
    replace: '',
  },
  {
    name: 'an unknown order holds nothing of the caps',
    file: execution,
    find: `        if (!endedLives.has(record.life))
            return;
        const missing`,
    replace: `        if (!endedLives.has(record.life) && record.life !== 'unknown')
            return;
        const missing`,
  },
  {
    name: 'executions under way to us hold nothing of the caps',
    file: execution,
    find: `        if (missing.isPositive())`,
    replace: `        if (false)`,
  },
  {
    name: 'orders of earlier processes hold nothing of the caps',
    file: 'engine/dist/runner/restore-engine.js',
    find: `        parts.riskManager.restore(record, Decimal.maximum(Decimal.zero, remaining));`,
    replace: '',
  },
  {
    name: 'the cap on the total exposure is not asked',
    file: 'engine/dist/risk/rules/gross-exposure.js',
    find: `export const grossExposureCap = (input) => exposureDenial(`,
    replace: `export const grossExposureCap = (input) => true ? undefined : exposureDenial(`,
  },
  {
    name: 'the chain of the journal does not move on',
    file: 'store/dist/journal/sqlite-journal.js',
    find: `                hash = this.#write(event, seq, hash);`,
    replace: `                this.#write(event, seq, hash);`,
  },
  {
    name: 'the table of orders lags behind the events',
    file: 'store/dist/journal/projector.js',
    find: `            case 'order.changed':
                this.#run.order.run(`,
    replace: `            case 'order.changed':
                if (event.body.life !== 'unknown') this.#run.order.run(`,
  },
];
