/** What a model was shown, so that its claims can be checked. @module */
import type { EvidenceClaim } from '../decision/decision-schema.ts';

/** One thing shown. `asOf` is the time of its data in ms, `null` when it has none. */
export type Shown = {
  readonly body: unknown;
  readonly asOf: number | null;
  readonly stale: boolean;
};

/** Everything shown in one decision, by reference. */
export type EvidenceIndex = ReadonlyMap<string, Shown>;

/**
 * Why a claim is not true; `undefined` when it is. A number may differ by half of `tolerance`,
 * the price step, or by a millionth of itself.
 */
export function evidenceFault(
  claim: EvidenceClaim,
  shown: EvidenceIndex,
  tolerance: number,
): string | undefined {
  const source = shown.get(claim.ref);
  if (source === undefined) return `${quote(claim.ref)} was not shown`;
  if (source.stale) return `${quote(claim.ref)} was marked stale`;
  const found = memberAt(source.body, claim.field);
  if (found === undefined) return `${quote(claim.ref)} has no ${quote(claim.field)}`;
  if (claim.value === null) return undefined;
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  if (typeof number !== 'number' || !Number.isFinite(number))
    return `${quote(claim.field)} of ${quote(claim.ref)} is no number`;
  const allowed = Math.max(tolerance / 2, Math.abs(number) * 1e-6) * (1 + 1e-9);
  return Math.abs(number - claim.value) <= allowed
    ? undefined
    : `${quote(claim.field)} of ${quote(claim.ref)} was ${String(number)}, not ${String(claim.value)}`;
}

function memberAt(body: unknown, path: string): unknown {
  let value = body;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function quote(text: string): string {
  return `"${text.slice(0, 40)}"`;
}
