/** Which messages a recording may hold, and where their names and ids stand. @module */

/** Places of fields in one kind of message; what is left out, the message does not have. */
export type MessageSchema = {
  /** The request id that ties answers to their question. */
  readonly reqId?: number;
  /** Account ids. */
  readonly account?: readonly number[];
  /** Permanent order ids. */
  readonly permanent?: readonly number[];
  /** Execution ids: `root.part.revision`. */
  readonly execution?: readonly number[];
  /** Prose of IB, which may quote anything. */
  readonly prose?: readonly number[];
  /** Texts that the client made up: order references and groups. */
  readonly own?: readonly number[];
};

/** From TWS to its client, by message id, at server version 193. A kind that is not here is not recorded. */
export const inbound: Readonly<Record<string, MessageSchema>> = {
  '1': { reqId: 2 },
  '2': { reqId: 2 },
  '3': { permanent: [6], prose: [10] },
  '4': { reqId: 2, prose: [4, 5] },
  '5': { account: [20], permanent: [25], own: [19, 23], prose: [107] },
  '6': { account: [5] },
  '7': { account: [19] },
  '8': {},
  '9': {},
  '10': { reqId: 1 },
  '11': { reqId: 1, execution: [14], account: [16], permanent: [20], own: [25] },
  '12': { reqId: 2 },
  '13': { reqId: 2 },
  '15': { account: [2] },
  '17': { reqId: 1 },
  '45': { reqId: 2 },
  '46': { reqId: 2 },
  '52': { reqId: 2 },
  '53': {},
  '54': { account: [2] },
  '55': { reqId: 2 },
  '57': { reqId: 2 },
  '58': { reqId: 2 },
  '59': { execution: [2] },
  '61': { account: [2] },
  '62': {},
  '63': { reqId: 2, account: [3] },
  '64': { reqId: 2 },
  '81': { reqId: 1 },
  '88': { reqId: 1 },
  '90': { reqId: 1 },
  '93': {},
  '94': { reqId: 1 },
  '95': { reqId: 1 },
  '98': { reqId: 1 },
  '99': { reqId: 1 },
  '101': { account: [19], own: [18, 22], permanent: [23] },
  '102': {},
  '106': { reqId: 1 },
};

/** From the client to TWS. The heartbeat (49) is not recorded: it belongs to the socket, not to the market. */
export const outbound: Readonly<Record<string, MessageSchema>> = {
  '1': { reqId: 2 },
  '2': { reqId: 2 },
  '3': { account: [23], own: [22, 26] },
  '4': {},
  '5': {},
  '6': { account: [3] },
  '7': { reqId: 2, account: [4] },
  '8': {},
  '9': { reqId: 2 },
  '10': { reqId: 2 },
  '11': { reqId: 2 },
  '16': {},
  '20': { reqId: 1 },
  '25': { reqId: 1 },
  '58': {},
  '59': {},
  '61': {},
  '62': { reqId: 2 },
  '63': { reqId: 2 },
  '64': {},
  '71': {},
  '87': { reqId: 1 },
  '91': {},
  '92': { reqId: 1, account: [2] },
  '93': { reqId: 1 },
  '96': { reqId: 1 },
  '97': { reqId: 1 },
  '98': { reqId: 1 },
  '99': {},
};
