/** One read tool. @module */
import { TradewrightError, type SymbolContext, type TradingContext } from '@tradewright/core';
import { z } from 'zod';
import type { GatePolicy } from '../gate/gate-policy.ts';
import type { ItemResult } from '../gate/gate.ts';
import type { ToolLimits } from './tool-limits.ts';
import type { ToolSources } from './tool-sources.ts';

/** What a tool works with. */
export type ToolCase = {
  readonly context: TradingContext;
  readonly sources: ToolSources;
  readonly limits: ToolLimits;
  readonly policy: GatePolicy;
  /** The gate's verdict on an item, accepting nothing. */
  readonly simulate: (item: unknown) => ItemResult | undefined;
};

/** A list inside an answer, newest last; what does not fit is dropped from its old end. */
type AnswerList = {
  readonly name: string;
  readonly items: readonly unknown[];
  /** How the kept items are written; as they are without it. */
  readonly encode?: (items: readonly unknown[]) => unknown;
};

/** What a tool found. `tainted` answers hold text from outside. */
export type ToolAnswer = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly asOf: number | null;
  /** How long data of this kind stays current by nature (a bar: its own length), on top of the usual age. */
  readonly currentForMs?: number;
  readonly tainted?: boolean;
  readonly list?: AnswerList;
};

/** A tool as the coordinator drives it. Arguments have been checked when `answer` is called. */
export type Tool = {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType<Readonly<Record<string, unknown>>>;
  /** Source without which the tool is not offered. */
  readonly needs: keyof ToolSources | null;
  readonly answer: (args: unknown, at: ToolCase) => ToolAnswer | Promise<ToolAnswer>;
};

type Shape = Readonly<Record<string, z.ZodType>>;

/** Ties the schema of a tool to the arguments of its function. */
export function defineTool<Members extends Shape>(tool: {
  readonly name: string;
  readonly description: string;
  readonly members: Members;
  readonly needs?: keyof ToolSources;
  readonly answer: (
    args: z.output<z.ZodObject<{ -readonly [Name in keyof Members]: Members[Name] }>>,
    at: ToolCase,
  ) => ToolAnswer | Promise<ToolAnswer>;
}): Tool {
  const { name, description, members, needs = null, answer } = tool;
  return {
    name,
    description,
    needs,
    schema: z.strictObject(members),
    answer: answer as Tool['answer'],
  };
}

/** The symbol's part of the context. @throws TradewrightError `SYMBOL_NOT_ALLOWED` that lists what there is */
export function shownSymbol(at: ToolCase, symbol: string): SymbolContext {
  const found = at.context.symbols.find((one) => one.symbol === symbol);
  if (found !== undefined) return found;
  const known = at.context.symbols.map((one) => one.symbol).join(', ');
  throw new TradewrightError('SYMBOL_NOT_ALLOWED', `"${symbol.slice(0, 40)}" was not shown.`, {
    hint: `use one of ${known}`,
    facts: { reason: 'unknown-symbol' },
  });
}
