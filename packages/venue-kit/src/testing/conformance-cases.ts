/** Every rule of the conformance suite, in the order of its number. @module */
import { accountCases } from './cases/account-cases.ts';
import { badInputCases } from './cases/bad-input-cases.ts';
import { bracketCases } from './cases/bracket-cases.ts';
import { cancelCases } from './cases/cancel-cases.ts';
import { connectionCases } from './cases/connection-cases.ts';
import { facadeOrderCases } from './cases/facade-order-cases.ts';
import { facadeReadCases } from './cases/facade-read-cases.ts';
import { fillCases } from './cases/fill-cases.ts';
import { instrumentCases } from './cases/instrument-cases.ts';
import { modifyCases } from './cases/modify-cases.ts';
import { outcomeCases } from './cases/outcome-cases.ts';
import { placingCases } from './cases/placing-cases.ts';
import { queryCases } from './cases/query-cases.ts';
import { restartCases } from './cases/restart-cases.ts';
import { streamCases } from './cases/stream-cases.ts';
import { termsCases } from './cases/terms-cases.ts';
import type { ConformanceCase } from './conformance-case.ts';

/** The contract of a trader as numbered rules; a number is never given twice. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...connectionCases,
  ...instrumentCases,
  ...streamCases,
  ...accountCases,
  ...placingCases,
  ...termsCases,
  ...badInputCases,
  ...fillCases,
  ...cancelCases,
  ...modifyCases,
  ...queryCases,
  ...outcomeCases,
  ...restartCases,
  ...bracketCases,
];

/** The rules of the ccxt facade, over the same rigs. */
export const facadeCases: readonly ConformanceCase[] = [...facadeReadCases, ...facadeOrderCases];
