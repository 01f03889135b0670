/** The simulator's answers to order requests. @module */
import { Decimal } from '@tradewright/core';
import { completedOrderFields } from './completed-order.ts';
import { marketRules } from './simulated-contract.ts';
import { commissionFields, commissionOf, executionFields, twsTime } from './simulated-execution.ts';
import {
  openOrderFields,
  orderStatusFields,
  readPlaceOrder,
  type SimulatedOrder,
} from './simulated-order.ts';
import type { TwsSession } from './tws-session.ts';

const ended = new Set(['Cancelled', 'Filled']);
const readOnlyText =
  "Error validating request.-'cG' : cause - The API interface is currently in Read-Only mode.";

/** Answers an order request; false when the message id is not one. */
export function answerOrderRequest(
  session: TwsSession,
  kind: number,
  fields: readonly string[],
): boolean {
  const orderKinds = new Set([3, 4, 58, 5, 16, 15, 99, 7]);
  if (!orderKinds.has(kind)) return false;
  const { faults } = session.simulator;
  if (faults.readOnly && kind !== 7) {
    session.error(kind === 3 || kind === 4 ? (fields[1] ?? -1) : -1, 321, readOnlyText);
    return true;
  }
  if (kind === 3) place(session, fields);
  else if (kind === 4) cancel(session, Number(fields[1]));
  else if (kind === 58)
    for (const order of working(session)) session.simulator.orders.cancel(order);
  else if (kind === 5 || kind === 16) openOrders(session, kind === 16);
  else if (kind === 99) completedOrders(session);
  else if (kind === 7) executions(session, fields);
  return true;
}

function working(session: TwsSession): SimulatedOrder[] {
  return session.simulator.orders.all.filter((order) => !ended.has(order.status));
}

function place(session: TwsSession, fields: readonly string[]): void {
  const { orders, faults } = session.simulator;
  const orderId = fields[1] ?? '';
  const refuse = (code: number, text: string): void =>
    session.error(orderId, code, text, faults.advancedReject);
  const contract = session.simulator.contracts.find((known) => known.conId === Number(fields[2]));
  if (contract === undefined)
    return refuse(200, 'No security definition has been found for the request');
  if (faults.refuse !== null) return refuse(faults.refuse.code, faults.refuse.text);
  const wanted = readPlaceOrder(fields, contract, session.clientId ?? -1);
  if (!(Number(wanted.quantity) > 0)) return refuse(434, 'The order size cannot be zero.');
  if (offGrid(wanted))
    return refuse(
      110,
      'The price does not conform to the minimum price variation for this contract.',
    );
  if (fields[84] === '1') {
    const price = Number(wanted.limit || '0');
    const value = Number(wanted.quantity) * price;
    const cost = commissionOf(wanted, Number(wanted.quantity), price);
    session.send(
      ...openOrderFields(wanted, {
        initialMargin: (value * 0.3).toFixed(2),
        maintenanceMargin: (value * 0.25).toFixed(2),
        commission: cost.amount,
        currency: cost.currency,
      }),
    );
    return;
  }
  const known = orders.find(wanted.key);
  if (known === undefined) orders.place(wanted);
  else if (ended.has(known.status))
    refuse(
      known.status === 'Filled' ? 104 : 103,
      known.status === 'Filled' ? 'Cannot modify a filled order.' : 'Duplicate order id',
    );
  else orders.modify(known, wanted);
}

function offGrid(order: SimulatedOrder): boolean {
  if (order.limit === '' || Number(order.limit) === 0) return false;
  const price = Decimal.from(order.limit);
  const bands = marketRules.get(order.contract.ruleId) ?? [];
  const band = bands.findLast(([from]) => !price.isLessThan(Decimal.from(from)));
  return band !== undefined && !price.isMultipleOf(Decimal.from(band[1]));
}

function cancel(session: TwsSession, orderId: number): void {
  const order = session.simulator.orders.find(`${session.clientId}:${orderId}`);
  if (order === undefined)
    session.error(orderId, 10147, `OrderId ${orderId} that needs to be cancelled is not found.`);
  else if (ended.has(order.status))
    session.error(
      orderId,
      10148,
      `OrderId ${orderId} that needs to be cancelled can not be cancelled, state: ${order.status}.`,
    );
  else {
    session.error(orderId, 202, 'Order Canceled - reason:');
    session.simulator.orders.cancel(order);
  }
}

function openOrders(session: TwsSession, all: boolean): void {
  for (const order of working(session)) {
    if (!all && order.clientId !== session.clientId) continue;
    session.send(...openOrderFields(order));
    session.send(...orderStatusFields(order));
  }
  session.send(53, 1);
}

function completedOrders(session: TwsSession): void {
  const time = twsTime(session.simulator.clock.now());
  for (const order of session.simulator.orders.all)
    if (ended.has(order.status)) session.send(...completedOrderFields(order, time));
  session.send(102);
}

function executions(session: TwsSession, fields: readonly string[]): void {
  const reqId = fields[2] ?? '0';
  const own = session.simulator.orders.executions.filter(
    ({ order }) => order.clientId === session.clientId,
  );
  for (const execution of own) {
    session.send(...executionFields(execution, reqId));
    if (!session.simulator.faults.withholdCommissions) session.send(...commissionFields(execution));
  }
  session.send(55, 1, reqId);
}
