/** An order inside the simulator and its wire forms. @module */
import { contractBlock, type SimulatedContract } from './simulated-contract.ts';
import type { WireField } from './wire-frame.ts';

/** Status words of TWS. */
export type TwsStatus =
  | 'PendingSubmit'
  | 'PreSubmitted'
  | 'Submitted'
  | 'PendingCancel'
  | 'Cancelled'
  | 'Filled'
  | 'Inactive';

/** An order as the simulated TWS keeps it. Prices and quantities are wire text; empty is unset. `permId` is 0 until transmitted. */
export type SimulatedOrder = {
  readonly key: string;
  readonly clientId: number;
  readonly orderId: number;
  permId: number;
  readonly contract: SimulatedContract;
  readonly exchange: string;
  readonly account: string;
  readonly action: string;
  readonly orderType: string;
  quantity: string;
  limit: string;
  aux: string;
  tif: string;
  readonly ocaGroup: string;
  readonly orderRef: string;
  readonly parentId: number;
  readonly goodTill: string;
  readonly outsideRth: string;
  readonly trailStop: string;
  transmit: boolean;
  status: TwsStatus;
  filled: string;
  averagePrice: string;
  lastPrice: string;
};

/** Reads a placeOrder request (id 3) at version 193. */
export function readPlaceOrder(
  fields: readonly string[],
  contract: SimulatedContract,
  clientId: number,
): SimulatedOrder {
  const at = (index: number): string => fields[index] ?? '';
  const orderId = Number(at(1));
  return {
    key: `${clientId}:${orderId}`,
    clientId,
    orderId,
    permId: 0,
    contract,
    exchange: at(9),
    account: at(23),
    action: at(16),
    quantity: at(17),
    orderType: at(18),
    limit: at(19),
    aux: at(20),
    tif: at(21),
    ocaGroup: at(22),
    orderRef: at(26),
    transmit: at(27) === '1',
    parentId: Number(at(28) || '0'),
    goodTill: at(38),
    outsideRth: at(33),
    trailStop: at(68),
    status: 'PreSubmitted',
    filled: '0',
    averagePrice: '0',
    lastPrice: '0',
  };
}

/** Margin figures of a what-if answer, text in the account's currency. */
export type WhatIfFigures = {
  readonly initialMargin: string;
  readonly maintenanceMargin: string;
  readonly commission: string;
  readonly currency: string;
};

/** Fields of an openOrder message (id 5) at server version 193: 141 of them. */
export function openOrderFields(order: SimulatedOrder, whatIf?: WhatIfFigures): WireField[] {
  const fields: WireField[] = Array.from({ length: 141 }, (): WireField => '');
  const set = (index: number, ...values: readonly WireField[]): void => {
    values.forEach((value, offset) => (fields[index + offset] = value));
  };
  set(0, 5, order.orderId, ...contractBlock(order.contract, order.exchange));
  set(
    13,
    order.action,
    order.quantity,
    order.orderType,
    order.limit || '0.0',
    order.aux || '0.0',
    order.tif,
    order.ocaGroup,
    order.account,
  );
  set(
    21,
    '',
    0,
    order.orderRef,
    order.clientId,
    order.permId,
    order.outsideRth || 0,
    0,
    0,
    '',
    '',
    '',
    '',
    '',
    '',
    order.goodTill,
  );
  set(
    36,
    '',
    '',
    '',
    0,
    '',
    -1,
    0,
    '',
    '',
    '',
    '',
    '',
    0,
    0,
    0,
    0,
    '',
    3,
    0,
    0,
    '',
    order.parentId,
    0,
    '',
    0,
    'None',
    '',
  );
  set(
    63,
    0,
    '',
    '',
    '',
    '',
    0,
    0,
    '',
    0,
    '',
    order.trailStop,
    '',
    '',
    '',
    '',
    0,
    0,
    0,
    '',
    '',
    '',
    '',
    0,
    '',
    'IB',
    0,
    0,
    '',
    0,
  );
  set(92, whatIf === undefined ? 0 : 1, order.status);
  if (whatIf !== undefined) {
    set(
      94,
      '0.0',
      '0.0',
      '1000000.0',
      whatIf.initialMargin,
      whatIf.maintenanceMargin,
      '1000000.0',
      whatIf.initialMargin,
      whatIf.maintenanceMargin,
      '1000000.0',
    );
    set(103, whatIf.commission, '', '', whatIf.currency, '');
  }
  set(
    108,
    0,
    0,
    0,
    'None',
    '',
    '',
    '',
    '',
    0,
    0,
    '',
    '',
    '',
    '',
    '',
    0,
    0,
    0,
    0,
    '',
    '',
    0,
    '',
    '',
    '',
    '',
    '',
    '',
    0,
    '',
    0,
    '',
    '',
  );
  return fields;
}

/** Fields of an orderStatus message (id 3 from the server). */
export function orderStatusFields(order: SimulatedOrder): WireField[] {
  const remaining = String(Number((Number(order.quantity) - Number(order.filled)).toFixed(8)));
  return [
    3,
    order.orderId,
    order.status,
    order.filled,
    remaining,
    order.averagePrice,
    order.permId,
    order.parentId,
    order.lastPrice,
    order.clientId,
    '',
    '0.0',
  ];
}
