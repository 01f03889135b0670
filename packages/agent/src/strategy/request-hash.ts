/** One hash per request to a model. @module */
import { createHash } from 'node:crypto';
import { canonicalJson, type ModelRequest } from '@tradewright/core';

const staticHashes = new WeakMap<object, string>();

/** SHA-256 of instructions, tools and answer schema: the part that stays the same for a session. */
export function promptHash(
  request: Pick<ModelRequest, 'instructions' | 'tools' | 'answerSchema'>,
): string {
  const known = staticHashes.get(request.tools);
  if (known !== undefined) return known;
  const { instructions, tools, answerSchema } = request;
  const hash = sha256(canonicalJson({ instructions, tools, answerSchema }));
  staticHashes.set(request.tools, hash);
  return hash;
}

/** SHA-256 of everything a model is sent, whatever the wire: the key of a recorded exchange. */
export function requestHash(request: ModelRequest): string {
  const { purpose, input, exchanges } = request;
  return sha256(`${promptHash(request)}\n${purpose}\n${input}\n${canonicalJson(exchanges)}`);
}

/** SHA-256 of text, hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
