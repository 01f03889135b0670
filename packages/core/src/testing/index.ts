/** Builders, one per domain type. @module */
export {
  aCommission,
  aFill,
  anOrderIntent,
  anOrderRecord,
  anOrderReport,
  anOrderRequest,
} from './order-builders.ts';
export {
  aBar,
  aCoinInstrument,
  aPosition,
  aQuote,
  aTrade,
  anAccount,
  anInstrument,
  anOrderBook,
} from './market-builders.ts';
export {
  aBookPosition,
  aDecision,
  aHalt,
  aLedgerEntry,
  aPlan,
  aPlanProposal,
  aRiskVerdict,
  aSessionRecord,
  anEquityPoint,
} from './plan-builders.ts';
