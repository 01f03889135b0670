/** What can go wrong between a bot and its venue. @module */

/**
 * Every fault by name.
 *
 * `event-*` befall what the venue tells by itself, `query-*` what is asked for, `command-*` what is
 * sent (lost or late: the caller sees an unknown outcome, and a late command arrives afterwards),
 * `answer-*` the answer to a command that has taken effect. `commission-apart` takes the commission
 * off a fill and tells it later. `quote-lost` befalls market data.
 */
export const faultNames = [
  'event-lost',
  'event-duplicated',
  'event-delayed',
  'event-reordered',
  'commission-apart',
  'quote-lost',
  'query-failed',
  'query-partial',
  'query-late',
  'command-unsent',
  'command-lost',
  'command-late',
  'answer-lost',
  'answer-late',
] as const;

/** A fault by name. */
export type FaultName = (typeof faultNames)[number];

/** Probability of each fault per event or call, 0 to 1; absent is never. */
export type FaultRates = Readonly<Partial<Record<FaultName, number>>>;

/** How often each thing happened; the crashes and cuts that a test asked for are counted too. */
export type FaultCounts = Readonly<Record<FaultName | 'crash' | 'cut', number>>;
