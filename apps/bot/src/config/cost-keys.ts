/** Keys of what trading costs. @module */
import { z } from 'zod';
import { decimalSchema } from '@tradewright/core';
import { decimalText, key, optionalSum, trueOrFalse, wholeNumber } from './key-definition.ts';

const optionalFee = z.union([z.literal('').transform(() => null), decimalSchema]);

/** Empty takes the price list of the venue. */
export const costKeys = {
  IB_COMMISSION_PLAN: key(
    'costs',
    'fixed',
    z.enum(['fixed', 'tiered']),
    'Plan of the IB account for shares: fixed or tiered',
  ),
  IB_GST: key('costs', 'true', trueOrFalse, 'true adds GST of 10 % to commissions of IB Australia'),
  IB_STOCK_COMMISSION_PERCENT: key(
    'costs',
    '',
    optionalSum,
    'Commission on shares in percent of their value; empty is the price list',
  ),
  IB_STOCK_COMMISSION_PER_SHARE: key(
    'costs',
    '',
    optionalSum,
    'Commission per share, in the currency of the share, instead of a percentage',
  ),
  IB_STOCK_COMMISSION_MIN: key(
    'costs',
    '',
    optionalSum,
    'Least commission of an order in shares; empty is the price list',
  ),
  IB_FX_COMMISSION_BPS: key(
    'costs',
    '',
    optionalSum,
    'Commission on currencies in basis points; empty is the price list, 0.2',
  ),
  IB_FX_COMMISSION_MIN: key(
    'costs',
    '',
    optionalSum,
    'Least commission of an order in currencies, in USD; empty is the price list, 2',
  ),
  IB_FX_SPREAD_BUFFER_BPS: key(
    'costs',
    '2',
    decimalText,
    'Added against us to every estimate that converts a currency, in basis points',
  ),
  FX_RATE_MAX_AGE_SECONDS: key(
    'costs',
    '300',
    wholeNumber(1, 86_400),
    'Age at which the quote of a currency pair is no rate any more: what needs one is denied',
  ),
  GEMINI_MAKER_FEE_PERCENT: key(
    'costs',
    '',
    optionalFee,
    'Maker fee at Gemini; empty is the price list',
  ),
  GEMINI_TAKER_FEE_PERCENT: key(
    'costs',
    '',
    optionalFee,
    'Taker fee at Gemini; empty is the price list',
  ),
} as const;
