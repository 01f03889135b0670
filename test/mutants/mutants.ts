/** Every defect that the simulation must find. @module */
import { moneyMutants } from './money-mutants.ts';
import { geminiMutants } from './gemini-mutants.ts';
import { ibMutants } from './ib-mutants.ts';
import type { Mutant } from './mutant.ts';
import { orderMutants } from './order-mutants.ts';
import { recoveryMutants } from './recovery-mutants.ts';

/** All of them. */
export const mutants: readonly Mutant[] = [
  ...orderMutants,
  ...recoveryMutants,
  ...moneyMutants,
  ...geminiMutants,
  ...ibMutants,
];
