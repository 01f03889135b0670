/** How far the rules about the market of a symbol are away. @module */
import { headroomRow, midOf, type Headroom } from '@tradewright/core';
import { bounded } from './headroom-row.ts';
import type { RiskInput } from './risk-input.ts';
import { thinnerSide } from './top-of-book.ts';

/** Rows for an entry in the symbol of the probe; a rule that is off has none. */
export function marketHeadroom(probe: RiskInput): readonly Headroom[] {
  const { classLimits, quote, rate, phase } = probe;
  if (classLimits === undefined) return [];
  const thin = quote === undefined ? undefined : thinnerSide(quote);
  const worth =
    thin === undefined || rate === undefined ? undefined : thin.notional * rate.toMarketNumber();
  return [
    headroomRow('session-phase', {
      bound: 'among',
      limit: classLimits.phases.join(','),
      used: phase,
      blocks: !classLimits.phases.includes(phase),
    }),
    ...spreadRows(probe),
    ...bounded(classLimits.minTopOfBookNotional, (limit) => [
      leastShown('book-notional', 'base', limit, worth),
    ]),
    ...bounded(classLimits.minQuoteSize, (limit) => [
      leastShown('quote-size', 'units', limit, thin?.size),
    ]),
    ...slippageRows(probe),
    ...bounded(classLimits.collarPercent, (limit) => [
      headroomRow('price-collar', {
        unit: 'percent',
        limit: String(limit),
        blocks: quote === undefined || (quote.last === null && midOf(quote) === null),
      }),
    ]),
  ];
}

function leastShown(
  rule: string,
  unit: Headroom['unit'],
  limit: number,
  shown: number | undefined,
): Headroom {
  return headroomRow(rule, {
    bound: 'least',
    unit,
    limit: String(limit),
    used: shown === undefined ? null : tidy(shown, 2),
    blocks: shown === undefined || shown < limit,
  });
}

function spreadRows({ classLimits, quote }: RiskInput): readonly Headroom[] {
  const spread = quote?.spreadPct ?? null;
  return bounded(classLimits?.maxSpreadPercent ?? null, (limit) => [
    headroomRow('spread', {
      unit: 'percent',
      limit: String(limit),
      used: spread === null ? null : tidy(spread, 4),
      left: spread === null ? null : tidy(Math.max(0, limit - spread), 4),
      blocks: spread === null || spread < 0 || spread > limit,
    }),
  ]);
}

/** The first size costs half a spread. An order that waits in the book slips nowhere, so that only an unknown market blocks. */
function slippageRows({ classLimits, quote }: RiskInput): readonly Headroom[] {
  const spread = quote?.spreadPct ?? null;
  return bounded(classLimits?.maxSlippagePercent ?? null, (limit) => [
    headroomRow('slippage', {
      unit: 'percent',
      limit: String(limit),
      used: spread === null ? null : tidy(Math.max(0, spread) / 2, 4),
      left: spread === null ? null : tidy(Math.max(0, limit - Math.max(0, spread) / 2), 4),
      blocks: quote === undefined || quote.bid === null || quote.ask === null,
    }),
  ]);
}

function tidy(value: number, places: number): string {
  return String(Number(value.toFixed(places)));
}
