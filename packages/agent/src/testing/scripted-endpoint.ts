/** An OpenAI-compatible endpoint on loopback behind which a script answers, on both wires. @module */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { aChatBody, aResponsesBody, type BodyParts } from './model-bodies.ts';
import { scriptedReply, type ScriptedQuestion } from './scripted-trader.ts';

const toolCall = z.object({
  id: z.string(),
  function: z.object({ name: z.string(), arguments: z.string() }),
});
const chatBody = z.object({
  messages: z.array(
    z.object({
      role: z.string(),
      content: z.string().nullable(),
      tool_calls: z.array(toolCall).optional(),
      tool_call_id: z.string().optional(),
    }),
  ),
});
const responsesBody = z.object({
  instructions: z.string(),
  input: z.array(
    z.union([
      z.object({
        type: z.literal('function_call'),
        call_id: z.string(),
        name: z.string(),
        arguments: z.string(),
      }),
      z.object({
        type: z.literal('function_call_output'),
        call_id: z.string(),
        output: z.string(),
      }),
      z.object({ role: z.string(), content: z.string() }),
    ]),
  ),
});
type Exchange = ScriptedQuestion['exchanges'][number];

/** Serves `/v1/chat/completions` and `/v1/responses` on 127.0.0.1. Token counts are a quarter of the characters: scripted, as all else. */
export class ScriptedEndpoint {
  /** Requests answered, by wire. */
  readonly answered = { chat: 0, responses: 0 };
  readonly #server = createServer((request, response) => {
    void this.#receive(request, response);
  });

  /** Resolves to the base URL once it listens; port 0 takes any. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/v1`;
  }

  /** Drops every connection. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const wire = request.url === '/v1/responses' ? 'responses' : 'chat';
      const question = wire === 'chat' ? chatQuestion(body) : responsesQuestion(body);
      const reply = { ...(await scriptedReply(question)), usage: usageOf(question) };
      this.answered[wire] += 1;
      respond(response, 200, wire === 'chat' ? aChatBody(reply) : aResponsesBody(reply));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      respond(response, 400, JSON.stringify({ error: { message, type: 'invalid_request_error' } }));
    }
  }
}

function respond(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

function chatQuestion(payload: unknown): ScriptedQuestion {
  const { messages } = chatBody.parse(payload);
  const [system, user, ...rest] = messages;
  const exchanges = rest.flatMap((message) => {
    if (message.role !== 'assistant') return [];
    const calls = (message.tool_calls ?? []).map((call) => ({
      id: call.id,
      name: call.function.name,
      argumentsJson: call.function.arguments,
    }));
    const outputs = rest.map((one) => ({ id: one.tool_call_id ?? '', text: one.content ?? '' }));
    return [exchangeOf(calls, outputs)];
  });
  return { instructions: system?.content ?? '', input: user?.content ?? '', exchanges };
}

function responsesQuestion(payload: unknown): ScriptedQuestion {
  const { instructions, input } = responsesBody.parse(payload);
  const said = input.flatMap((item) => ('content' in item ? [item.content] : []));
  const calls = input.flatMap((item) =>
    'arguments' in item
      ? [{ id: item.call_id, name: item.name, argumentsJson: item.arguments }]
      : [],
  );
  const outputs = input.flatMap((item) =>
    'output' in item ? [{ id: item.call_id, text: item.output }] : [],
  );
  const exchanges = calls.length === 0 ? [] : [exchangeOf(calls, outputs)];
  return { instructions, input: said[0] ?? '', exchanges };
}

function exchangeOf(
  calls: Exchange['calls'],
  outputs: readonly { readonly id: string; readonly text: string }[],
): Exchange {
  const results = calls.flatMap(({ id }) => {
    const output = outputs.find((one) => one.id === id);
    if (output === undefined) return [];
    const body: unknown = JSON.parse(output.text);
    const failed = typeof body === 'object' && body !== null && 'error' in body;
    return [{ id, ok: !failed, body, asOf: null }];
  });
  return { calls, results };
}

function usageOf({
  instructions,
  input,
  exchanges,
}: ScriptedQuestion): NonNullable<BodyParts['usage']> {
  const cached = Math.round(instructions.length / 4);
  const rest = Math.round((input.length + JSON.stringify(exchanges).length) / 4);
  return { input: cached + rest, cached, output: 60 };
}
