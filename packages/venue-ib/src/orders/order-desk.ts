/** Commands about orders: each is sent once and ends in what is known. @module */
import type { IBApi, Order } from '@stoqey/ib';
import {
  Decimal,
  isOnTick,
  TradewrightError,
  type Clock,
  type OrderChange,
  type OrderIntent,
  type OrderReport,
  type Undo,
} from '@tradewright/core';
import type { IBNotice } from '../connection/connection-events.ts';
import { isReadOnlyText, isWarning, provesRefusal } from '../connection/ib-codes.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from './build-contract.ts';
import { buildOrder } from './build-order.ts';
import type { KnownOrder, KnownOrders } from './known-orders.ts';

/** What the desk works with. `ackTimeoutMs` is how long the venue may take to acknowledge. */
export type OrderDeskOptions = {
  readonly connection: IBConnectionManager;
  readonly known: KnownOrders;
  readonly clock: Clock;
  readonly ackTimeoutMs: number;
};

type Command = {
  readonly kind: 'new' | 'modify' | 'cancel';
  readonly clientOrderId: string;
  readonly resolve: () => void;
  readonly reject: (error: TradewrightError) => void;
  wasSent: boolean;
};

const readOnlyHint = 'untick "Read-Only API" in the API settings of TWS or Gateway';

/** Sends commands and judges their answers. A code outside the closed list never ends an order. */
export class OrderDesk {
  readonly #options: OrderDeskOptions;
  readonly #commands = new Map<number, Command>();
  #isReadOnly = false;

  constructor(options: OrderDeskOptions) {
    this.#options = options;
  }

