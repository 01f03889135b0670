/** Finds what was probably meant. @module */

/** The name with the fewest edits, at most a third of its length away; `undefined` when none is near. */
export function nearestName(found: string, names: readonly string[]): string | undefined {
  const scored = names.map((name) => ({
    name,
    distance: editDistance(found.toUpperCase(), name.toUpperCase()),
  }));
  const best = scored.toSorted((left, right) => left.distance - right.distance)[0];
  return best !== undefined && best.distance <= Math.max(2, Math.floor(best.name.length / 3))
    ? best.name
    : undefined;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
