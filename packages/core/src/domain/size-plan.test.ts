import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, decimal } from '../money/decimal.ts';
import { aQuote, anInstrument } from '../testing/market-builders.ts';
import { aPlanProposal } from '../testing/plan-builders.ts';
import { sizePlan, type SizingInput } from './size-plan.ts';

function anInput(parts: Partial<SizingInput> = {}): SizingInput {
  return {
    proposal: aPlanProposal({
      symbol: 'BHP/AUD',
      side: 'buy',
      riskFraction: 0.01,
      entryPrice: 50,
      stopPrice: 49,
      targetPrice: 53,
      trailDistance: null,
    }),
    instrument: anInstrument(),
    quote: aQuote(),
    equity: Decimal.from('10000'),
    rate: Decimal.one,
    valueCap: Decimal.from('100000'),
    ...parts,
  };
}

describe('sizePlan', () => {
  test('the loss between entry and stop is the asked fraction of equity', () => {
    expect(sizePlan(anInput())).toMatchObject({
      kind: 'sized',
      quantity: '100',
      entryPrice: '50',
      stopPrice: '49',
      targetPrice: '53',
    });
  });

  test('the value cap cuts the size, in whole lots', () => {
    expect(sizePlan(anInput({ valueCap: Decimal.from('999') }))).toMatchObject({ quantity: '19' });
  });

  test('a rate of another currency counts', () => {
    expect(sizePlan(anInput({ rate: Decimal.from('2') }))).toMatchObject({ quantity: '50' });
  });

  test.for([
    ['no equity', { equity: undefined }, 'equity'],
    ['no rate', { rate: undefined }, 'rate'],
    [
      'a stop on the wrong side',
      { proposal: aPlanProposal({ symbol: 'BHP/AUD', entryPrice: 50, stopPrice: 51 }) },
      'losing side',
    ],
    [
      'a target on the wrong side',
      {
        proposal: aPlanProposal({
          symbol: 'BHP/AUD',
          entryPrice: 50,
          stopPrice: 49,
          targetPrice: 48,
        }),
      },
      'winning side',
    ],
    ['a size below one lot', { equity: Decimal.from('1') }, 'lot'],
  ] as const)('%s rejects', ([, parts, reason]) => {
    expect(sizePlan(anInput(parts))).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining(reason) as string,
    });
  });

  test('no price rejects an entry at the market', () => {
    const proposal = aPlanProposal({ symbol: 'BHP/AUD', entryPrice: null, stopPrice: 49 });
    expect(sizePlan(anInput({ proposal, quote: undefined }))).toMatchObject({ kind: 'rejected' });
  });

  test('after rounding the risk never exceeds what was asked, for either side', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('buy' as const, 'sell' as const),
        fc.double({ min: 0.06, max: 500, noNaN: true }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (side, price, distance) => {
          const sign = side === 'buy' ? 1 : -1;
          const proposal = aPlanProposal({
            symbol: 'BHP/AUD',
            side,
            riskFraction: 0.01,
            entryPrice: price,
            stopPrice: price * (1 - sign * distance),
            targetPrice: null,
            trailDistance: null,
          });
          const sized = sizePlan(anInput({ proposal, equity: Decimal.from('1000000') }));
          if (sized.kind === 'rejected' || sized.entryPrice === null) return;
          const risk = Decimal.from(sized.entryPrice)
            .minus(Decimal.from(sized.stopPrice))
            .absolute()
            .times(Decimal.from(sized.quantity));
          expect(risk.isGreaterThan(Decimal.from('10000'))).toBe(false);
          expect(Decimal.from(sized.quantity).isMultipleOf(decimalOne)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const decimalOne = Decimal.from(decimal('1'));
