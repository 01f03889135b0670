/** Bodies of both wires, in the shapes of the `openai` 6.49.0 types; scripted, never recorded from a model. @module */

/** What a body says. `usage` `null` leaves it out, as some servers do. */
export type BodyParts = {
  readonly text?: string | null;
  readonly calls?: readonly {
    readonly id: string;
    readonly name: string;
    readonly argumentsJson: string;
  }[];
  readonly finish?: string;
  readonly refusal?: string;
  readonly usage?: {
    readonly input: number;
    readonly cached: number;
    readonly output: number;
  } | null;
};

const someUsage = { input: 900, cached: 700, output: 60 };

/** A chat completion. */
export function aChatBody(parts: BodyParts): string {
  const { text = null, calls = [], usage = someUsage } = parts;
  const tool_calls = calls.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.argumentsJson },
  }));
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'scripted-1',
    choices: [
      {
        index: 0,
        finish_reason: parts.finish ?? (calls.length > 0 ? 'tool_calls' : 'stop'),
        message: {
          role: 'assistant',
          content: text,
          refusal: parts.refusal ?? null,
          ...(calls.length > 0 ? { tool_calls } : {}),
        },
      },
    ],
    ...(usage === null
      ? {}
      : {
          usage: {
            prompt_tokens: usage.input,
            completion_tokens: usage.output,
            total_tokens: usage.input + usage.output,
            prompt_tokens_details: { cached_tokens: usage.cached },
          },
        }),
  });
}

/** A response object; `finish` `length` makes it incomplete. */
export function aResponsesBody(parts: BodyParts): string {
  const { text = null, calls = [], usage = someUsage } = parts;
  const content =
    parts.refusal === undefined
      ? [{ type: 'output_text', text, annotations: [] }]
      : [{ type: 'refusal', refusal: parts.refusal }];
  const spoken = text !== null || parts.refusal !== undefined;
  const message = { type: 'message', id: 'm', role: 'assistant', status: 'completed', content };
  return JSON.stringify({
    id: 'resp-1',
    object: 'response',
    created_at: 1,
    model: 'scripted-1',
    status: parts.finish === 'length' ? 'incomplete' : 'completed',
    incomplete_details: parts.finish === 'length' ? { reason: 'max_output_tokens' } : null,
    output: [
      ...calls.map((call) => ({
        type: 'function_call',
        id: `f-${call.id}`,
        call_id: call.id,
        name: call.name,
        arguments: call.argumentsJson,
        status: 'completed',
      })),
      ...(spoken ? [message] : []),
    ],
    ...(usage === null
      ? {}
      : {
          usage: {
            input_tokens: usage.input,
            output_tokens: usage.output,
            total_tokens: usage.input + usage.output,
            input_tokens_details: { cached_tokens: usage.cached },
          },
        }),
  });
}
