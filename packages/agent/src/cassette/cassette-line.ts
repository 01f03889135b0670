/** A recorded session with a model, line by line. @module */
import { TradewrightError } from '@tradewright/core';
import { z } from 'zod';

const callSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  argumentsJson: z.string(),
});
const count = z.number().int().min(0).nullable();

/** The first line: where the answers come from. `source` `scripted` was written by a person or made by code, `model` was recorded at a model. */
const headerSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('cassette'),
  source: z.enum(['scripted', 'model']),
  provider: z.string(),
  model: z.string(),
  /** Of tradewright, which made the requests. */
  version: z.string(),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});
/** The part of all requests that stays the same, once per hash. */
const promptSchema = z.strictObject({
  kind: z.literal('prompt'),
  hash: z.string(),
  instructions: z.string(),
  tools: z.unknown(),
  answerSchema: z.unknown(),
});
const exchangeSchema = z.strictObject({
  kind: z.literal('exchange'),
  hash: z.string(),
  prompt: z.string(),
  purpose: z.string(),
  input: z.string(),
  exchanges: z.array(z.unknown()),
  answer: z
    .strictObject({
      text: z.string().nullable(),
      calls: z.array(callSchema),
      model: z.string(),
      inputTokens: count,
      cachedTokens: count,
      outputTokens: count,
      passedOver: z.array(z.string()).optional(),
    })
    .nullable(),
  failure: z.strictObject({ code: z.string(), reason: z.string() }).nullable(),
  charged: z.string(),
});
const lineSchema = z.discriminatedUnion('kind', [headerSchema, promptSchema, exchangeSchema]);

/** Where recorded answers come from. */
export type CassetteHeader = Readonly<z.infer<typeof headerSchema>>;
/** One line. */
export type CassetteLine = Readonly<z.infer<typeof lineSchema>>;
/** One recorded exchange. */
export type CassetteExchange = Readonly<z.infer<typeof exchangeSchema>>;

/** A whole cassette. */
export type Cassette = {
  readonly header: CassetteHeader;
  readonly prompts: ReadonlyMap<string, Extract<CassetteLine, { kind: 'prompt' }>>;
  readonly exchanges: readonly CassetteExchange[];
};

/** @param text - JSON lines. @throws TradewrightError `FIXTURE_INVALID` that names the line */
export function parseCassette(text: string, name: string): Cassette {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => parseLine(line, `${name}:${String(index + 1)}`));
  const [header] = lines;
  if (header?.kind !== 'cassette')
    throw new TradewrightError('FIXTURE_INVALID', `${name} did not begin with its header.`, {
      hint: 'the first line says source, provider, model and date',
    });
  const prompts = lines.flatMap((line) => (line.kind === 'prompt' ? [line] : []));
  return {
    header,
    prompts: new Map(prompts.map((prompt) => [prompt.hash, prompt])),
    exchanges: lines.flatMap((line) => (line.kind === 'exchange' ? [line] : [])),
  };
}

function parseLine(line: string, place: string): CassetteLine {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new TradewrightError('FIXTURE_INVALID', `${place} was no line of a cassette.`, {
      cause,
      hint: 'record the session again, or take the line out',
    });
  }
}
