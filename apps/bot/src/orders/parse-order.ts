/** An order as a person writes it, checked and completed. @module */
import {
  TradewrightError,
  orderRequestSchema,
  parseSymbol,
  type OrderRequest,
} from '@tradewright/core';
import { z } from 'zod';
import { parseExactJson } from './exact-json.ts';
import { inOurWords, ourWord } from './order-aliases.ts';

/** An order, and what the caller said of the contract behind it. */
export type ParsedOrder = { readonly request: OrderRequest; readonly contract: ContractWords };

/** The broker's description of the contract, `null` where it was left out. */
type ContractWords = {
  readonly secType: 'STK' | 'CASH' | null;
  readonly exchange: string | null;
  readonly primaryExch: string | null;
};

const exchangeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9.]{1,15}$/, 'must be an exchange such as SMART, ASX or IDEALPRO')
  .nullable();

const contractSchema = z.object({
  secType: z
    .enum(['STK', 'CASH', 'FX'], {
      error: 'must be STK for shares and funds, or CASH for currencies',
    })
    .transform((type) => (type === 'FX' ? 'CASH' : type))
    .nullable(),
  exchange: exchangeSchema,
  primaryExch: exchangeSchema,
});

/**
 * @param text - JSON in our canonical form or in the broker's, keys in camelCase or snake_case.
 * @throws TradewrightError `USAGE` naming every field that is wrong with the value found and the fix
 */
export function parseOrder(text: string): ParsedOrder {
  const { values, named } = inOurWords(parseExactJson(text));
  const optional = (key: string): unknown => values[key] ?? null;
  const contract = contractSchema.safeParse({
    secType: optional('secType'),
    exchange: optional('exchange'),
    primaryExch: optional('primaryExch'),
  });
  const symbol = symbolOf(values);
  const request = orderRequestSchema.safeParse({
    symbol,
    side: ourWord('side', values['side']),
    type: ourWord('type', values['type']),
    quantity: values['quantity'],
    limitPrice: optional('limitPrice'),
    stopPrice: optional('stopPrice'),
    trailingAmount: optional('trailingAmount'),
    timeInForce: ourWord('timeInForce', values['timeInForce'] ?? 'DAY'),
    expireTime: timeOf(optional('expireTime')),
    postOnly: values['postOnly'] ?? false,
    reduceOnly: values['reduceOnly'] ?? false,
    outsideHours: values['outsideHours'] ?? false,
    transmit: values['transmit'] ?? false,
    tag: optional('tag'),
  });
  const issues = [...(request.error?.issues ?? []), ...(contract.error?.issues ?? [])];
  const problems = issues.map(({ path, message }) => {
    const field = String(path[0]);
    return problem(named[field] ?? field, values[field], takes[field] ?? message);
  });
  if (request.success) problems.push(...contradictions(request.data, named));
  if (problems.length > 0 || !request.success || !contract.success) throw invalid(problems);
  return { request: request.data, contract: contract.data };
}

/** A bare symbol is completed by the currency, USD by default. */
function symbolOf(values: Readonly<Record<string, unknown>>): unknown {
  const { symbol, currency } = values;
  if (typeof symbol !== 'string') return symbol;
  if (currency !== undefined && (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)))
    throw invalid([problem('currency', currency, 'must be a code such as AUD')]);
  if (!symbol.includes('/') && /^[A-Z0-9][A-Z0-9.-]{0,15}$/.test(symbol))
    return parseSymbol(`${symbol}/${String(currency ?? 'USD')}`).symbol;
  const { quote } = parseSymbol(symbol);
  if (currency !== undefined && currency !== quote)
    throw invalid([
      problem('currency', currency, `must agree with the symbol, which is in ${quote}`),
    ]);
  return symbol;
}

/** Milliseconds, or a time that says its zone. */
function timeOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (/^\d{10,16}$/.test(value)) return Number(value);
  return /(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : value;
}

/** Fields that are fine alone and wrong together. */
function contradictions(
  request: OrderRequest,
  named: Readonly<Record<string, string>>,
): readonly string[] {
  const { type, timeInForce, postOnly } = request;
  const needs = {
    limitPrice: type === 'limit' || type === 'stop-limit',
    stopPrice: type === 'stop' || type === 'stop-limit',
    trailingAmount: type === 'trailing-stop',
  };
  const prices = (['limitPrice', 'stopPrice', 'trailingAmount'] as const).flatMap((field) => {
    const value = request[field];
    if (needs[field] === (value !== null)) return [];
    return [
      problem(
        named[field] ?? field,
        value ?? undefined,
        needs[field] ? `is required for a ${type} order` : `has no place in a ${type} order`,
      ),
    ];
  });
  const isGoodTill = timeInForce === 'GTD';
  return [
    ...prices,
    ...(isGoodTill === (request.expireTime !== null)
      ? []
      : [
          problem(
            named['expireTime'] ?? 'expireTime',
            request.expireTime ?? undefined,
            isGoodTill ? 'is required for GTD' : 'belongs to timeInForce GTD',
          ),
        ]),
    ...(postOnly && (type !== 'limit' || timeInForce === 'IOC' || timeInForce === 'FOK')
      ? [problem('postOnly', true, 'belongs to a resting limit order')]
      : []),
  ];
}

/** What a field takes, in words. */
const takes: Readonly<Record<string, string>> = {
  symbol: 'must be BASE/QUOTE such as BHP/AUD, or a bare code with a currency',
  side: 'must be buy or sell',
  type: 'must be market, limit, stop, stop-limit or trailing-stop',
  quantity: 'must be a decimal above zero',
  limitPrice: 'must be a decimal above zero',
  stopPrice: 'must be a decimal above zero',
  trailingAmount: 'must be a decimal above zero',
  timeInForce: 'must be DAY, GTC, IOC, FOK or GTD',
  expireTime: 'must be milliseconds, or a time with its zone such as 2026-12-01T04:00:00Z',
  postOnly: 'must be true or false',
  reduceOnly: 'must be true or false',
  outsideHours: 'must be true or false',
  transmit: 'must be true or false',
  tag: 'must be printable ASCII of at most 64 characters',
};

function problem(field: string, value: unknown, fix: string): string {
  return `${field}: ${value === undefined ? 'was missing' : `was ${JSON.stringify(value).slice(0, 60)}`}; it ${fix}`;
}

function invalid(problems: readonly string[]): TradewrightError {
  return new TradewrightError(
    'USAGE',
    `The order was not valid:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    {
      hint: '`tradewright place --help` shows orders to paste',
      facts: { problems },
    },
  );
}
