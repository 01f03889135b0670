/** The size of an accepted open under every cap. @module */
import {
  Decimal,
  sizePlan,
  type DecimalString,
  type Headroom,
  type PlanProposal,
  type Side,
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
  const missing = room.missing();
  judgement.require(equity !== null, 'equity-known', 'the equity is not known');
  judgement.require(
    rate !== undefined,
    'rate-known',
    `no rate is known for ${instrument.currency}`,
  );
  judgement.require(missing.length === 0, 'caps-known', `not known: ${missing.join(', ')}`);
  for (const row of room.blocking(symbol.symbol, asked.side))
    judgement.reject(row.rule, standingOf(row));
  if (judgement.failed || equity === null || rate === undefined) return undefined;
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
          valueCap: room.worth(symbol.symbol, asked.side),
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
  recheck({ ...size, side: asked.side }, symbol, at, judgement);
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
  const loss = room.loss();
  if (loss !== undefined && equity.isPositive())
    caps.push([loss.rule, floorFraction(loss.left.dividedBy(equity))]);
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
function recheck(
  size: GateSize & { readonly side: Side },
  symbol: SymbolContext,
  at: GateCase,
  judgement: Judgement,
): void {
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
  const worth = room.worth(symbol.symbol, size.side);
  if (worth.isLessThan(value))
    judgement.reject('value-caps', `${size.value} is above ${worth.toString()}`);
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

/** How a rule that blocks stands, in its own figures. */
function standingOf({ bound, unit, limit, used, left, side }: Headroom): string {
  const of = side === null ? '' : ` for ${side === 'buy' ? 'longs' : 'shorts'}`;
  if (bound === 'most' && used === null && left === null) return `its distance is not known${of}`;
  const named = unit === 'base' || unit === 'count' ? '' : ` ${unit}`;
  const found = used === null ? '' : `${used}${named} against `;
  return limit === null ? `not allowed${of}` : `${found}${limit}${named}${of}`;
}
