/** The tool that tells how far every rule of risk is away. @module */
import type { Headroom } from '@tradewright/core';
import { headroomName } from '../context/headroom-name.ts';
import { defineTool, type Tool } from './tool.ts';

/** Every rule that is on: those of the session, and of each symbol. What a row does not say stands for nothing, or is the usual. */
export const riskHeadroomTool: Tool = defineTool({
  name: 'get_risk_headroom',
  description:
    'Every rule of risk with its limit, what is used and what is left, in base currency unless "unit" says otherwise. "least" bounds from below; "blocks" keeps every entry out now; null is not known.',
  members: {},
  answer: (_, { context }) => ({
    body: { caps: rowsFor(context.headroom, null) },
    asOf: context.time,
    list: {
      name: 'symbols',
      items: context.symbols.map(({ symbol }) => ({
        symbol,
        ...rowsFor(context.headroom, symbol),
      })),
    },
  }),
});

function rowsFor(
  headroom: readonly Headroom[],
  symbol: string | null,
): Readonly<Record<string, object>> {
  const rows = headroom.filter((row) => row.symbol === symbol);
  return Object.fromEntries(rows.map((row) => [headroomName(row), compact(row)]));
}

/** A null is told only where a figure could have been known: under a cap from above. */
function compact({ bound, unit, limit, used, left, blocks }: Headroom): object {
  const measured = bound === 'most' && (used !== null || left !== null || blocks);
  return {
    ...(unit === 'base' || bound === 'among' ? {} : { unit }),
    [bound === 'least' ? 'least' : 'limit']: limit,
    ...(measured || used !== null ? { used } : {}),
    ...(measured ? { left } : {}),
    ...(blocks ? { blocks } : {}),
  };
}
