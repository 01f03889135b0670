/** Tools that read the session's own books and limits. @module */
import { z } from 'zod';
import { riskHeadroomTool } from './risk-headroom-tool.ts';
import { defineTool, shownSymbol, type Tool } from './tool.ts';

const symbol = z.string().min(1).max(40);

/** Portfolio, plans, headroom, calendar, instrument, costs and the dry run of the gate. */
export const accountTools: readonly Tool[] = [
  defineTool({
    name: 'get_portfolio',
    description: 'Equity, cash, positions and the last executions.',
    members: {},
    answer: (_, { context }) => ({
      body: {
        equity: context.equity?.equity ?? null,
        cash: context.equity?.cash ?? null,
        realised: context.equity?.realisedPnl ?? null,
        unrealised: context.equity?.unrealisedPnl ?? null,
        positions: context.positions.map(({ symbol: held, quantity, averagePrice, currency }) => ({
          symbol: held,
          quantity,
          averagePrice,
          currency,
        })),
      },
      asOf: context.time,
      list: {
        name: 'fills',
        items: context.recentFills.map(({ time, symbol: traded, side, quantity, price }) => ({
          time,
          symbol: traded,
          side,
          quantity,
          price,
        })),
      },
    }),
  }),
  defineTool({
    name: 'get_open_plans',
    description: 'Your open plans with their levels and revision.',
    members: {},
    answer: (_, { context }) => ({
      body: {},
      asOf: context.time,
      list: {
        name: 'plans',
        // Reasons are left out: they hold text that a model wrote.
        items: context.plans.map(({ reasons: _reasons, closeReason: _reason, ...plan }) => plan),
      },
    }),
  }),
  riskHeadroomTool,
  defineTool({
    name: 'get_session_calendar',
    description: 'Phase of the market now and the next sessions, ms UTC.',
    members: { symbol },
    answer: (args, at) => {
      const { instrument, phase } = shownSymbol(at, args.symbol);
      const { hours, timeZone } = instrument;
      const next = Array.isArray(hours)
        ? hours.filter(({ close }) => close > at.context.time).slice(0, 6)
        : hours;
      return { body: { symbol: args.symbol, phase, timeZone, hours: next }, asOf: at.context.time };
    },
  }),
  defineTool({
    name: 'get_instrument',
    description: 'Price steps, lot, minimums, order types and whether it can be sold short.',
    members: { symbol },
    answer: (args, at) => {
      const { instrument } = shownSymbol(at, args.symbol);
      const { assetClass, currency, tickLadder, lot, minimumQuantity, minimumNotional } =
        instrument;
      const { canShort, orderTypes, timesInForce } = instrument;
      return {
        body: {
          symbol: args.symbol,
          assetClass,
          currency,
          tickLadder,
          lot,
          minimumQuantity,
          minimumNotional,
          canShort,
          orderTypes,
          timesInForce,
        },
        asOf: null,
      };
    },
  }),
  defineTool({
    name: 'get_cost_estimate',
    description:
      'Cost of entering and leaving, in basis points of the price, and the spread in it.',
    members: { symbol },
    answer: (args, at) => {
      const { quote } = shownSymbol(at, args.symbol);
      const spreadBps = quote?.spreadPct == null ? null : quote.spreadPct * 100;
      const feesBps = at.policy.roundTripCostBps;
      return {
        body: {
          symbol: args.symbol,
          feesBps,
          spreadBps,
          totalBps: spreadBps === null ? null : feesBps + spreadBps,
        },
        asOf: quote?.receivedTime ?? null,
      };
    },
  }),
  defineTool({
    name: 'simulate_plan',
    description:
      'What the gate would make of one item of an answer: verdict, quantity, value and risk in base currency, reasons. Nothing is proposed by it.',
    members: { item: z.record(z.string(), z.unknown()) },
    answer: (args, at) => {
      const result = at.simulate(args.item);
      return {
        body: {
          verdict: result?.verdict.verdict ?? 'rejected',
          reasons: result?.verdict.reasons ?? [],
          clamps: result?.verdict.clamps ?? [],
          size: result?.size ?? null,
        },
        asOf: at.context.time,
      };
    },
  }),
];
