/** What an endpoint really can: four tiny calls. @module */
import {
  TradewrightError,
  type ModelAnswer,
  type ModelClient,
  type ModelRequest,
} from '@tradewright/core';
import type { ModelProfile } from './wire.ts';

/** One finding. `usage` tells whether the endpoint counted the tokens of the answer. */
export type ProbeFinding = {
  readonly check: 'answer' | 'json-object' | 'plain' | 'strict' | 'tools';
  readonly ok: boolean;
  readonly detail: string;
  readonly model: string | null;
  readonly usage: boolean;
};

const schema = {
  type: 'object',
  properties: { answer: { type: 'integer' } },
  required: ['answer'],
  additionalProperties: false,
};
const tool = {
  name: 'add',
  description: 'Adds two whole numbers.',
  parameters: {
    type: 'object',
    properties: { left: { type: 'integer' }, right: { type: 'integer' } },
    required: ['left', 'right'],
    additionalProperties: false,
  },
};
const request: ModelRequest = {
  purpose: 'probe',
  instructions: 'Answer with one JSON object like {"answer":1} and nothing around it.',
  input: 'What is 2 + 2?',
  tools: [],
  exchanges: [],
  answerSchema: schema,
  deadlineMs: 30_000,
};

/** @param clientFor - The endpoint with the shape of answers as asked; a failed check is a finding and ends nothing. */
export async function probeEndpoint(
  clientFor: (jsonSchema: ModelProfile['jsonSchema']) => ModelClient,
): Promise<readonly ProbeFinding[]> {
  const answer = await probe('answer', clientFor('none'), request, (got) => got.text !== null);
  // Whoever does not answer at all is not asked three more times.
  if (!answer.ok) return [answer];
  const findings = [answer];
  for (const shape of ['json-object', 'plain', 'strict'] as const)
    findings.push(await probe(shape, clientFor(shape), request, (got) => isFour(got.text)));
  const asked = {
    ...request,
    instructions: 'Call the tool add. Answer nothing yourself.',
    tools: [tool],
  };
  const called = (got: ModelAnswer): boolean => got.calls[0]?.name === 'add';
  findings.push(await probe('tools', clientFor('none'), asked, called));
  return findings;
}

/** The strongest shape that worked; `none` digs answers out of text, which lowers what an agent may do. */
export function bestShape(findings: readonly ProbeFinding[]): ModelProfile['jsonSchema'] {
  const works = (name: string): boolean => findings.some(({ check, ok }) => check === name && ok);
  return (['strict', 'plain', 'json-object'] as const).find(works) ?? 'none';
}

async function probe(
  check: ProbeFinding['check'],
  client: ModelClient,
  asked: ModelRequest,
  accepts: (answer: ModelAnswer) => boolean,
): Promise<ProbeFinding> {
  try {
    const answer = await client.complete(asked);
    const ok = accepts(answer);
    const detail = ok
      ? 'works'
      : `answered ${JSON.stringify(answer.text ?? answer.calls).slice(0, 80)}`;
    const usage = answer.inputTokens !== null && answer.outputTokens !== null;
    return { check, ok, detail, model: answer.model, usage };
  } catch (error) {
    if (!TradewrightError.is(error)) throw error;
    const reason = error.facts['reason'];
    const detail = typeof reason === 'string' ? `${reason}: ${error.message}` : error.message;
    return { check, ok: false, detail, model: null, usage: false };
  }
}

function isFour(text: string | null): boolean {
  try {
    return (JSON.parse(text ?? '') as { answer?: unknown } | null)?.answer === 4;
  } catch {
    return false;
  }
}
