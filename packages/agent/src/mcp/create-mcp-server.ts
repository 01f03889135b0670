/** The read tools for other agents, over the Model Context Protocol. @module */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { TradingContext } from '@tradewright/core';
import { z } from 'zod';
import { openItemSchema } from '../decision/decision-schema.ts';
import type { ItemResult } from '../gate/gate.ts';
import { parseStrictJson } from '../model/strict-json.ts';
import type { ToolCoordinator } from '../tools/tool-coordinator.ts';
import type { ToolScope } from '../tools/tool-scope.ts';

/** What a server offers. */
export type McpServerOptions = {
  readonly version: string;
  readonly coordinator: ToolCoordinator;
  /** What is read now; asked for at each call, so an implementation keeps it for a moment. */
  readonly context: () => Promise<TradingContext>;
  /** The gate's verdict on an item as things stand, with what the scope has shown. */
  readonly judge: (
    item: unknown,
    context: TradingContext,
    scope: ToolScope,
  ) => ItemResult | undefined;
  /** Leaves a proposal for a person; `null` offers no way to propose. */
  readonly propose: ((item: unknown, context: TradingContext) => { readonly hash: string }) | null;
};

const proposeTool = {
  name: 'propose_plan',
  description:
    'Leaves one plan for a person to approve, after the gate has judged it. Nothing is approved, sent or changed by it.',
};

type Answer = {
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly isError?: boolean;
};

/**
 * One server per connection, with the quotas of its coordinator. Read-only unless proposing was
 * switched on; approving, transmitting and caps have no tool and cannot get one by configuration.
 * Arguments are checked by our own strict schemas: a key too many is an error, not ignored.
 */
export function createMcpServer(options: McpServerOptions): Server {
  const { coordinator } = options;
  const server = new Server(
    { name: 'tradewright', version: options.version },
    { capabilities: { tools: {} } },
  );
  let seen: { readonly context: TradingContext; readonly scope: ToolScope } | undefined;
  const current = async (): Promise<NonNullable<typeof seen>> => {
    const context = await options.context();
    if (seen?.context.hash === context.hash) return seen;
    const scope = coordinator.open({
      context,
      simulate: (item) => options.judge(item, context, scope),
    });
    seen = { context, scope };
    return seen;
  };

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [
      ...coordinator.offered.map(({ name, description, parameters }) => ({
        name,
        description,
        inputSchema: parameters as { type: 'object' },
        annotations: { readOnlyHint: true },
      })),
      ...(options.propose === null ? [] : [{ ...proposeTool, inputSchema: proposeSchema }]),
    ],
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const argumentsJson = JSON.stringify(params.arguments ?? {});
    const { context, scope } = await current();
    if (params.name === proposeTool.name && options.propose !== null)
      return proposed(argumentsJson, { options, propose: options.propose, context, scope });
    const result = await scope.call({ id: 'mcp', name: params.name, argumentsJson });
    return answer(result.body, !result.ok);
  });
  return server;
}

const proposeSchema = (() => {
  const { $schema: _, ...schema } = z.toJSONSchema(openItemSchema, { target: 'draft-7' });
  return schema as { type: 'object' };
})();

type Proposing = {
  readonly options: McpServerOptions;
  readonly propose: NonNullable<McpServerOptions['propose']>;
  readonly context: TradingContext;
  readonly scope: ToolScope;
};

function proposed(json: string, { options, propose, context, scope }: Proposing): Answer {
  const item = parseStrictJson(json);
  const result = options.judge(item, context, scope);
  if (result?.action?.action !== 'open')
    return answer({ verdict: 'rejected', reasons: result?.verdict.reasons ?? [] }, true);
  const { hash } = propose(item, context);
  const { verdict, clamps } = result.verdict;
  return answer({ verdict, clamps, hash, state: 'waits for a person to approve it' }, false);
}

function answer(body: unknown, isError: boolean): Answer {
  return {
    content: [{ type: 'text', text: JSON.stringify(body) }],
    ...(isError ? { isError } : {}),
  };
}
