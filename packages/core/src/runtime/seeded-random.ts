/** Randomness that repeats. @module */
import type { Random } from '../ports/clock.ts';

/** The same seed gives the same numbers, on every machine (xoshiro128**, seeded by splitmix32). */
export class SeededRandom implements Random {
  readonly #state: [number, number, number, number];

  /** @param seed - Any text or whole number. */
  constructor(seed: string | number) {
    let hash = 0x9e3779b9;
    for (const character of String(seed))
      hash = Math.imul(hash ^ character.charCodeAt(0), 0x85ebca6b) >>> 0;
    const mix = (): number => {
      hash = (hash + 0x9e3779b9) >>> 0;
      let word = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      return (word ^ (word >>> 15)) >>> 0;
    };
    this.#state = [mix(), mix(), mix(), mix() | 1];
  }

  next(): number {
    return this.#word() / 2 ** 32;
  }

  integer(minimum: number, maximum: number): number {
    return minimum + Math.floor(this.next() * (maximum - minimum + 1));
  }

  hex(bytes: number): string {
    let text = '';
    for (let index = 0; index < bytes; index += 1)
      text += this.integer(0, 255).toString(16).padStart(2, '0');
    return text;
  }

  #word(): number {
    const state = this.#state;
    const scrambled = Math.imul(state[1], 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result;
  }
}
