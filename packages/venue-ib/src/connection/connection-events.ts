/** What a connection tells its trader. @module */
import type { IBApi } from '@stoqey/ib';
import type { ConnectionState } from '@tradewright/core';

/** A message about an order or request: IB's code and text, and the id it names (-1 for none). */
export type IBNotice = { readonly id: number; readonly code: number; readonly text: string };

/** Handlers of a connection; each is called within the tick in which the news arrived. */
export type ConnectionHandlers = {
  /** A fresh client exists: attach listeners. Nothing may be sent yet. */
  readonly attach: (api: IBApi) => void;
  /** The account is known and messages may be sent; called once per epoch. */
  readonly ready: () => void;
  /** What the old connection held is gone. */
  readonly lost: () => void;
  readonly state: (state: ConnectionState) => void;
  readonly notice: (notice: IBNotice) => void;
};
