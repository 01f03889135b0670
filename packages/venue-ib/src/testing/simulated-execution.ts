/** Executions of the simulator and their messages. @module */
import { contractBlock } from './simulated-contract.ts';
import type { SimulatedOrder } from './simulated-order.ts';
import type { WireField } from './wire-frame.ts';

/** One execution. `execId` ends in a revision: `.02` corrects `.01`. */
export type SimulatedExecution = {
  readonly execId: string;
  readonly order: SimulatedOrder;
  readonly shares: string;
  readonly price: string;
  readonly cumulative: string;
  readonly averagePrice: string;
  readonly liquidity: 'maker' | 'taker';
  readonly time: number;
  readonly commission: string;
  readonly commissionCurrency: string;
};

/** Fields of an execDetails message (id 11); `reqId` is -1 when nobody asked. */
export function executionFields(
  execution: SimulatedExecution,
  reqId: number | string,
): WireField[] {
  const { order } = execution;
  return [
    11,
    reqId,
    order.orderId,
    ...contractBlock(order.contract, order.exchange),
    execution.execId,
    twsTime(execution.time),
    order.account,
    order.exchange,
    order.action === 'BUY' ? 'BOT' : 'SLD',
    execution.shares,
    execution.price,
    order.permId,
    order.clientId,
    0,
    execution.cumulative,
    execution.averagePrice,
    order.orderRef,
    '',
    '',
    '',
    execution.liquidity === 'maker' ? 1 : 2,
    0,
  ];
}

/** Fields of a commissionReport message (id 59). */
export function commissionFields(execution: SimulatedExecution): WireField[] {
  return [
    59,
    1,
    execution.execId,
    execution.commission,
    execution.commissionCurrency,
    '1.7976931348623157E308',
    '1.7976931348623157E308',
    '',
  ];
}

/** IB's time text with its zone; the simulator speaks UTC. */
export function twsTime(time: number): string {
  const text = new Date(time).toISOString();
  return `${text.slice(0, 10).replaceAll('-', '')} ${text.slice(11, 19)} UTC`;
}

/** Commission by the public price list of IB Australia (fixed) and IDEALPRO, without GST. */
export function commissionOf(
  order: SimulatedOrder,
  shares: number,
  price: number,
): { readonly amount: string; readonly currency: string } {
  const value = shares * price;
  if (order.contract.secType === 'CASH')
    return { amount: Math.max(2, value * 0.00002).toFixed(2), currency: 'USD' };
  if (order.contract.currency === 'AUD')
    return { amount: Math.max(6, value * 0.0008).toFixed(2), currency: 'AUD' };
  return { amount: Math.max(1, shares * 0.005).toFixed(2), currency: order.contract.currency };
}
