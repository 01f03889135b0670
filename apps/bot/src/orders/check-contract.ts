/** What a caller said of the contract must be what orders here are routed by. @module */
import { TradewrightError, parseSymbol } from '@tradewright/core';
import type { Config } from '../config/load-config.ts';
import type { ParsedOrder } from './parse-order.ts';

const currencies = new Set(['AUD', 'USD', 'EUR', 'GBP', 'JPY', 'NZD', 'CAD', 'CHF', 'HKD', 'SGD']);

/** @throws TradewrightError `USAGE` for a contract that the symbol does not lead to: it would be another order than the one asked for */
export function checkContract({ request, contract }: ParsedOrder, config: Config): void {
  const { secType, exchange, primaryExch } = contract;
  const { base, quote } = parseSymbol(request.symbol);
  const pair = currencies.has(base);
  if (secType !== null && (secType === 'CASH') !== pair) {
    throw mismatch(
      'secType',
      secType,
      `${request.symbol} is ${pair ? 'a currency pair: CASH' : 'a share: STK'}`,
    );
  }
  const [routing, primary] = config.IB_EXCHANGE.split('/');
  const expected = pair ? 'IDEALPRO' : routing;
  if (exchange !== null && exchange !== expected)
    throw mismatch(
      'exchange',
      exchange,
      `orders in ${request.symbol} go to ${expected}; IB_EXCHANGE sets it`,
    );
  if (primaryExch !== null && quote === config.IB_BASE_CURRENCY && !pair && primaryExch !== primary)
    throw mismatch(
      'primaryExch',
      primaryExch,
      `shares in ${quote} are ${primary}; IB_EXCHANGE sets it`,
    );
}

function mismatch(field: string, value: string, fix: string): TradewrightError {
  return new TradewrightError('USAGE', `${field}: was "${value}"; ${fix}.`, {
    hint: 'leave the field out, or change what it does not agree with',
    facts: { field, value },
  });
}
