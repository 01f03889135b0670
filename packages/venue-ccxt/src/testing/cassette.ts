/** A cassette: what went over the wire to a venue, sanitised, as JSON lines. @module */
import { TradewrightError } from '@tradewright/core';
import { z } from 'zod';

/** Where a recording comes from; nothing simulated may call itself a venue's. */
export const cassetteHeaderSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('gemini-cassette'),
  source: z.enum(['venue', 'sandbox', 'simulator']),
  /** What answered, such as the version of the simulator. */
  version: z.string().min(1),
  date: z.iso.date(),
  /** ms UTC of the market's clock when the recording began. */
  start: z.number().int(),
  symbols: z.array(z.string()),
});
/** Where a recording comes from. */
export type CassetteHeader = Readonly<z.infer<typeof cassetteHeaderSchema>>;

const httpSchema = z.strictObject({
  kind: z.literal('http'),
  t: z.number().int(),
  method: z.enum(['GET', 'POST']),
  path: z.string().startsWith('/'),
  params: z.record(z.string(), z.unknown()),
  status: z.number().int(),
  body: z.unknown(),
});

const frameSchema = z.strictObject({
  kind: z.literal('ws'),
  t: z.number().int(),
  text: z.string(),
});

/** A question with its answer, or a frame that the venue sent. `t` is the market's clock, ms UTC. */
export const cassetteRowSchema = z.discriminatedUnion('kind', [httpSchema, frameSchema]);
/** A question with its answer, or a frame that the venue sent. */
export type CassetteRow = Readonly<z.infer<typeof cassetteRowSchema>>;
/** A question with its answer. */
export type CassetteHttp = Extract<CassetteRow, { kind: 'http' }>;

/** A cassette as read. */
export type Cassette = { readonly header: CassetteHeader; readonly rows: readonly CassetteRow[] };

/** @throws TradewrightError `FIXTURE_INVALID` with the line that is wrong. */
export function parseCassette(text: string): Cassette {
  const lines = text.split('\n').filter((line) => line !== '');
  const [header, ...rows] = lines.map((line, index) =>
    lineOf(line, index === 0 ? cassetteHeaderSchema : cassetteRowSchema, index + 1),
  );
  if (header === undefined) throw invalid(1, 'it was empty');
  return { header: header as CassetteHeader, rows: rows as readonly CassetteRow[] };
}

function lineOf<Schema extends z.ZodType>(
  line: string,
  schema: Schema,
  number: number,
): z.output<Schema> {
  let body: unknown;
  try {
    body = JSON.parse(line);
  } catch {
    throw invalid(number, 'it was no JSON');
  }
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalid(number, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}

function invalid(line: number, what: string): TradewrightError {
  return new TradewrightError('FIXTURE_INVALID', `Line ${line} of the cassette: ${what}.`, {
    hint: 'record it again with `tradewright record gemini`',
    facts: { line },
  });
}
