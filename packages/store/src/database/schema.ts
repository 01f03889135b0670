/** Tables of the journal database. Money is text; bodies are canonical JSON. @module */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The truth: append-only, each row chained to the one before by its hash. */
export const event = sqliteTable(
  'event',
  {
    seq: integer('seq').primaryKey(),
    session: text('session').notNull(),
    stream: text('stream').notNull(),
    type: text('type').notNull(),
    version: integer('version').notNull(),
    time: integer('time').notNull(),
    body: text('body').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [index('event_session').on(table.session, table.seq)],
);

/** One run; `status` is null while it has not ended. */
export const sessions = sqliteTable('sessions', {
  id: text('id').primaryKey(),
  portfolio: text('portfolio').notNull(),
  startedAt: integer('started_at').notNull(),
  body: text('body').notNull(),
  status: text('status'),
  end: text('end'),
});

/** The newest record of each order. */
export const orders = sqliteTable(
  'orders',
  {
    portfolio: text('portfolio').notNull(),
    clientOrderId: text('client_order_id').notNull(),
    session: text('session').notNull(),
    life: text('life').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portfolio, table.clientOrderId] }),
    index('orders_session').on(table.session),
  ],
);

/** Every execution, once: the key is what dedupes. */
export const fills = sqliteTable(
  'fills',
  {
    portfolio: text('portfolio').notNull(),
    venue: text('venue').notNull(),
    accountId: text('account_id').notNull(),
    fillId: text('fill_id').notNull(),
    revision: integer('revision').notNull(),
    session: text('session').notNull(),
    clientOrderId: text('client_order_id'),
    time: integer('time').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.portfolio, table.venue, table.accountId, table.fillId, table.revision],
    }),
    index('fills_session').on(table.session),
  ],
);

/** Commissions that came apart from their fill. */
export const commissions = sqliteTable(
  'commissions',
  {
    portfolio: text('portfolio').notNull(),
    venue: text('venue').notNull(),
    accountId: text('account_id').notNull(),
    fillId: text('fill_id').notNull(),
    revision: integer('revision').notNull(),
    session: text('session').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.portfolio, table.venue, table.accountId, table.fillId, table.revision],
    }),
  ],
);

/** Balanced entries. */
export const ledgerEntries = sqliteTable(
  'ledger_entries',
  {
    portfolio: text('portfolio').notNull(),
    entryId: text('entry_id').notNull(),
    session: text('session').notNull(),
    time: integer('time').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portfolio, table.entryId] }),
    index('ledger_entries_session').on(table.session),
  ],
);

/** Legs of the entries. */
export const ledgerPostings = sqliteTable(
  'ledger_postings',
  {
    portfolio: text('portfolio').notNull(),
    entryId: text('entry_id').notNull(),
    leg: integer('leg').notNull(),
    session: text('session').notNull(),
    account: text('account').notNull(),
    currency: text('currency').notNull(),
    amount: text('amount').notNull(),
    quantity: text('quantity'),
  },
  (table) => [
    primaryKey({ columns: [table.portfolio, table.entryId, table.leg] }),
    index('ledger_postings_session').on(table.session),
  ],
);

/** One book per strategy and symbol. */
export const positions = sqliteTable(
  'positions',
  {
    portfolio: text('portfolio').notNull(),
    strategy: text('strategy').notNull(),
    symbol: text('symbol').notNull(),
    state: text('state').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portfolio, table.strategy, table.symbol] })],
);

/** The newest record of each plan. */
export const plans = sqliteTable(
  'plans',
  {
    portfolio: text('portfolio').notNull(),
    planId: text('plan_id').notNull(),
    session: text('session').notNull(),
    state: text('state').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portfolio, table.planId] }),
    index('plans_session').on(table.session),
  ],
);

/** Decision cycles. */
export const decisions = sqliteTable(
  'decisions',
  {
    portfolio: text('portfolio').notNull(),
    decisionId: text('decision_id').notNull(),
    session: text('session').notNull(),
    time: integer('time').notNull(),
    body: text('body').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portfolio, table.decisionId] }),
    index('decisions_session').on(table.session),
  ],
);

/** What risk said. */
export const verdicts = sqliteTable(
  'verdicts',
  {
    seq: integer('seq').primaryKey(),
    session: text('session').notNull(),
    approved: integer('approved').notNull(),
    body: text('body').notNull(),
  },
  (table) => [index('verdicts_session').on(table.session, table.approved)],
);

/** Worth over time. */
export const equity = sqliteTable(
  'equity',
  {
    seq: integer('seq').primaryKey(),
    session: text('session').notNull(),
    time: integer('time').notNull(),
    body: text('body').notNull(),
  },
  (table) => [index('equity_session').on(table.session, table.seq)],
);

/** Sticky stops of entries. */
export const halts = sqliteTable(
  'halts',
  {
    portfolio: text('portfolio').notNull(),
    haltId: text('halt_id').notNull(),
    clearedTime: integer('cleared_time'),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portfolio, table.haltId] })],
);

/** Balances as the venue last told them. */
export const accounts = sqliteTable(
  'accounts',
  {
    portfolio: text('portfolio').notNull(),
    venue: text('venue').notNull(),
    accountId: text('account_id').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portfolio, table.venue, table.accountId] })],
);
