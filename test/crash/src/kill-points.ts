/** Every place at which a process is ended by name. @module */

const commits = [
  'intent of an entry',
  'intent of an exit',
  'acknowledgement',
  'execution',
  'recovered execution',
  'commission',
  'cancel request',
  'end of an order',
  'unknown outcome',
  'absence verdict',
];

const answers = [
  'fetchAccount',
  'fetchFills',
  'fetchClosedOrders',
  'fetchOpenOrders',
  'fetchOrder',
  'fetchPositions',
];

/** In the order in which a process meets them. */
export const killPoints: readonly string[] = [
  'lock taken',
  'database open',
  'session begun',
  'engine restored',
  'connected',
  ...answers.map((method) => `${method} answered`),
  'ready',
  'before placeOrder',
  'after placeOrder',
  'placeOrder answered',
  'before cancelOrder',
  'after cancelOrder',
  'cancelOrder answered',
  'order event heard',
  'fill event heard',
  ...commits.flatMap((commit) =>
    ['before', 'within', 'after'].map((when) => `${when} commit: ${commit}`),
  ),
];
