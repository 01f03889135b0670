/** What an order would cost, from IB itself. @module */
import { EventName, type Contract, type Order, type OrderState } from '@stoqey/ib';
import {
  Decimal,
  TradewrightError,
  type DecimalString,
  type OrderIntent,
  type OrderPreview,
} from '@tradewright/core';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import { isWarning } from '../connection/ib-codes.ts';
import type { ResolvedContract } from '../contracts/parse-instrument.ts';
import { buildContract } from './build-contract.ts';
import { buildOrder } from './build-order.ts';

/** Asks with a what-if order, which IB never works. @throws TradewrightError `ORDER_REFUSED`, `VENUE_*` */
export function previewOrder(
  connection: IBConnectionManager,
  intent: OrderIntent,
  resolved: ResolvedContract,
  account: string,
): Promise<OrderPreview> {
  const order = {
    ...buildOrder({ ...intent, transmit: true }, resolved.instrument, { account, parentId: 0 }),
    whatIf: true,
  };
  const orderId = connection.nextOrderId();
  return connection.ask<OrderPreview>({
    label: `the preview of ${intent.clientOrderId}`,
    priority: 'query',
    start: ({ api, listen, resolve, reject }) => {
      listen(
        EventName.openOrder,
        (id: number, _contract: Contract, answered: Order, state: OrderState) => {
          if (id === orderId && answered.whatIf === true)
            resolve(parsePreview(intent.symbol, state));
        },
      );
      listen(EventName.error, (error: Error, code: number, id: number) => {
        if (id !== orderId || isWarning(code)) return;
        reject(
          new TradewrightError(
            'ORDER_REFUSED',
            `IB refused the preview with ${code}: ${error.message}`,
            { outcome: 'refused' },
          ),
        );
      });
      api.placeOrder(orderId, buildContract(resolved), order);
    },
  });
}

function parsePreview(symbol: string, state: OrderState): OrderPreview {
  return {
    symbol,
    initialMargin: exact(state.initMarginChange),
    maintenanceMargin: exact(state.maintMarginChange),
    commission: exact(state.commission),
    commissionCurrency: state.commissionCurrency || null,
    warning: state.warningText || null,
  };
}

function exact(value: number | undefined): DecimalString | null {
  const isFigure = value !== undefined && Number.isFinite(value) && Math.abs(value) < 1e15;
  return isFigure ? Decimal.fromMarketNumber(value).toString() : null;
}
