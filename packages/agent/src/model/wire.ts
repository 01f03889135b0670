/** What the two wires have in common. @module */
import type { ModelRequest, ToolCall } from '@tradewright/core';
import type { OpenAI } from 'openai';
import type { TokenUsage } from './model-attempt.ts';

/** What an endpoint can do. `jsonSchema` `none` leaves the shape of the answer to the instructions. */
export type ModelProfile = {
  readonly model: string;
  readonly jsonSchema: 'strict' | 'plain' | 'json-object' | 'none';
  readonly maxOutputTokens: number;
  /** `max_tokens` for servers that do not know the newer name; chat wire only. */
  readonly maxOutputName: 'max_completion_tokens' | 'max_tokens';
  /** Omitted from the request when `null`. */
  readonly temperature: number | null;
};

/** An answer as its wire gave it. `finish` other than `stop` and `calls` is no usable answer. */
export type WireAnswer = {
  readonly text: string | null;
  readonly calls: readonly ToolCall[];
  readonly model: string | null;
  readonly usage: TokenUsage | null;
  readonly finish: 'stop' | 'calls' | 'length' | 'refusal' | 'filtered' | 'empty';
};

/** One dialect of the OpenAI API. */
export type ModelWire = {
  readonly name: 'chat' | 'responses';
  readonly buildBody: (request: ModelRequest, profile: ModelProfile) => Record<string, unknown>;
  readonly send: (
    client: OpenAI,
    body: Record<string, unknown>,
    signal: AbortSignal,
  ) => Promise<unknown>;
  /** @param payload - The parsed body. @throws ZodError when it has another shape. */
  readonly parseAnswer: (payload: unknown) => WireAnswer;
};
