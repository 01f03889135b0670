/** Randomness of this machine. @module */
import { randomBytes, randomInt } from 'node:crypto';
import type { Random } from '../ports/clock.ts';

/** Cryptographic randomness of this machine. */
export class SystemRandom implements Random {
  next(): number {
    return randomInt(0, 2 ** 32) / 2 ** 32;
  }

  integer(minimum: number, maximum: number): number {
    return randomInt(minimum, maximum + 1);
  }

  hex(bytes: number): string {
    return randomBytes(bytes).toString('hex');
  }
}
