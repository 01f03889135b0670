/** Every cap that holds, and where it comes from. @module */
import { Decimal, type DecimalString } from '@tradewright/core';
import { modelPriceList, modelPrices, priceOf } from '@tradewright/agent';
import type { RiskCaps } from '@tradewright/engine';
import { configKeys, type ConfigKey } from '../config/config-keys.ts';
import { riskKeys } from '../config/risk-keys.ts';
import { costKeys } from '../config/cost-keys.ts';
import type { Config, ConfigSource } from '../config/load-config.ts';
import { depthHolds, riskCapsOf } from '../session/risk-caps.ts';
import { statedPrice } from '../session/open-model.ts';
import { impossibleTrades } from './impossible-trades.ts';

/** One setting as it holds. `value` `null` is no cap; `unit` is a currency, `%`, or what is counted. */
export type ExplainedCap = {
  readonly key: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly source: ConfigSource;
  readonly meaning: string;
};

/** What `config explain` shows. */
export type ExplainedConfig = {
  readonly venue: string;
  readonly baseCurrency: string;
  readonly caps: readonly ExplainedCap[];
  readonly costs: readonly ExplainedCap[];
  /** What these caps never let happen, one sentence each. */
  readonly impossible: readonly string[];
};

const sums: ReadonlySet<string> = new Set([
  'MAX_ORDER_VALUE',
  'ORDER_VALUE_BUFFER',
  'MIN_TRADE_SIZE',
  'MAX_TOTAL_EXPOSURE',
  'MAX_DAILY_LOSS',
  'MAX_NET_EXPOSURE',
  'MAX_SYMBOL_EXPOSURE',
  'MIN_TOP_OF_BOOK_NOTIONAL',
  'IB_STOCK_MIN_TOP_OF_BOOK_NOTIONAL',
  'IB_FX_MIN_TOP_OF_BOOK_NOTIONAL',
]);

/** Caps of a class that have no key. */
const classCaps = {
  maxSlippagePercent: ['%', 'Furthest that an entry may slip from the mid'],
  thinBookNotional: ['base', 'Below this worth at the touch the slippage cap shrinks'],
  collarPercent: ['%', 'Furthest past the market that an order may reach'],
  minStopPercent: ['%', 'Nearest stop of a plan'],
  maxStopPercent: ['%', 'Furthest stop of a plan'],
} as const;

/** Pure: the same configuration explains itself the same way. */
export function explainCaps(config: Config): ExplainedConfig {
  const venue = config.ACTIVE_EXCHANGE;
  const baseCurrency = venue === 'IB' ? config.IB_BASE_CURRENCY : config.BASE_CURRENCY;
  const row = (key: ConfigKey): ExplainedCap => ({
    key,
    value: depthHolds(config, key) ? textOf(config[key]) : null,
    unit: unitOf(key, baseCurrency),
    source: config.sources[key],
    meaning: configKeys[key].description,
  });
  const held = riskCapsOf(config);
  const effective = Decimal.from(held.maxOrderValue)
    .minus(Decimal.from(config.ORDER_VALUE_BUFFER))
    .toString();
  const capital = config.strategies.flatMap(({ name, allocatedCapital }) =>
    allocatedCapital === undefined
      ? []
      : [
          {
            key: `strategies.${name}.allocatedCapital`,
            value: String(allocatedCapital),
            unit: baseCurrency,
            source: 'yaml' as const,
            meaning: `Largest sum of positions and open entries of ${name}`,
          },
        ],
  );
  const caps = (Object.keys(riskKeys) as ConfigKey[])
    .filter((key) => concerns(key, venue))
    .flatMap((key) =>
      key === 'ORDER_VALUE_BUFFER'
        ? [
            row(key),
            {
              key: 'MAX_ORDER_VALUE less ORDER_VALUE_BUFFER',
              value: effective,
              unit: baseCurrency,
              source: config.sources.MAX_ORDER_VALUE,
              meaning: 'What one order may really be worth',
            },
          ]
        : [row(key)],
    );
  return {
    venue,
    baseCurrency,
    caps: [...caps, ...ofClasses(held, baseCurrency), ...capital],
    costs: (Object.keys(costKeys) as ConfigKey[])
      .filter((key) => concerns(key, venue))
      .map((key) => row(key))
      .map((cost) => (cost.value === null ? { ...cost, value: 'price list' } : cost))
      .concat(modelPrice(config)),
    impossible: impossibleTrades(config, { venue, baseCurrency }),
  };
}

/** What the configured model costs, and as of when anybody knew. */
function modelPrice(config: Config): readonly ExplainedCap[] {
  if (config.AGENT_PROVIDER === 'offline') return [];
  const { LLM_PRICE_INPUT: input, LLM_PRICE_OUTPUT: output } = config;
  const isStated = input !== null && output !== null;
  const price = isStated
    ? priceOf(config.LLM_MODEL, statedPrice(config))
    : input === null && output === null
      ? modelPrices[config.LLM_MODEL]
      : undefined;
  const { currency, asOf } = modelPriceList;
  const origin = isStated ? 'as configured' : `price list of ${asOf}`;
  return [
    {
      key: `model ${config.LLM_MODEL}`,
      value: price === undefined ? null : `${price.input}/${price.cachedInput}/${price.output}`,
      unit: currency,
      source: config.sources.LLM_PRICE_INPUT,
      meaning:
        price === undefined
          ? 'Its price is not known: no call is made until LLM_PRICE_INPUT and LLM_PRICE_OUTPUT say it'
          : `A million tokens of input, cached input and output; ${origin}`,
    },
  ];
}

function ofClasses(caps: RiskCaps, baseCurrency: string): readonly ExplainedCap[] {
  return Object.entries(caps.classes ?? {}).flatMap(([name, own]) =>
    (Object.keys(classCaps) as (keyof typeof classCaps)[]).map((cap) => {
      const [unit, meaning] = classCaps[cap];
      return {
        key: `${name}.${cap}`,
        value: textOf(own[cap] ?? null),
        unit: unit === 'base' ? baseCurrency : unit,
        source: 'default' as const,
        meaning,
      };
    }),
  );
}

/** Keys of one venue say nothing on another. */
function concerns(key: string, venue: string): boolean {
  if (key.startsWith('IB_'))
    return venue === 'IB' || venue === 'PAPER' || key === 'IB_FX_SPREAD_BUFFER_BPS';
  return !key.startsWith('GEMINI_') || venue === 'GEMINI';
}

function unitOf(key: string, baseCurrency: string): string | null {
  if (sums.has(key)) return baseCurrency;
  if (/PERCENT|_PCT$/.test(key)) return '%';
  if (key.endsWith('_SECONDS')) return 's';
  if (key.endsWith('_BPS')) return 'bps';
  return null;
}

function textOf(value: Config[ConfigKey] | DecimalString | number | null): string | null {
  if (value === null || value === '') return null;
  if (typeof value !== 'object') return String(value);
  if (!isList(value)) {
    const sums = Object.entries(value).map(([currency, sum]) => `${currency}:${sum}`);
    return sums.length === 0 ? null : sums.join(',');
  }
  if (value.length === 0) return null;
  const isNested = value.some((item) => typeof item === 'object');
  return value
    .map((item) => (typeof item === 'object' ? item.join(',') : item))
    .join(isNested ? ';' : ',');
}

function isList(
  value: readonly unknown[] | Readonly<Record<string, string>>,
): value is readonly (string | readonly string[])[] {
  return Array.isArray(value);
}
