/** Everything one decision may rest on, frozen and hashed. @module */
import { createHash } from 'node:crypto';
import { OrdinalIds, canonicalJson, type TradingContext } from '@tradewright/core';

/** Freezes the parts deeply and adds their hash: SHA-256 over the canonical JSON, with own order ids by their ordinal, so that two runs of the same inputs show the same context. */
export function buildTradingContext(parts: Omit<TradingContext, 'hash'>): TradingContext {
  const hash = createHash('sha256')
    .update(new OrdinalIds().replace(canonicalJson(parts)))
    .digest('hex');
  return deepFreeze({ ...parts, hash });
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
