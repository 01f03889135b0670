/** From a raw body to an answer, or to the name of what was wrong with it. @module */
import { TradewrightError, type ModelAnswer, type ModelRequest } from '@tradewright/core';
import { parseStrictJson } from './strict-json.ts';
import type { ModelWire, WireAnswer } from './wire.ts';

/** What reading needs. `settle` is called as soon as the usage is known, before the answer is judged. */
export type ReadOptions = {
  readonly request: ModelRequest;
  readonly wire: ModelWire;
  /** Named in the answer when the endpoint does not say what it served. */
  readonly model: string;
  readonly settle: (answer: WireAnswer) => void;
};

/** @throws TradewrightError `MODEL_OUTPUT_INVALID`; `facts.reason` is the finish, `bad-shape`, `unknown-tool` or a JSON reason */
export function readAnswer(rawBody: string, options: ReadOptions): ModelAnswer {
  const answer = parseBody(rawBody, options.wire);
  options.settle(answer);
  if (answer.finish !== 'stop' && answer.finish !== 'calls') {
    throw invalid(answer.finish, `The model gave no usable answer (${answer.finish}).`);
  }
  for (const call of answer.calls) {
    if (!options.request.tools.some((tool) => tool.name === call.name)) {
      throw invalid(
        'unknown-tool',
        `The model called "${call.name.slice(0, 60)}", which was not offered.`,
      );
    }
    parseStrictJson(call.argumentsJson);
  }
  return {
    text: answer.text,
    calls: answer.calls,
    model: answer.model ?? options.model,
    inputTokens: answer.usage?.inputTokens ?? null,
    cachedTokens: answer.usage?.cachedTokens ?? null,
    outputTokens: answer.usage?.outputTokens ?? null,
    rawBody,
  };
}

function parseBody(rawBody: string, wire: ModelWire): WireAnswer {
  const payload = parseStrictJson(rawBody);
  try {
    return wire.parseAnswer(payload);
  } catch (cause) {
    throw invalid(
      'bad-shape',
      `The body was no ${wire.name} answer: "${rawBody.slice(0, 80)}".`,
      cause,
    );
  }
}

function invalid(reason: string, message: string, cause?: unknown): TradewrightError {
  return new TradewrightError('MODEL_OUTPUT_INVALID', message, {
    cause,
    hint: 'nothing was traded; see the raw body in the decision record',
    facts: { reason },
  });
}
