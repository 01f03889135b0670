/** The conformance suite: the rules that every trader keeps, as data. @module */
export { conformanceCases, facadeCases } from './conformance-cases.ts';
export { missingNeeds, type ConformanceCase, type Need } from './conformance-case.ts';
export { CaseBench } from './case-bench.ts';
export {
  venueFacts,
  venueFaults,
  type ConformanceVenue,
  type Touch,
  type TraderRig,
  type VenueFact,
  type VenueFault,
} from './conformance-venue.ts';
export {
  describeFacade,
  describeTrader,
  type ExpectedSkips,
  type TestFramework,
} from './describe-trader.ts';
export {
  runCase,
  runConformance,
  skippedCases,
  type ConformanceReport,
  type SkippedCase,
} from './run-conformance.ts';