  /** @throws TradewrightError `ORDER_*`, `VENUE_*` with its outcome */
  async place(
    intent: OrderIntent,
    resolved: ResolvedContract,
    account: string,
  ): Promise<OrderReport> {
    const { connection, known } = this.#options;
    this.#checkOpen(intent.clientOrderId);
    if (known.orderIdOf(intent.clientOrderId) !== undefined)
      throw new TradewrightError('ORDER_DUPLICATE_ID', `${intent.clientOrderId} was sent before.`, {
        outcome: 'not-sent',
        hint: 'look the order up; a new order needs a new id',
      });
    const order = buildOrder(intent, resolved.instrument, {
      account,
      parentId: this.#parentId(intent),
    });
    const orderId = connection.nextOrderId();
    known.bind(intent.clientOrderId, orderId, !intent.transmit);
    await this.#run('new', intent.clientOrderId, orderId, (api) =>
      api.placeOrder(orderId, buildContract(resolved), order),
    );
    return this.#report(orderId, intent.clientOrderId);
  }

  /** @throws TradewrightError `ORDER_*`, `VENUE_*` with its outcome; after a refusal the order stands as it was */
  async modify(
    clientOrderId: string,
    change: OrderChange,
    resolved: ResolvedContract,
  ): Promise<OrderReport> {
    const { known } = this.#options;
    this.#checkOpen(clientOrderId);
    const orderId = known.orderIdOf(clientOrderId);
    const current = orderId === undefined ? undefined : this.#own(orderId);
    if (orderId === undefined || current === undefined) throw notFound(clientOrderId);
    const order = changedOrder(current.order, change, resolved);
    await this.#run('modify', clientOrderId, orderId, (api) =>
      api.placeOrder(orderId, buildContract(resolved), order),
    );
    return this.#report(orderId, clientOrderId);
  }

  /** Resolves when the venue accepted the request. @throws TradewrightError `ORDER_*`, `VENUE_*` with its outcome */
  async cancel(clientOrderId: string): Promise<void> {
    this.#checkConnected(clientOrderId);
    const orderId = this.#options.known.orderIdOf(clientOrderId);
    if (orderId === undefined) throw notFound(clientOrderId);
    await this.#run('cancel', clientOrderId, orderId, (api) => api.cancelOrder(orderId));
  }

  /** The venue described the order: that acknowledges a new or changed one. */
  onOrder(orderId: number, status: string): void {
    const command = this.#commands.get(orderId);
    if (command === undefined || !command.wasSent) return;
    if (command.kind !== 'cancel' || /Cancel/.test(status))
      this.#settle(orderId, (open) => open.resolve());
  }

  onNotice(notice: IBNotice): void {
    if (isReadOnlyText(notice.code, notice.text)) this.#isReadOnly = true;
    const command = this.#commands.get(notice.id);
    if (command === undefined) return;
    if (command.kind === 'cancel') this.#onCancelNotice(notice, command);
    else if (!isWarning(notice.code)) this.#onOrderNotice(notice, command);
  }

  /** The connection ended: what was sent may be working. */
  onLost(): void {
    this.#isReadOnly = false;
    for (const [orderId, command] of this.#commands) {
      if (command.wasSent)
        this.#settle(orderId, (open) =>
          open.reject(
            unknownOutcome(command.clientOrderId, 'the connection ended before IB answered'),
          ),
        );
    }
  }

  #onCancelNotice({ id, code, text }: IBNotice, { clientOrderId }: Command): void {
    if (code === 202) this.#settle(id, (open) => open.resolve());
    else if (code === 10147 || code === 135)
      this.#settle(id, (open) =>
        open.reject(
          new TradewrightError('ORDER_NOT_FOUND', `IB did not know ${clientOrderId}: ${text}`, {
            outcome: 'refused',
            hint: 'look the order up before anything else is done',
          }),
        ),
      );
    else if (code === 10148 || code === 161)
      this.#settle(id, (open) => open.reject(refused(clientOrderId, code, text)));
    else if (isReadOnlyText(code, text))
      this.#settle(id, (open) => open.reject(readOnly(clientOrderId)));
  }

  #onOrderNotice({ id, code, text }: IBNotice, command: Command): void {
    const { clientOrderId, kind } = command;
    if (isReadOnlyText(code, text))
      return this.#settle(id, (open) => open.reject(readOnly(clientOrderId)));
    if (!provesRefusal(code) && !(kind === 'modify' && (code === 104 || code === 105))) return;
    const own = this.#own(id);
    if (kind === 'new' && own !== undefined) Object.assign(own, { refusedText: text });
    this.#settle(id, (open) => open.reject(refused(clientOrderId, code, text)));
  }

  async #run(
    kind: Command['kind'],
    clientOrderId: string,
    orderId: number,
    send: (api: IBApi) => void,
  ): Promise<void> {
    const { connection, clock, ackTimeoutMs } = this.#options;
    if (this.#commands.has(orderId))
      throw new TradewrightError(
        'ORDER_NOT_SENT',
        `Another command for ${clientOrderId} was still open.`,
        { outcome: 'not-sent', hint: 'wait for its answer' },
      );
    let undo: Undo = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const command: Command = { kind, clientOrderId, resolve, reject, wasSent: false };
        this.#commands.set(orderId, command);
        undo = clock.after(ackTimeoutMs, () =>
          this.#settle(orderId, (open) =>
            open.reject(
              open.wasSent
                ? unknownOutcome(clientOrderId, `IB did not answer within ${ackTimeoutMs} ms`)
                : notSent(clientOrderId),
            ),
          ),
        );
        connection.send(
          kind === 'cancel' ? 'cancel' : 'order',
          (api) => {
            if (this.#commands.get(orderId) !== command) return;
            command.wasSent = true;
            send(api);
          },
          () => this.#settle(orderId, (open) => open.reject(notSent(clientOrderId))),
        );
      });
    } finally {
      undo();
    }
  }

  #settle(orderId: number, end: (command: Command) => void): void {
    const command = this.#commands.get(orderId);
    if (command === undefined) return;
    this.#commands.delete(orderId);
    end(command);
  }

  #own(orderId: number): KnownOrder | undefined {
    return this.#options.known.ownByOrderId(orderId);
  }

  #report(orderId: number, clientOrderId: string): OrderReport {
    const own = this.#own(orderId);
    const report =
      own === undefined ? undefined : this.#options.known.report(own, this.#options.clock.now());
    if (report !== undefined) return report;
    throw unknownOutcome(clientOrderId, 'IB acknowledged it in words that could not be read');
  }

  #parentId({ parentClientOrderId }: OrderIntent): number {
    if (parentClientOrderId === null) return 0;
    const parent = this.#options.known.orderIdOf(parentClientOrderId);
    if (parent !== undefined) return parent;
    throw new TradewrightError(
      'ORDER_INVALID',
      `The parent ${parentClientOrderId} was not sent from this client id.`,
      { outcome: 'not-sent', hint: 'place the parent first, with transmit: false' },
    );
  }

  #checkOpen(clientOrderId: string): void {
    this.#checkConnected(clientOrderId);
    if (this.#isReadOnly) throw readOnly(clientOrderId);
    if (this.#options.connection.state.broker === 'down')
      throw new TradewrightError(
        'VENUE_NOT_CONNECTED',
        `${clientOrderId} was not sent: TWS had lost its link to IB.`,
        {
          outcome: 'not-sent',
          hint: 'wait for the broker channel to come up; cancels still go out',
        },
      );
  }

  #checkConnected(clientOrderId: string): void {
    if (!this.#options.connection.isReady) throw notSent(clientOrderId);
  }
}

