/** Builders of order records: a test states only what matters to it. @module */
import type { Commission, Fill } from '../domain/fill.ts';
import type { OrderRecord } from '../domain/order-record.ts';
import type { OrderReport } from '../domain/order-report.ts';
import type { OrderIntent, OrderRequest } from '../domain/order-request.ts';
import { decimal } from '../money/decimal.ts';

/** A limit buy of 100 BHP/AUD at 50, DAY, transmitted. */
export function anOrderRequest(parts: Partial<OrderRequest> = {}): OrderRequest {
  return {
    symbol: 'BHP/AUD',
    side: 'buy',
    type: 'limit',
    quantity: decimal('100'),
    limitPrice: decimal('50'),
    stopPrice: null,
    trailingAmount: null,
    timeInForce: 'DAY',
    expireTime: null,
    postOnly: false,
    reduceOnly: false,
    outsideHours: false,
    transmit: true,
    tag: null,
    ...parts,
  };
}

/** {@link anOrderRequest} as a durable entry. */
export function anOrderIntent(parts: Partial<OrderIntent> = {}): OrderIntent {
  return {
    ...anOrderRequest(),
    clientOrderId: 'TW-test-1-0000',
    purpose: 'entry',
    strategyName: 'test',
    planId: null,
    parentClientOrderId: null,
    ocaGroup: null,
    createdTime: 1_000,
    ...parts,
  };
}

/** A working, unfilled order as PAPER reports it. */
export function anOrderReport(parts: Partial<OrderReport> = {}): OrderReport {
  return {
    venue: 'PAPER',
    clientOrderId: 'TW-test-1-0000',
    venueOrderId: 'paper-1',
    venueOrderIds: ['paper-1'],
    symbol: 'BHP/AUD',
    side: 'buy',
    type: 'limit',
    timeInForce: 'DAY',
    quantity: decimal('100'),
    filled: decimal('0'),
    remaining: decimal('100'),
    limitPrice: decimal('50'),
    stopPrice: null,
    averagePrice: null,
    life: 'working',
    foreign: false,
    tag: null,
    message: null,
    venueTime: 1_000,
    receivedTime: 1_000,
    ...parts,
  };
}

/** The record of {@link anOrderIntent} right after its intent was written. */
export function anOrderRecord(parts: Partial<OrderRecord> = {}): OrderRecord {
  return {
    intent: anOrderIntent(),
    venue: 'PAPER',
    accountId: 'PAPER-1',
    life: 'intent',
    command: null,
    quantity: decimal('100'),
    filled: decimal('0'),
    reportedFilled: decimal('0'),
    filledValue: decimal('0'),
    venueOrderIds: [],
    reservation: null,
    epoch: null,
    sentTime: null,
    anomalies: [],
    message: null,
    updatedTime: 1_000,
    ...parts,
  };
}

/** A live fill of 100 BHP/AUD bought at 50 with its commission still pending. */
export function aFill(parts: Partial<Fill> = {}): Fill {
  return {
    venue: 'PAPER',
    accountId: 'PAPER-1',
    fillId: 'fill-1',
    revision: 1,
    clientOrderId: 'TW-test-1-0000',
    venueOrderId: 'paper-1',
    symbol: 'BHP/AUD',
    side: 'buy',
    quantity: decimal('100'),
    price: decimal('50'),
    currency: 'AUD',
    commission: null,
    commissionCurrency: null,
    liquidity: 'taker',
    provenance: 'live',
    time: 1_000,
    receivedTime: 1_000,
    ...parts,
  };
}

/** A$6 for {@link aFill}. */
export function aCommission(parts: Partial<Commission> = {}): Commission {
  return {
    venue: 'PAPER',
    accountId: 'PAPER-1',
    fillId: 'fill-1',
    revision: 1,
    commission: decimal('6'),
    currency: 'AUD',
    time: 1_000,
    ...parts,
  };
}
