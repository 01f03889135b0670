/** The read tools for other agents, over the Model Context Protocol. @module */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { TradewrightError, type TradingContext } from '@tradewright/core';
import { z } from 'zod';
import { openItemSchema, type OpenItem } from '../decision/decision-schema.ts';
import { parseStrictJson } from '../model/strict-json.ts';
import { sha256 } from '../strategy/request-hash.ts';
import { cleanText } from '../text/untrusted-text.ts';
import type { ToolTrace } from '../tools/tool-scope.ts';
import { mcpGuide } from './mcp-guide.ts';
import { McpReading, type McpReadingOptions } from './mcp-reading.ts';

/** One call as it went; `client` is the name that the other side gave itself. */
export type McpCall = ToolTrace & { readonly client: string };

/** A plan that passed the gate, and who made it. */
export type McpProposal = {
  readonly item: OpenItem;
  readonly context: TradingContext;
  readonly client: string;
};

/** What a server offers. */
export type McpServerOptions = McpReadingOptions & {
  readonly version: string;
  /** Leaves a proposal for a person; `null` offers no way to propose. */
  readonly propose: ((proposal: McpProposal) => { readonly hash: string }) | null;
  /** Told of every call, those that were refused too. */
  readonly onCall: (call: McpCall) => void;
};

const proposeTool = {
  name: 'propose_plan',
  description:
    'Leaves one plan for a person to approve, after the gate has judged it. Nothing is approved, sent or changed by it.',
  annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
};

/** A person reads every one of them. */
const proposalsPerConnection = 10;

type Answer = { readonly body: unknown; readonly ok: boolean };

/**
 * One server per connection, with the quotas of its coordinator. Read-only unless proposing was
 * switched on; approving, transmitting and caps have no tool and cannot get one by configuration.
 * Arguments are checked by our own strict schemas: a key too many is an error, not ignored.
 */
export function createMcpServer(options: McpServerOptions): Server {
  const { coordinator, onCall, propose } = options;
  const server = new Server(
    { name: 'tradewright', version: options.version },
    { capabilities: { tools: {} }, instructions: mcpGuide },
  );
  const reading = new McpReading(options);
  const client = (): string =>
    cleanText(server.getClientVersion()?.name ?? '', 40).replaceAll(/[^\w.@/ -]/g, '') || 'unnamed';
  let left = proposalsPerConnection;

  const proposed = async (argumentsJson: string): Promise<Answer> => {
    if (propose === null) return refusal('unknown-tool', 'There is no such tool.');
    const { context } = await reading.current();
    const judged = options.judge(parseStrictJson(argumentsJson), context, reading.shown);
    const item = openItemSchema.safeParse(judged?.item);
    if (judged?.action?.action !== 'open' || !item.success)
      return {
        ok: false,
        body: { verdict: 'rejected', reasons: judged?.verdict.reasons ?? [] },
      };
    if (left === 0)
      return refusal('quota', `At most ${String(proposalsPerConnection)} plans per connection.`);
    left -= 1;
    const { hash } = propose({ item: item.data, context, client: client() });
    const { verdict, clamps } = judged.verdict;
    return {
      ok: true,
      body: { verdict, clamps, size: judged.size, hash, state: 'waits for a person to approve it' },
    };
  };

  const read = async (name: string, argumentsJson: string): Promise<Answer> => {
    const { scope } = await reading.current();
    const { body, ok } = await scope.call({ id: 'mcp', name, argumentsJson });
    return { body, ok };
  };

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [
      ...coordinator.offered.map(({ name, description, parameters }) => ({
        name,
        description,
        inputSchema: parameters as { type: 'object' },
        annotations: { readOnlyHint: true },
      })),
      ...(propose === null ? [] : [{ ...proposeTool, inputSchema: proposeSchema }]),
    ],
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: args } }) => {
    const argumentsJson = JSON.stringify(args ?? {});
    const { body, ok } = await (
      name === proposeTool.name ? proposed(argumentsJson) : read(name, argumentsJson)
    ).catch(failed);
    const text = JSON.stringify(body);
    onCall({
      client: client(),
      name: name.slice(0, 80),
      argumentsJson: argumentsJson.slice(0, 2_000),
      ok,
      resultHash: sha256(text),
      bytes: Buffer.byteLength(text),
      asOf: null,
    });
    return { content: [{ type: 'text' as const, text }], ...(ok ? {} : { isError: true }) };
  });
  return server;
}

const proposeSchema = (() => {
  const { $schema: _, ...schema } = z.toJSONSchema(openItemSchema, { target: 'draft-7' });
  return schema as { type: 'object' };
})();

function refusal(code: string, message: string): Answer {
  return { ok: false, body: { error: { code, message } } };
}

/** A venue that does not answer is an answer of the tool, not the end of the connection. */
function failed(error: unknown): Answer {
  if (!TradewrightError.is(error)) throw error;
  return {
    ok: false,
    body: { error: { code: error.code, message: error.message, hint: error.hint } },
  };
}
