/** Frames of Gemini's WebSocket, as far as they are read (developer.gemini.com/websocket/streams). @module */
import { z } from 'zod';
import { parseExactJson } from './exact-json.ts';

const whole = z
  .union([z.string().regex(/^\d+$/), z.number().int().nonnegative()])
  .transform(String);
const mark = z.coerce.number().refine(Number.isFinite, { error: 'must be a finite number' });
const levels = z.array(z.tuple([mark, mark]));

/** Nanoseconds as text, or milliseconds, to milliseconds. */
const time = whole.transform((text) => Number(text.length > 15 ? text.slice(0, -6) : text));

const tickerSchema = z.object({
  E: time,
  s: z.string(),
  b: mark.optional(),
  B: mark.optional(),
  a: mark.optional(),
  A: mark.optional(),
});

const depthSchema = z.object({
  e: z.literal('depthUpdate'),
  E: time,
  s: z.string(),
  U: whole,
  u: whole,
  b: levels.default([]),
  a: levels.default([]),
});

const tradeSchema = z.object({
  E: time,
  s: z.string(),
  t: whole,
  p: mark,
  q: mark,
  m: z.boolean().default(false),
});

const orderSchema = z.object({
  i: whole,
  c: z.string().optional(),
});

const replySchema = z.object({ id: z.string(), status: z.number().int() });

/** What a frame told. `id` is the venue's name of a symbol, in lower case; times are ms UTC. */
export type StreamFrame =
  | {
      readonly kind: 'ticker';
      readonly id: string;
      readonly time: number;
      readonly bid: number | null;
      readonly bidSize: number | null;
      readonly ask: number | null;
      readonly askSize: number | null;
    }
  | {
      readonly kind: 'depth';
      readonly id: string;
      readonly time: number;
      readonly first: bigint;
      readonly last: bigint;
      readonly bids: readonly (readonly [number, number])[];
      readonly asks: readonly (readonly [number, number])[];
    }
  | {
      readonly kind: 'trade';
      readonly id: string;
      readonly time: number;
      readonly tradeId: string;
      readonly price: number;
      readonly size: number;
      /** The taker's side. */
      readonly side: 'buy' | 'sell';
    }
  | { readonly kind: 'order'; readonly orderId: string; readonly clientOrderId: string | null }
  | { readonly kind: 'balance' }
  | { readonly kind: 'reply'; readonly requestId: string; readonly ok: boolean };

/** Reads a frame; `undefined` for one that is not understood, which then counts as proof of life alone. */
export function parseStreamFrame(text: string): StreamFrame | undefined {
  let body: unknown;
  try {
    body = parseExactJson(text);
  } catch {
    return undefined;
  }
  if (typeof body !== 'object' || body === null) return undefined;
  if ('status' in body) return asReply(body);
  if ('U' in body) return asDepth(body);
  if ('X' in body) return asOrder(body);
  if ('t' in body) return asTrade(body);
  if ('B' in body && Array.isArray(body.B)) return { kind: 'balance' };
  return asTicker(body);
}

function asReply(body: object): StreamFrame | undefined {
  const { data } = replySchema.safeParse(body);
  return data && { kind: 'reply', requestId: data.id, ok: data.status === 200 };
}

function asDepth(body: object): StreamFrame | undefined {
  const { data } = depthSchema.safeParse(body);
  return (
    data && {
      kind: 'depth',
      id: data.s.toLowerCase(),
      time: data.E,
      first: BigInt(data.U),
      last: BigInt(data.u),
      bids: data.b,
      asks: data.a,
    }
  );
}

function asOrder(body: object): StreamFrame | undefined {
  const { data } = orderSchema.safeParse(body);
  return data && { kind: 'order', orderId: data.i, clientOrderId: data.c ?? null };
}

function asTrade(body: object): StreamFrame | undefined {
  const { data } = tradeSchema.safeParse(body);
  return (
    data && {
      kind: 'trade',
      id: data.s.toLowerCase(),
      time: data.E,
      tradeId: data.t,
      price: data.p,
      size: data.q,
      side: data.m ? 'sell' : 'buy',
    }
  );
}

function asTicker(body: object): StreamFrame | undefined {
  const { data } = tickerSchema.safeParse(body);
  return (
    data && {
      kind: 'ticker',
      id: data.s.toLowerCase(),
      time: data.E,
      bid: data.b ?? null,
      bidSize: data.B ?? null,
      ask: data.a ?? null,
      askSize: data.A ?? null,
    }
  );
}
