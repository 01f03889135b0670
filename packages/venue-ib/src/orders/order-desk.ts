/** Commands about orders: each is sent once and ends in what is known. @module */
import type { IBApi } from '@stoqey/ib';
import {
  TradewrightError,
  type Clock,
  type OrderChange,
  type OrderIntent,
  type OrderReport,
  type Undo,
} from '@tradewright/core';
import { mustBeSendable } from '@tradewright/venue-kit';
import type { IBNotice } from '../connection/connection-events.ts';
import { isReadOnlyText, isWarning, provesRefusal } from '../connection/ib-codes.ts';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { ibCapabilities } from '../ib-capabilities.ts';
import { symbolOf } from '../contracts/symbol-of.ts';
import { buildContract } from './build-contract.ts';
import { buildOrder } from './build-order.ts';
import {
  brokerDown,
  commandOpen,
  notKnownHere,
  notKnownThere,
  notSent,
  readOnly,
  refused,
  unknownOutcome,
} from './command-errors.ts';
import { changedOrder, hasTerms } from './changed-order.ts';
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
  /** True when what IB now says of the order, with this status, answers the command. */
  readonly isAnswered: (status: string) => boolean;
  readonly resolve: () => void;
  readonly reject: (error: TradewrightError) => void;
  wasSent: boolean;
};

type CommandTerms = Pick<Command, 'kind' | 'clientOrderId' | 'isAnswered'>;

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
    mustBeSendable(intent, ibCapabilities);
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
    const { clientOrderId } = intent;
    await this.#run(orderId, {
      kind: 'new',
      clientOrderId,
      isAnswered: () => true,
      send: (api) => api.placeOrder(orderId, buildContract(resolved), order),
    });
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
    if (orderId === undefined || current === undefined) throw notKnownHere(clientOrderId);
    const order = changedOrder(current.order, change, resolved);
    await this.#run(orderId, {
      kind: 'modify',
      clientOrderId,
      // A list that was under way describes the old terms: that is no answer to the new ones.
      isAnswered: (status) =>
        /^(Filled|Cancelled|ApiCancelled)$/.test(status) ||
        hasTerms(this.#own(orderId)?.order, order),
      send: (api) => api.placeOrder(orderId, buildContract(resolved), order),
    });
    return this.#report(orderId, clientOrderId);
  }

  /** The symbol of an order of this client id that IB has described; else `undefined`. */
  symbolOf(clientOrderId: string): string | undefined {
    const { known } = this.#options;
    const orderId = known.orderIdOf(clientOrderId);
    const own = orderId === undefined ? undefined : known.ownByOrderId(orderId);
    return own === undefined ? undefined : symbolOf(own.contract);
  }

  /** Resolves when the venue accepted the request. @throws TradewrightError `ORDER_*`, `VENUE_*` with its outcome */
  async cancel(clientOrderId: string): Promise<void> {
    this.#checkConnected(clientOrderId);
    const orderId = this.#options.known.orderIdOf(clientOrderId);
    if (orderId === undefined) throw notKnownHere(clientOrderId);
    await this.#run(orderId, {
      kind: 'cancel',
      clientOrderId,
      isAnswered: (status) => /Cancel/.test(status),
      send: (api) => api.cancelOrder(orderId),
    });
  }

  /** The venue described the order: that acknowledges a new one, and one that stands changed. */
  onOrder(orderId: number, status: string): void {
    const command = this.#commands.get(orderId);
    if (command === undefined || !command.wasSent) return;
    if (command.isAnswered(status)) this.#settle(orderId, (open) => open.resolve());
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
      this.#settle(id, (open) => open.reject(notKnownThere(clientOrderId, text)));
    else if (code === 10148 || code === 161)
      this.#settle(id, (open) => open.reject(refused(clientOrderId, code, text)));
    else if (isReadOnlyText(code, text))
      this.#settle(id, (open) => open.reject(readOnly(clientOrderId)));
  }

  #onOrderNotice({ id, code, text }: IBNotice, { clientOrderId, kind }: Command): void {
    if (isReadOnlyText(code, text)) {
      this.#settle(id, (open) => open.reject(readOnly(clientOrderId)));
      return;
    }
    const isRefusedChange = kind === 'modify' && (code === 104 || code === 105);
    if (!provesRefusal(code) && !isRefusedChange) return;
    const own = this.#own(id);
    if (kind === 'new' && own !== undefined) Object.assign(own, { refusedText: text });
    this.#settle(id, (open) => open.reject(refused(clientOrderId, code, text)));
  }

  async #run(
    orderId: number,
    { send, ...terms }: CommandTerms & { readonly send: (api: IBApi) => void },
  ): Promise<void> {
    const { connection, clock, ackTimeoutMs } = this.#options;
    const { kind, clientOrderId } = terms;
    if (this.#commands.has(orderId)) throw commandOpen(clientOrderId);
    let undo: Undo = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const command: Command = { ...terms, resolve, reject, wasSent: false };
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
    if (this.#options.connection.state.broker === 'down') throw brokerDown(clientOrderId);
  }

  #checkConnected(clientOrderId: string): void {
    if (!this.#options.connection.isReady) throw notSent(clientOrderId);
  }
}
