/** One hash per request to a model. @module */
import { createHash } from 'node:crypto';
import { canonicalJson, type ModelRequest } from '@tradewright/core';
import { canaryLine } from '../context/instructions.ts';

/** The part of a request that stays the same for a session. */
export type Prompt = Pick<ModelRequest, 'instructions' | 'tools' | 'answerSchema'>;

/** SHA-256 of the prompt. The canary, which differs from session to session, counts as one and the same word. */
export function promptHash(prompt: Prompt, canary: string): string {
  const { instructions, tools, answerSchema } = prompt;
  const masked = instructions.replace(canaryLine(canary), canaryLine('canary'));
  return sha256(canonicalJson({ instructions: masked, tools, answerSchema }));
}

/** SHA-256 of everything a model is sent, whatever the wire: the key of a recorded exchange. */
export function requestHash(prompt: string, request: ModelRequest): string {
  const { purpose, input, exchanges } = request;
  return sha256(`${prompt}\n${purpose}\n${input}\n${canonicalJson(exchanges)}`);
}

/** SHA-256 of text, hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
