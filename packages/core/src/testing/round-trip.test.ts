/** Every domain record survives JSON: random valid values and each builder. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as core from '../index.ts';
import * as builders from './index.ts';

const schemas: Record<string, { schema: z.ZodType; sample: () => unknown }> = {
  accountSnapshot: { schema: core.accountSnapshotSchema, sample: builders.anAccount },
  bar: { schema: core.barSchema, sample: builders.aBar },
  bookPosition: { schema: core.bookPositionSchema, sample: builders.aBookPosition },
  commission: { schema: core.commissionSchema, sample: builders.aCommission },
  decision: { schema: core.decisionSchema, sample: builders.aDecision },
  equityPoint: { schema: core.equityPointSchema, sample: builders.anEquityPoint },
  fill: { schema: core.fillSchema, sample: builders.aFill },
  halt: { schema: core.haltSchema, sample: builders.aHalt },
  instrument: { schema: core.instrumentSchema, sample: builders.anInstrument },
  ledgerEntry: { schema: core.ledgerEntrySchema, sample: builders.aLedgerEntry },
  orderBook: { schema: core.orderBookSchema, sample: builders.anOrderBook },
  orderIntent: { schema: core.orderIntentSchema, sample: builders.anOrderIntent },
  orderRecord: { schema: core.orderRecordSchema, sample: builders.anOrderRecord },
  orderReport: { schema: core.orderReportSchema, sample: builders.anOrderReport },
  orderRequest: { schema: core.orderRequestSchema, sample: builders.anOrderRequest },
  plan: { schema: core.planSchema, sample: builders.aPlan },
  planProposal: { schema: core.planProposalSchema, sample: builders.aPlanProposal },
  position: { schema: core.positionSchema, sample: builders.aPosition },
  quote: { schema: core.quoteSchema, sample: builders.aQuote },
  riskVerdict: { schema: core.riskVerdictSchema, sample: builders.aRiskVerdict },
  sessionRecord: { schema: core.sessionRecordSchema, sample: builders.aSessionRecord },
  trade: { schema: core.tradeSchema, sample: builders.aTrade },
};

/** Values that stand where a record has one of the same kind: nasty, but valid where the schema says so. */
const replacements: Record<string, fc.Arbitrary<unknown>> = {
  string: fc.oneof(
    fc.string(),
    fc.constantFrom('0.1', '-12.50', '1e3', '\u0000', 'BHP/AUD', 'AUD'),
  ),
  number: fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, Number.MAX_SAFE_INTEGER, 1e308)),
  boolean: fc.boolean(),
  object: fc.constant(null),
};

describe('a JSON round trip', () => {
  test.for(Object.entries(schemas))('keeps the builder of %s', ([, { schema, sample }]) => {
    const value = schema.parse(sample());
    expect(schema.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
    expect(value).toEqual(sample());
  });

  test.for(Object.entries(schemas))(
    'keeps every valid %s with one member changed',
    ([, { schema, sample }]) => {
      const record = sample() as Record<string, unknown>;
      const changed = fc.constantFrom(...Object.keys(record)).chain((key) =>
        (replacements[typeof record[key]] ?? fc.constant(null)).map((value) => ({
          ...record,
          [key]: value,
        })),
      );
      fc.assert(
        fc.property(changed, (candidate) => {
          const parsed = schema.safeParse(candidate);
          if (!parsed.success) return;
          const back = schema.parse(JSON.parse(JSON.stringify(parsed.data)));
          expect(JSON.stringify(back)).toBe(JSON.stringify(parsed.data));
        }),
      );
    },
  );

  test.for([Number.NaN, Number.POSITIVE_INFINITY])(
    'a quote with a bid of %d is no quote',
    (bid) => {
      expect(core.quoteSchema.safeParse({ ...builders.aQuote(), bid }).success).toBe(false);
    },
  );
});
