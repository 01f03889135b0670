/** Values that are fine alone and wrong together. @module */
import { Decimal } from '@tradewright/core';
import type { ConfigValues } from './config-keys.ts';
import type { StrategyConfig } from './strategy-config.ts';

/** One line per contradiction: the keys, the values found and the fix. */
export function crossCheck(
  values: ConfigValues,
  strategies: readonly StrategyConfig[] = [],
): readonly string[] {
  const problems: string[] = [...impossibleCaps(values, strategies)];
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

/** Caps under which no entry could ever pass, and caps that can never hold. */
function impossibleCaps(
  values: ConfigValues,
  strategies: readonly StrategyConfig[],
): readonly string[] {
  const least = Decimal.from(values.MIN_TRADE_SIZE);
  const sums = [
    ['MAX_NET_EXPOSURE', values.MAX_NET_EXPOSURE],
    ['MAX_SYMBOL_EXPOSURE', values.MAX_SYMBOL_EXPOSURE],
    ...strategies.map(
      ({ name, allocatedCapital }) =>
        [`strategies.${name}.allocatedCapital`, allocatedCapital ?? null] as const,
    ),
  ] as const;
  const problems = sums.flatMap(([name, sum]) =>
    sum === null || !Decimal.from(sum).isLessThan(least)
      ? []
      : [
          `${name}: was ${sum}, less than MIN_TRADE_SIZE ${values.MIN_TRADE_SIZE}: no entry could pass; raise it or lower MIN_TRADE_SIZE`,
        ],
  );
  const { MAX_ORDERS_PER_SECOND: second, MAX_ORDERS_PER_MINUTE: minute } = values;
  if (second !== null && minute !== null && second > minute) {
    problems.push(
      `MAX_ORDERS_PER_SECOND: was ${second}, more than MAX_ORDERS_PER_MINUTE ${minute}; it could never hold: lower it or raise the minute`,
    );
  }
  for (const name of spreadKeys) {
    if (values[name] === 0)
      problems.push(`${name}: was 0, and every market has a spread; leave it empty for no cap`);
  }
  const daily = values.MAX_DAILY_LOSS_PERCENT;
  const fall = values.MAX_DRAWDOWN_PERCENT;
  for (const [name, percent] of [
    ['MAX_DAILY_LOSS_PERCENT', daily],
    ['MAX_DRAWDOWN_PERCENT', fall],
  ] as const) {
    if (percent !== null && Decimal.from(percent).isGreaterThan(hundred))
      problems.push(`${name}: was ${percent}, and no more than 100 % can be lost; lower it`);
  }
  return problems;
}

const hundred = Decimal.from('100');
const spreadKeys = ['MAX_SPREAD_PCT', 'IB_STOCK_MAX_SPREAD_PCT', 'IB_FX_MAX_SPREAD_PCT'] as const;
