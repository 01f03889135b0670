/** The responses dialect. @module */
import type { ModelRequest } from '@tradewright/core';
import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import { z } from 'zod';
import { countedOutput } from './counted-output.ts';
import type { ModelProfile, ModelWire, WireAnswer } from './wire.ts';

const count = z.number().int().min(0);
const part = z.object({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
});
const item = z.object({
  type: z.string(),
  call_id: z.string().optional(),
  name: z.string().optional(),
  arguments: z.string().optional(),
  content: z.array(part).nullish(),
});
const answerSchema = z.object({
  model: z.string().nullish(),
  status: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(item),
  usage: z
    .object({
      input_tokens: count.nullish(),
      output_tokens: count.nullish(),
      total_tokens: count.nullish(),
      input_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
});
const callItem = z.object({ call_id: z.string().min(1), name: z.string(), arguments: z.string() });

/** Responses without server-side state: the whole exchange is sent each time. Source: `openai` 6.49.0 types. */
export const responsesWire: ModelWire = {
  name: 'responses',
  buildBody: (request, profile) => ({
    model: profile.model,
    store: false,
    instructions: request.instructions,
    input: buildInput(request),
    max_output_tokens: profile.maxOutputTokens,
    ...(profile.temperature === null ? {} : { temperature: profile.temperature }),
    ...textFormat(request, profile),
    ...(request.tools.length === 0
      ? {}
      : { tools: request.tools.map((tool) => ({ type: 'function', strict: false, ...tool })) }),
  }),
  send: (client, body, signal) =>
    client.responses.create(body as unknown as ResponseCreateParamsNonStreaming, { signal }),
  parseAnswer,
};

function buildInput(request: ModelRequest): unknown[] {
  const exchanges = request.exchanges.flatMap(({ calls, results }) => [
    ...calls.map((call) => ({
      type: 'function_call',
      call_id: call.id,
      name: call.name,
      arguments: call.argumentsJson,
    })),
    ...results.map((result) => ({
      type: 'function_call_output',
      call_id: result.id,
      output: JSON.stringify(result.body),
    })),
  ]);
  return [{ role: 'user', content: request.input }, ...exchanges];
}

function textFormat(request: ModelRequest, profile: ModelProfile): Record<string, unknown> {
  if (profile.jsonSchema === 'none') return {};
  if (profile.jsonSchema === 'json-object') return { text: { format: { type: 'json_object' } } };
  const strict = profile.jsonSchema === 'strict';
  return {
    text: {
      format: { type: 'json_schema', name: 'decision', strict, schema: request.answerSchema },
    },
  };
}

function parseAnswer(payload: unknown): WireAnswer {
  const answer = answerSchema.parse(payload);
  const calls = answer.output
    .filter((entry) => entry.type === 'function_call')
    .map((entry) => callItem.parse(entry))
    .map((call) => ({ id: call.call_id, name: call.name, argumentsJson: call.arguments }));
  const parts = answer.output.flatMap((entry) =>
    entry.type === 'message' ? (entry.content ?? []) : [],
  );
  const texts = parts.flatMap((entry) => (entry.type === 'output_text' ? [entry.text ?? ''] : []));
  const text = texts.length === 0 ? null : texts.join('');
  const usage = answer.usage ?? null;
  return {
    text,
    calls,
    model: answer.model ?? null,
    usage: usage && {
      inputTokens: usage.input_tokens ?? null,
      cachedTokens: usage.input_tokens_details?.cached_tokens ?? null,
      outputTokens: countedOutput({
        input: usage.input_tokens,
        output: usage.output_tokens,
        total: usage.total_tokens,
      }),
    },
    finish: finishOf(
      answer,
      parts.some((entry) => entry.type === 'refusal'),
      calls.length,
      text,
    ),
  };
}

function finishOf(
  answer: z.infer<typeof answerSchema>,
  refused: boolean,
  calls: number,
  text: string | null,
): WireAnswer['finish'] {
  if (refused) return 'refusal';
  if (answer.status === 'incomplete') {
    return answer.incomplete_details?.reason === 'content_filter' ? 'filtered' : 'length';
  }
  if (answer.status !== undefined && answer.status !== null && answer.status !== 'completed')
    return 'empty';
  if (calls > 0) return 'calls';
  return text === null || text.trim() === '' ? 'empty' : 'stop';
}
