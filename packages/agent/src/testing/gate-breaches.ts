/** What a gate must never let through, written apart from the gate. @module */
import {
  Decimal,
  sizePlan,
  type Headroom,
  type PlanProposal,
  type StrategyAction,
  type SymbolContext,
} from '@tradewright/core';
import type { GatePolicy } from '../gate/gate-policy.ts';
import type { GateResult, GateSnapshot, ItemResult } from '../gate/gate.ts';

type At = { readonly snapshot: GateSnapshot; readonly policy: GatePolicy };

/** One line per broken promise; empty for a gate that holds. */
export function gateBreaches(result: GateResult, at: At): readonly string[] {
  const { context } = at.snapshot;
  const breaches = result.results.flatMap((one) => actionBreaches(one, at));
  const opens = result.results.filter(({ action }) => action?.action === 'open');
  const claim = (broken: boolean, text: string): void => {
    if (broken) breaches.push(text);
  };
  for (const row of context.headroom) {
    const concerned = opens.filter((open) => isConcerned(open, row));
    const total = (pick: 'value' | 'risk'): Decimal =>
      concerned.reduce(
        (sum, { size }) => sum.plus(Decimal.from(size?.[pick] ?? '0')),
        Decimal.zero,
      );
    const left = Decimal.from(row.left ?? '0');
    const { rule } = row;
    claim(row.blocks && concerned.length > 0, `${rule} blocked`);
    if (/exposure|capital/.test(rule)) claim(total('value').isGreaterThan(left), rule);
    if (/loss|drawdown/.test(rule)) claim(total('risk').isGreaterThan(left), rule);
    if (rule === 'max-positions') claim(concerned.length > Number(left.toString()), rule);
  }
  claim(opens.length > at.policy.maxOpensPerDecision, 'opens per decision');
  const symbols = opens.map(({ verdict }) => verdict.subject);
  claim(new Set(symbols).size < symbols.length, 'two plans in one symbol');
  const firstOpen = result.actions.findIndex(({ action }) => action === 'open');
  const lastExit = result.actions.findLastIndex(({ action }) => isExit(action));
  claim(firstOpen >= 0 && lastExit > firstOpen, 'an open before an exit');
  return breaches;
}

/** All symbols of the storm are of one class. */
function isConcerned({ action }: ItemResult, row: Headroom): boolean {
  if (action?.action !== 'open') return false;
  const { symbol, side } = action.proposal;
  const inSymbol = row.symbol === null || row.symbol === symbol || row.rule === 'class-exposure';
  return inSymbol && (row.side === null || row.side === side);
}

function isExit(action: StrategyAction['action']): boolean {
  return action === 'close' || action === 'cancel-plan';
}

function actionBreaches({ action, item, size }: ItemResult, at: At): string[] {
  if (action === null || action.action === 'hold') return [];
  const { context, newRiskBlocked } = at.snapshot;
  if (action.action === 'open') {
    const symbol = context.symbols.find((one) => one.symbol === action.proposal.symbol);
    if (symbol === undefined) return ['a symbol that was not shown'];
    if (newRiskBlocked !== null || symbol.symbol in at.snapshot.blockedSymbols)
      return ['new risk while blocked'];
    if ((item as { symbol: unknown }).symbol !== symbol.symbol) return ['another symbol'];
    return openBreaches(action.proposal, symbol, size, at);
  }
  const planId = action.action === 'amend' ? action.amendment.planId : action.planId;
  const plan = context.plans.find((one) => one.planId === planId);
  if (plan === undefined) return ['a plan that was not shown'];
  if (action.action !== 'amend' || action.amendment.stopPrice === null) return [];
  const closer = action.amendment.stopPrice - Number(plan.stopPrice);
  return (plan.side === 'buy' ? closer : -closer) < 0 ? ['a stop moved away'] : [];
}

function openBreaches(
  proposal: PlanProposal,
  symbol: SymbolContext,
  size: ItemResult['size'],
  { snapshot, policy }: At,
): string[] {
  const { context, rates, tainted } = snapshot;
  const equity = context.equity?.equity;
  const rate = rates[symbol.instrument.currency];
  if (size === null || equity === null || equity === undefined || rate === undefined)
    return ['a size without equity, rate or order'];
  const broken: string[] = [];
  const claim = (isBroken: boolean, text: string): void => {
    if (isBroken) broken.push(text);
  };
  const share = tainted ? policy.taintedRiskShare : 1;
  const cap = Decimal.from(equity)
    .times(Decimal.fromMarketNumber(policy.maxRiskFraction))
    .times(Decimal.fromMarketNumber(share));
  const orderCap = Decimal.from(
    context.headroom.find(({ rule }) => rule === 'max-order-value')?.left ?? '0',
  );
  claim(Decimal.from(size.risk).isGreaterThan(cap), 'risk above its cap');
  claim(Decimal.from(size.value).isGreaterThan(orderCap), 'order value above its cap');
  claim(
    Decimal.from(size.value).isLessThan(Decimal.from(policy.minTradeSize)),
    'below the minimum trade',
  );
  claim(
    !Decimal.from(size.quantity).isMultipleOf(Decimal.from(symbol.instrument.lot)),
    'not in whole lots',
  );
  claim(proposal.side === 'sell' && !symbol.instrument.canShort, 'a short that is not allowed');
  claim(
    context.plans.some((plan) => plan.symbol === proposal.symbol),
    'a second plan in a symbol',
  );
  const again = sizePlan({
    proposal,
    instrument: symbol.instrument,
    quote: symbol.quote ?? undefined,
    equity: Decimal.from(equity),
    rate: Decimal.from(rate),
    valueCap: orderCap,
  });
  claim(again.kind !== 'sized', 'a proposal that cannot be sized');
  if (again.kind === 'sized')
    claim(
      Decimal.from(again.quantity).isGreaterThan(Decimal.from(size.quantity)),
      'the engine would size it larger',
    );
  return broken;
}
