/** What trading costs in a session. @module */
import {
  australianGst,
  basisPointFees,
  chosenFees,
  convertedFees,
  firstKnownFees,
  geminiApi,
  ibAsxFixed,
  ibAsxTiered,
  ibSpotCurrencies,
  makerTakerFees,
  percentFees,
  perShareFees,
  tieredFees,
  venueFees,
  withCharges,
  type FeeSchedule,
} from '@tradewright/engine';
import { z } from 'zod';
import type { Config } from '../config/load-config.ts';

const text = z.string();
const optional = z.string().nullable();

/** Where the costs come from, as the tape holds it; `null` takes the price list. */
export const feesSchema = z.discriminatedUnion('list', [
  z.strictObject({ list: z.literal('basis-points'), taker: text }),
  z.strictObject({
    list: z.literal('ib'),
    plan: z.enum(['fixed', 'tiered']),
    gst: z.boolean(),
    stockPercent: optional,
    stockPerShare: optional,
    stockMinimum: optional,
    fxBps: optional,
    fxMinimum: optional,
  }),
  z.strictObject({ list: z.literal('gemini'), maker: optional, taker: optional }),
  z.strictObject({ list: z.literal('venue') }),
]);

/** Where the costs of a session come from. */
export type SessionFees = Readonly<z.output<typeof feesSchema>>;

/** The price list of a venue, with what the configuration says otherwise. */
export function sessionFees(config: Config, venue: string): SessionFees {
  if (venue === 'PAPER') return { list: 'basis-points', taker: config.PAPER_TAKER_FEE_BPS };
  if (venue === 'GEMINI') {
    const { GEMINI_MAKER_FEE_PERCENT: maker, GEMINI_TAKER_FEE_PERCENT: taker } = config;
    return { list: 'gemini', maker, taker };
  }
  if (venue !== 'IB') return { list: 'venue' };
  return {
    list: 'ib',
    plan: config.IB_COMMISSION_PLAN,
    gst: config.IB_GST,
    stockPercent: config.IB_STOCK_COMMISSION_PERCENT,
    stockPerShare: config.IB_STOCK_COMMISSION_PER_SHARE,
    stockMinimum: config.IB_STOCK_COMMISSION_MIN,
    fxBps: config.IB_FX_COMMISSION_BPS,
    fxMinimum: config.IB_FX_COMMISSION_MIN,
  };
}

/** The schedule that the engine estimates with. */
export function feeScheduleOf(fees: SessionFees, baseCurrency: string): FeeSchedule {
  switch (fees.list) {
    case 'basis-points':
      return basisPointFees(fees.taker);
    case 'venue':
      return venueFees;
    case 'gemini':
      return geminiFees(fees.maker, fees.taker);
    case 'ib':
      return ibFees(fees, baseCurrency);
  }
}

function geminiFees(maker: string | null, taker: string | null): FeeSchedule {
  if (maker === null && taker === null) return firstKnownFees(venueFees, makerTakerFees(geminiApi));
  const [lowest] = geminiApi;
  const tier = {
    from: '0',
    maker: maker ?? lowest?.maker ?? '0',
    taker: taker ?? lowest?.taker ?? '0',
  };
  return makerTakerFees([tier]);
}

function ibFees(fees: Extract<SessionFees, { list: 'ib' }>, baseCurrency: string): FeeSchedule {
  const taxed = (schedule: FeeSchedule): FeeSchedule =>
    fees.gst ? withCharges(schedule, [australianGst]) : schedule;
  const currencies =
    fees.fxBps === null && fees.fxMinimum === null
      ? tieredFees(ibSpotCurrencies)
      : basisPointFees(fees.fxBps ?? '0.2', fees.fxMinimum ?? '2');
  return chosenFees({
    classes: {
      equity: taxed(stockFees(fees)),
      fx: convertedFees({
        schedule: taxed(currencies),
        listed: 'USD',
        charged: baseCurrency,
      }),
    },
  });
}

function stockFees(fees: Extract<SessionFees, { list: 'ib' }>): FeeSchedule {
  const minimum = fees.stockMinimum ?? ibAsxFixed.minimum;
  if (fees.stockPerShare !== null) return perShareFees({ perShare: fees.stockPerShare, minimum });
  if (fees.stockPercent === null && fees.stockMinimum === null && fees.plan === 'tiered')
    return tieredFees(ibAsxTiered);
  return percentFees(fees.stockPercent ?? ibAsxFixed.percent, minimum);
}
