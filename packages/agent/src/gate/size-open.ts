/** The size of an accepted open under every cap. @module */
import {
  Decimal,
  sizePlan,
  type DecimalString,
  type PlanProposal,
  type SymbolContext,
} from '@tradewright/core';
import type { GateCase, GateSize } from './gate.ts';
import type { Judgement } from './judgement.ts';

/** The proposal with its risk as clamped, and the order that sizing would make of it. */
export type SizedOpen = { readonly proposal: PlanProposal; readonly size: GateSize };

/**
 * Cuts the risk to policy, taint and daily loss, sizes under order value and exposure, and checks
 * every cap again on the rounded order. What is not known rejects. `undefined` after a rejection.
 */
export function sizeOpen(
  asked: PlanProposal,
  symbol: SymbolContext,
  at: GateCase,
  judgement: Judgement,
): SizedOpen | undefined {
  const { room, snapshot } = at;
  const { instrument, quote } = symbol;
  const equity = snapshot.context.equity?.equity ?? null;
  const rate = snapshot.rates[instrument.currency];
  const unknown = room.unknownCaps();
  judgement.require(equity !== null, 'equity-known', 'the equity is not known');
  judgement.require(
    rate !== undefined,
    'rate-known',
    `no rate is known for ${instrument.currency}`,
  );
  judgement.require(unknown.length === 0, 'caps-known', `not known: ${unknown.join(', ')}`);
  const [byOrder, byExposure] = [room.left('max-order-value'), room.left('gross-exposure')];
  if (
    judgement.failed ||
    equity === null ||
    rate === undefined ||
    byOrder === undefined ||
    byExposure === undefined
  )
    return undefined;
  if (room.left('max-positions')?.isPositive() !== true)
    judgement.reject('max-positions', 'no further position is allowed');
  const capital = Decimal.from(equity);
  const proposal = clampRisk(asked, capital, at, judgement);
  const sized =
    proposal === undefined
      ? undefined
      : sizePlan({
          proposal,
          instrument,
          quote: quote ?? undefined,
          equity: capital,
          rate: Decimal.from(rate),
          valueCap: Decimal.minimum(byOrder, byExposure),
        });
  if (sized?.kind === 'rejected') judgement.reject('size', sized.reason);
  if (judgement.failed || proposal === undefined || sized?.kind !== 'sized') return undefined;
  const touch = proposal.side === 'buy' ? quote?.ask : quote?.bid;
  const entry = Decimal.from(sized.entryPrice ?? Decimal.fromMarketNumber(touch ?? 0).toString());
  const quantity = Decimal.from(sized.quantity);
  const value = quantity.times(entry).times(Decimal.from(rate));
  const risk = quantity
    .times(entry.minus(Decimal.from(sized.stopPrice)).absolute())
    .times(Decimal.from(rate));
  const size = { quantity: sized.quantity, value: value.toString(), risk: risk.toString() };
  recheck(size, symbol, at, judgement);
  return { proposal: fitted(proposal, risk, capital, judgement), size };
}

/** The largest risk that policy, taint and the loss of the day leave; `undefined` when none is left. */
function clampRisk(
  proposal: PlanProposal,
  equity: Decimal,
  { policy, snapshot, room }: GateCase,
  judgement: Judgement,
): PlanProposal | undefined {
  const caps: (readonly [rule: string, fraction: number])[] = [
    ['max-risk', policy.maxRiskFraction],
  ];
  if (snapshot.tainted) caps.push(['taint', policy.maxRiskFraction * policy.taintedRiskShare]);
  const dayLeft = room.left('daily-loss');
  if (dayLeft !== undefined && equity.isPositive())
    caps.push(['daily-loss', floorFraction(dayLeft.dividedBy(equity))]);
  let { riskFraction } = proposal;
  for (const [rule, fraction] of caps) {
    if (riskFraction <= fraction) continue;
    judgement.clamp(rule, `risk ${String(riskFraction)}`, `risk ${String(fraction)}`);
    riskFraction = fraction;
  }
  if (riskFraction > 0) return { ...proposal, riskFraction };
  judgement.reject('risk-left', 'no risk is left under the caps');
  return undefined;
}

/** Caps again, on the order as it would be sent. A failure here is a fault of the sizing and never passes. */
function recheck(size: GateSize, symbol: SymbolContext, at: GateCase, judgement: Judgement): void {
  const { room, policy } = at;
  const { instrument } = symbol;
  const value = Decimal.from(size.value);
  const least = (rule: string, limit: DecimalString | null, found: Decimal): void => {
    if (limit !== null && found.isLessThan(Decimal.from(limit)))
      judgement.reject(rule, `${found.toString()} is below ${limit}`);
  };
  least('minimum-trade', policy.minTradeSize, value);
  least('minimum-quantity', instrument.minimumQuantity, Decimal.from(size.quantity));
  const rate = Decimal.from(at.snapshot.rates[instrument.currency] ?? '0');
  if (rate.isPositive())
    least('minimum-notional', instrument.minimumNotional, value.dividedBy(rate));
  for (const rule of ['max-order-value', 'gross-exposure']) {
    if (room.left(rule)?.isLessThan(value) === true)
      judgement.reject(rule, `${size.value} is above ${room.left(rule)?.toString() ?? ''}`);
  }
}

/** Asks for no more than what the caps left, so that every later sizing ends at or below this one. */
function fitted(
  proposal: PlanProposal,
  risk: Decimal,
  equity: Decimal,
  judgement: Judgement,
): PlanProposal {
  // A billionth more, so that cutting to whole lots a second time does not lose another lot.
  const used = risk.dividedBy(equity).toMarketNumber() * (1 + 1e-9);
  // Rounding to lots alone is no clamp; a tenth of the request is.
  if (used < proposal.riskFraction * 0.9)
    judgement.clamp('value-caps', `risk ${String(proposal.riskFraction)}`, `risk ${String(used)}`);
  return { ...proposal, riskFraction: Math.min(proposal.riskFraction, used) };
}

function floorFraction(value: Decimal): number {
  return value.roundedToPlaces(9, 'floor').toMarketNumber();
}
