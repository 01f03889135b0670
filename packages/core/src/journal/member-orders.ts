/** In which order the members of an object are written. @module */

/** Names in code-unit order, and what stands before each value: `"name":`. */
type MemberOrder = { readonly names: readonly string[]; readonly labels: readonly string[] };

type Known = MemberOrder & { readonly keys: readonly string[] };

/** Records have few key lists; what grows beyond this has keys that are data. */
const capacity = 200;

/** Sorts the keys of each kind of record once: sorting costs more than writing the whole record. */
export class MemberOrders {
  readonly #byFirst = new Map<string, Known[]>();
  #count = 0;

  /** @param keys - As `Object.keys` gives them. */
  of(keys: readonly string[]): MemberOrder {
    const first = keys[0];
    if (first === undefined) return nothing;
    const known = this.#byFirst.get(first);
    if (known !== undefined) for (const order of known) if (isSame(order.keys, keys)) return order;
    return this.#learn(first, keys);
  }

  #learn(first: string, keys: readonly string[]): MemberOrder {
    if (this.#count >= capacity) {
      this.#byFirst.clear();
      this.#count = 0;
    }
    const names = keys.toSorted();
    const order = { keys, names, labels: names.map((name) => `${JSON.stringify(name)}:`) };
    const known = this.#byFirst.get(first);
    if (known === undefined) this.#byFirst.set(first, [order]);
    else known.push(order);
    this.#count += 1;
    return order;
  }
}

const nothing: MemberOrder = { names: [], labels: [] };

function isSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) {
    if (left[index] !== right[index]) return false;
  }
  return true;
}
