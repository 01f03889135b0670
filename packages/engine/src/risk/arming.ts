/** Whether real money may be risked. @module */

/** What a person left behind to arm an account; each token is for one account and ends by itself. */
export type ArmToken = {
  readonly venue: string;
  readonly accountId: string;
  /** ms UTC; at this time it has ended. */
  readonly expiresAt: number;
};

/** Three facts that no one of can be had by accident, and what they are held against. */
export type ArmingFacts = {
  readonly mode: 'paper' | 'live';
  /** As a person typed it; empty when nobody did. */
  readonly typedAccountId: string;
  readonly token: ArmToken | undefined;
  readonly venue: string;
  /** As the venue says it after the login. */
  readonly accountId: string;
  /** ms UTC. */
  readonly now: number;
};

/** `missing` names every fact that does not hold, with the fix. */
export type Arming =
  | { readonly armed: true }
  | { readonly armed: false; readonly missing: readonly string[] };

/** Armed only when all three facts hold for the account that the venue named. */
export function armingOf(facts: ArmingFacts): Arming {
  const { mode, typedAccountId, token, venue, accountId, now } = facts;
  const missing: string[] = [];
  if (mode !== 'live') missing.push('TRADING_MODE is paper: set it to live');
  if (accountId === '' || typedAccountId !== accountId) {
    const typed = typedAccountId === '' ? 'empty' : 'another account';
    missing.push(`LIVE_ACCOUNT_ID is ${typed}: type the id of the account in full`);
  }
  if (token === undefined) missing.push('there is no arm token: run `tradewright arm ACCOUNT`');
  else if (token.venue !== venue || token.accountId !== accountId)
    missing.push('the arm token is for another account: run `tradewright arm ACCOUNT`');
  else if (token.expiresAt <= now)
    missing.push('the arm token has expired: run `tradewright arm ACCOUNT`');
  return missing.length === 0 ? { armed: true } : { armed: false, missing };
}
