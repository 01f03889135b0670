/** Canonical JSON: one text per value, for hashes and tapes. @module */
import { TradewrightError } from '../errors/tradewright-error.ts';

/**
 * Keys in code-unit order, no white space, `undefined` members left out.
 *
 * @throws TradewrightError `INTERNAL` for NaN, infinities, functions and big integers: they have no JSON.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string')
    return JSON.stringify(value);
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return JSON.stringify(value);
    throw new TradewrightError('INTERNAL', `${String(value)} has no canonical JSON.`);
  }
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TradewrightError('INTERNAL', `A ${typeof value} has no canonical JSON.`);
}

function canonicalObject(value: Record<string, unknown>): string {
  const toJson = value['toJSON'];
  if (typeof toJson === 'function') return canonicalJson((toJson as () => unknown).call(value));
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    if (value[key] !== undefined)
      members.push(`${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  }
  return `{${members.join(',')}}`;
}
