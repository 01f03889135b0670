/** From the text of a model to items that can be judged. @module */
import { TradewrightError } from '@tradewright/core';
import { parseStrictJson } from '../model/strict-json.ts';
import { envelopeSchema } from './decision-schema.ts';

/** Unjudged items. `degraded` output was dug out of other text, which may lower authority and never raises it. */
export type ParsedDecision =
  | { readonly kind: 'items'; readonly items: readonly unknown[]; readonly degraded: boolean }
  | { readonly kind: 'invalid'; readonly reason: string; readonly message: string };

const fenced = /^[^`]*```(?:json)?\s*\n([\s\S]*?)\n?```[^`]*$/;
const maxLength = 64_000;

/** Never throws for what a model wrote. */
export function parseDecision(text: string | null): ParsedDecision {
  if (text === null || text.trim() === '') return invalid('empty', 'The answer was empty.');
  if (text.length > maxLength)
    return invalid('too-long', `The answer had ${String(text.length)} characters.`);
  const block = fenced.exec(text)?.[1];
  try {
    const envelope = envelopeSchema.safeParse(parseStrictJson(block ?? text));
    if (envelope.success)
      return { kind: 'items', items: envelope.data.items, degraded: block !== undefined };
    const issue = envelope.error.issues[0];
    return invalid('bad-shape', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  } catch (error) {
    if (!TradewrightError.is(error)) throw error;
    return invalid(String(error.facts['reason']), error.message);
  }
}

function invalid(reason: string, message: string): ParsedDecision {
  return { kind: 'invalid', reason, message };
}
