/** Canonical JSON: one text per value, for hashes and tapes. @module */
import { TradewrightError } from '../errors/tradewright-error.ts';
import { MemberOrders } from './member-orders.ts';

/** Text that JSON writes as it is: no quotes, backslashes, control characters or halves of pairs. */
const plain = /^[\u0020\u0021\u0023-\u005b\u005d-\ud7ff\ue000-\uffff]*$/;

const orders = new MemberOrders();

/**
 * Keys in code-unit order, no white space, `undefined` members left out.
 *
 * @throws TradewrightError `INTERNAL` for NaN, infinities, functions and big integers: they have no JSON.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return plain.test(value) ? `"${value}"` : JSON.stringify(value);
  if (value === null) return 'null';
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return String(value);
    throw new TradewrightError('INTERNAL', `${String(value)} has no canonical JSON.`);
  }
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (Array.isArray(value)) return canonicalArray(value);
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TradewrightError('INTERNAL', `A ${typeof value} has no canonical JSON.`);
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) text += `${text === '' ? '' : ','}${canonicalJson(item ?? null)}`;
  return `[${text}]`;
}

function canonicalObject(value: Record<string, unknown>): string {
  const toJson = value['toJSON'];
  if (typeof toJson === 'function') return canonicalJson((toJson as () => unknown).call(value));
  const { names, labels } = orders.of(Object.keys(value));
  let text = '';
  for (let index = 0; index < names.length; index += 1) {
    const member = value[names[index] ?? ''];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${labels[index] ?? ''}${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