/** A clean order with the terms that may change; nothing that only IB fills in is sent back. */
function changedOrder(
  current: Order,
  change: OrderChange,
  { instrument }: ResolvedContract,
): Order {
  for (const [field, price] of [
    ['limitPrice', change.limitPrice],
    ['stopPrice', change.stopPrice],
  ] as const) {
    if (price !== null && !isOnTick(price, instrument.tickLadder))
      throw new TradewrightError(
        'ORDER_INVALID',
        `${field} was ${price}, which is off the price grid of ${instrument.symbol}.`,
        { outcome: 'not-sent', hint: 'round the price with roundPrice' },
      );
  }
  const {
    action,
    orderType,
    tif,
    account,
    orderRef,
    outsideRth,
    parentId,
    ocaGroup,
    ocaType,
    goodTillDate,
  } = current;
  const number = (value: string | null, old: number | undefined): number | undefined =>
    value === null ? old : Decimal.from(value).toMarketNumber();
  const terms = {
    action,
    orderType,
    tif,
    account,
    orderRef,
    outsideRth,
    parentId,
    ocaGroup,
    ocaType,
    goodTillDate,
    transmit: true,
  };
  const numbers = {
    totalQuantity: number(change.quantity, current.totalQuantity),
    lmtPrice: number(change.limitPrice, current.lmtPrice),
    auxPrice: number(change.stopPrice, current.auxPrice),
  };
  return Object.fromEntries(
    Object.entries({ ...terms, ...numbers }).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  ) as unknown as Order;
}

function refused(clientOrderId: string, code: number, text: string): TradewrightError {
  const funds = /margin|insufficient|buying power/i.test(text);
  return new TradewrightError(
    funds ? 'INSUFFICIENT_FUNDS' : 'ORDER_REFUSED',
    `IB refused ${clientOrderId} with ${code}: ${text}`,
    { outcome: 'refused', facts: { ibCode: code } },
  );
}

function readOnly(clientOrderId: string): TradewrightError {
  return new TradewrightError(
    'VENUE_PERMISSION',
    `${clientOrderId} was not accepted: the API was in Read-Only mode.`,
    { outcome: 'not-sent', hint: readOnlyHint },
  );
}

function notSent(clientOrderId: string): TradewrightError {
  return new TradewrightError(
    'ORDER_NOT_SENT',
    `The command for ${clientOrderId} was not sent: IB was not connected.`,
    {
      outcome: 'not-sent',
      hint: 'wait until the connection is up; a new decision may then send it',
    },
  );
}

function unknownOutcome(clientOrderId: string, reason: string): TradewrightError {
  return new TradewrightError(
    'ORDER_UNKNOWN_OUTCOME',
    `What became of the command for ${clientOrderId} was not known: ${reason}.`,
    { outcome: 'unknown', hint: 'it may be working: look it up, never send it again' },
  );
}

function notFound(clientOrderId: string): TradewrightError {
  return new TradewrightError(
    'ORDER_NOT_FOUND',
    `No order ${clientOrderId} of this client id was known.`,
    {
      outcome: 'not-sent',
      hint: 'list the open orders; only the client id that placed an order can change it',
    },
  );
}
