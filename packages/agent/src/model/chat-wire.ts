/** The chat completions dialect. @module */
import type { ModelRequest } from '@tradewright/core';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { countedOutput } from './counted-output.ts';
import type { ModelProfile, ModelWire, WireAnswer } from './wire.ts';

const count = z.number().int().min(0);
const answerSchema = z.object({
  model: z.string().nullish(),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({
        content: z.string().nullish(),
        refusal: z.string().nullish(),
        tool_calls: z
          .array(
            z.object({
              id: z.string().min(1),
              type: z.literal('function').optional(),
              function: z.object({ name: z.string(), arguments: z.string() }),
            }),
          )
          .nullish(),
      }),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: count.nullish(),
      completion_tokens: count.nullish(),
      total_tokens: count.nullish(),
      prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
});

/** Chat completions: what every OpenAI-compatible server speaks. Source: `openai` 6.49.0 types. */
export const chatWire: ModelWire = {
  name: 'chat',
  buildBody: (request, profile) => ({
    model: profile.model,
    messages: buildMessages(request),
    [profile.maxOutputName]: profile.maxOutputTokens,
    ...(profile.temperature === null ? {} : { temperature: profile.temperature }),
    ...responseFormat(request, profile),
    ...(request.tools.length === 0
      ? {}
      : { tools: request.tools.map((tool) => ({ type: 'function', function: { ...tool } })) }),
  }),
  send: (client, body, signal) =>
    client.chat.completions.create(body as unknown as ChatCompletionCreateParamsNonStreaming, {
      signal,
    }),
  parseAnswer,
};

function buildMessages(request: ModelRequest): unknown[] {
  const exchanges = request.exchanges.flatMap(({ calls, results }) => [
    {
      role: 'assistant',
      content: null,
      tool_calls: calls.map((call) => ({
        id: call.id,
        type: 'function',
        function: { name: call.name, arguments: call.argumentsJson },
      })),
    },
    ...results.map((result) => ({
      role: 'tool',
      tool_call_id: result.id,
      content: JSON.stringify(result.body),
    })),
  ]);
  return [
    { role: 'system', content: request.instructions },
    { role: 'user', content: request.input },
    ...exchanges,
  ];
}

function responseFormat(request: ModelRequest, profile: ModelProfile): Record<string, unknown> {
  if (profile.jsonSchema === 'none') return {};
  if (profile.jsonSchema === 'json-object') return { response_format: { type: 'json_object' } };
  const strict = profile.jsonSchema === 'strict';
  const json_schema = { name: 'decision', strict, schema: request.answerSchema };
  return { response_format: { type: 'json_schema', json_schema } };
}

function parseAnswer(payload: unknown): WireAnswer {
  const answer = answerSchema.parse(payload);
  const choice = answer.choices[0];
  const message = choice?.message;
  const calls = (message?.tool_calls ?? []).map((call) => ({
    id: call.id,
    name: call.function.name,
    argumentsJson: call.function.arguments,
  }));
  const text = message?.content ?? null;
  const usage = answer.usage ?? null;
  return {
    text,
    calls,
    model: answer.model ?? null,
    usage: usage && {
      inputTokens: usage.prompt_tokens ?? null,
      cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? null,
      outputTokens: countedOutput({
        input: usage.prompt_tokens,
        output: usage.completion_tokens,
        total: usage.total_tokens,
      }),
    },
    finish: finishOf(choice?.finish_reason ?? null, message?.refusal ?? null, calls.length, text),
  };
}

function finishOf(
  reason: string | null,
  refusal: string | null,
  calls: number,
  text: string | null,
): WireAnswer['finish'] {
  if (refusal !== null) return 'refusal';
  if (reason === 'length') return 'length';
  if (reason === 'content_filter') return 'filtered';
  if (calls > 0) return 'calls';
  return text === null || text.trim() === '' ? 'empty' : 'stop';
}
