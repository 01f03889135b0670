/** A model that answers by script: hostile, malformed, failing. @module */
import {
  TradewrightError,
  type ModelAnswer,
  type ModelClient,
  type ModelRequest,
  type ToolCall,
} from '@tradewright/core';

/** One scripted reaction: text, calls, or a failure by its code and reason. A function sees the request. */
export type ScriptedAnswer =
  | { readonly text: string }
  | { readonly calls: readonly ToolCall[] }
  | {
      readonly fail:
        | 'MODEL_UNAVAILABLE'
        | 'MODEL_OUTPUT_INVALID'
        | 'MODEL_BUDGET'
        | 'STORE_UNWRITABLE';
      readonly reason: string;
    };

/** Answers in order; the last one repeats. */
export class ScriptedModel implements ModelClient {
  readonly provider = 'scripted';
  readonly model = 'scripted-1';
  readonly requests: ModelRequest[] = [];
  readonly #script: (ScriptedAnswer | ((request: ModelRequest) => ScriptedAnswer))[];

  constructor(
    ...script: readonly (ScriptedAnswer | ((request: ModelRequest) => ScriptedAnswer))[]
  ) {
    this.#script = [...script];
  }

  async complete(request: ModelRequest): Promise<ModelAnswer> {
    this.requests.push(request);
    const next = this.#script.length > 1 ? this.#script.shift() : this.#script[0];
    const reaction = typeof next === 'function' ? next(request) : (next ?? { text: '' });
    if ('fail' in reaction)
      throw new TradewrightError(reaction.fail, 'The scripted model failed.', {
        facts: { reason: reaction.reason },
      });
    const calls = 'calls' in reaction ? reaction.calls : [];
    return {
      text: 'text' in reaction ? reaction.text : null,
      calls,
      model: this.model,
      inputTokens: 1_000,
      cachedTokens: 800,
      outputTokens: 50,
      rawBody: JSON.stringify(reaction),
    };
  }
}

/** The text of an answer with these items. */
export function anAnswer(...items: readonly object[]): { readonly text: string } {
  return { text: JSON.stringify({ v: 1, items }) };
}

/** A call of a tool. */
export function aToolCall(name: string, args: object, id = 'call-1'): ToolCall {
  return { id, name, argumentsJson: JSON.stringify(args) };
}
