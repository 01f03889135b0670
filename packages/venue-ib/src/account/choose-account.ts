/** Which account is traded. @module */
import { TradewrightError } from '@tradewright/core';

/** The wish: an account id or the login's only one, and whether it must be a paper account. */
export type AccountWish = { readonly accountId?: string; readonly paper: boolean };

/** Paper accounts begin with D (DU, DF). Source: IB account naming. */
export function isPaperAccount(accountId: string): boolean {
  return accountId.startsWith('D');
}

/** @throws TradewrightError `VENUE_ACCOUNT_MISMATCH` for an account that is not there or of the other kind */
export function chooseAccount(
  accounts: readonly string[],
  { accountId, paper }: AccountWish,
): string {
  const chosen = accountId ?? accounts[0] ?? '';
  if (!accounts.includes(chosen) || (accountId === undefined && accounts.length > 1)) {
    const choice =
      accountId === undefined ? 'none was chosen' : 'the chosen one was not among them';
    throw new TradewrightError(
      'VENUE_ACCOUNT_MISMATCH',
      `The login had ${accounts.length} accounts, and ${choice}.`,
      {
        hint: 'set IB_ACCOUNT_ID to an account of this login',
      },
    );
  }
  if (isPaperAccount(chosen) === paper) return chosen;
  throw new TradewrightError(
    'VENUE_ACCOUNT_MISMATCH',
    `The account was a ${paper ? 'live' : 'paper'} account, but IB_PAPER was ${String(paper)}.`,
    {
      hint: paper
        ? 'connect to the paper login (port 7497 or 4002), or set IB_PAPER=false to trade live'
        : 'connect to the live login (port 7496 or 4001), or set IB_PAPER=true',
    },
  );
}
