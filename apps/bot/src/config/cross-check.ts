/** Values that are fine alone and wrong together. @module */
import { Decimal } from '@tradewright/core';
import type { ConfigValues } from './config-keys.ts';

/** One line per contradiction: the keys, the values found and the fix. */
export function crossCheck(values: ConfigValues): readonly string[] {
  const problems: string[] = [];
  const most = Decimal.from(values.MAX_ORDER_VALUE).minus(Decimal.from(values.ORDER_VALUE_BUFFER));
  if (!most.isGreaterThan(Decimal.from(values.MIN_TRADE_SIZE))) {
    problems.push(
      `MIN_TRADE_SIZE: was ${values.MIN_TRADE_SIZE}, and MAX_ORDER_VALUE ${values.MAX_ORDER_VALUE} less ORDER_VALUE_BUFFER ${values.ORDER_VALUE_BUFFER} leaves ${most.toString()}: every order would be refused; lower MIN_TRADE_SIZE or raise MAX_ORDER_VALUE`,
    );
  }
  if (Decimal.from(values.MAX_ORDER_VALUE).isGreaterThan(Decimal.from(values.MAX_TOTAL_EXPOSURE))) {
    problems.push(
      `MAX_TOTAL_EXPOSURE: was ${values.MAX_TOTAL_EXPOSURE}, less than MAX_ORDER_VALUE ${values.MAX_ORDER_VALUE}; raise the exposure or lower the order value`,
    );
  }
  if (values.TRADING_MODE === 'live' && values.ACTIVE_EXCHANGE === 'PAPER') {
    problems.push(
      'TRADING_MODE: was live, and ACTIVE_EXCHANGE PAPER has no real money; set TRADING_MODE=paper',
    );
  }
  if (values.ACTIVE_EXCHANGE === 'IB' && values.IB_PAPER !== (values.TRADING_MODE === 'paper')) {
    problems.push(
      `IB_PAPER: was ${String(values.IB_PAPER)} and TRADING_MODE ${values.TRADING_MODE}; they must say the same`,
    );
  }
  return problems;
}
