/** Own order ids by their place. @module */

const ownOrderId = /"[A-Za-z0-9]{1,6}-[a-z0-9]{1,12}-[0-9a-z]+-[0-9a-f]{4}"/g;

/** Replaces our client order ids in JSON text by `order-1`, `order-2`, … in the order of their first appearance. */
export class OrdinalIds {
  readonly #ordinals = new Map<string, string>();

  replace(json: string): string {
    return json.replace(ownOrderId, (id) => this.#ordinal(id));
  }

  #ordinal(id: string): string {
    let ordinal = this.#ordinals.get(id);
    if (ordinal === undefined) {
      ordinal = `"order-${this.#ordinals.size + 1}"`;
      this.#ordinals.set(id, ordinal);
    }
    return ordinal;
  }
}
