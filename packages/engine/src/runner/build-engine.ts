/** Builds every part of a session around one trader. @module */
import {
  Decimal,
  EventBus,
  type Decision,
  type EventEnvelope,
  type EventPayloads,
  type EventType,
  type Plan,
} from '@tradewright/core';
import { ExecutionEngine } from '../execution/execution-engine.ts';
import { OrderRegistry } from '../execution/order-registry.ts';
import { LedgerJournal } from '../portfolio/ledger-journal.ts';
import { WatchedJournal } from '../health/watched-journal.ts';
import { DataFetchCoordinator } from '../market/data-fetch-coordinator.ts';
import { MarketRecorder } from '../market/market-recorder.ts';
import { MarketState } from '../market/market-state.ts';
import { PlanBook } from '../plan/plan-book.ts';
import { PlanMonitor } from '../plan/plan-monitor.ts';
import { haltOnLostOrder } from '../recovery/halt-on-lost-order.ts';
import { StrategyHost } from '../strategy/strategy-host.ts';
import { Activity } from './activity.ts';
import { buildBooks } from './build-books.ts';
import { buildHealth } from './build-health.ts';
import { buildMoney } from './build-money.ts';
import { buildRecovery } from './build-recovery.ts';
import { DecisionDesk } from './decision-desk.ts';
import type { EngineOptions } from './engine-options.ts';
import { engineReach } from './engine-reach.ts';
import { ExitDesk } from './exit-desk.ts';
import { PlanDesk } from './plan-desk.ts';
import { ProtectionDesk } from './protection-desk.ts';
import { tellOfProtection } from './tell-of-protection.ts';
import { PlanOrders } from './plan-orders.ts';
import { restoreEngine } from './restore-engine.ts';
import type { RunnerParts } from './runner-parts.ts';
import { StrategyRunner } from './strategy-runner.ts';

/** A built session: the runner and the parts it drives. */
export type Engine = { readonly runner: StrategyRunner; readonly parts: RunnerParts };

/** Builds, connects nothing and starts nothing. */
export function buildEngine(options: EngineOptions): Engine {
  const { trader, clock, ids, baseCurrency } = options;
  const journal = new WatchedJournal(
    new LedgerJournal(options.journal, (entry) => fxBook.add(entry)),
    () => healthCircuitManager,
    () => resyncService.again(),
  );
  const bus = new EventBus(options.onSubscriberFailure);
  const publish = <Type extends EventType>(
    type: Type,
    symbol: string | null,
    payload: EventPayloads[Type],
  ): void => {
    if (!bus.hasSubscribers(type)) return;
    const time = clock.now();
    bus.publish({
      type,
      symbol,
      time,
      receivedTime: time,
      source: 'engine',
      payload,
    } as EventEnvelope);
  };

  const market = new MarketState();
  const dataFetchCoordinator = new DataFetchCoordinator({ trader, clock, keepMs: 5_000 });
  const { converter, costTracker, rateDesk, fxBook } = buildMoney(
    options,
    market,
    dataFetchCoordinator,
  );
  const activity = new Activity();
  const { healthCircuitManager, halts, gate, connectionWatch } = buildHealth({
    trader,
    clock,
    journal,
    market,
    activity,
    watch: options.watch,
    publish,
  });
  const planBook = new PlanBook((planId) => options.records?.plan(planId));
  const orders = new OrderRegistry((id) => options.records?.order(id));
  const books = buildBooks(options, {
    market,
    converter,
    costTracker,
    dataFetchCoordinator,
  });
  const { portfolioTracker, externalHoldings, riskManager } = books;

  const strategyHost = new StrategyHost({
    bookOf: (name) => ({
      position: (symbol) => portfolioTracker.position(name, symbol),
      plans: () => planBook.open(name),
    }),
    onActions: (strategy, actions) => decisionDesk.carryOut(strategy, actions, null),
    onFailure: (strategy, error) =>
      publish('strategy.changed', null, {
        strategyName: strategy.name,
        state: 'failed',
        reason: String(error),
      }),
    onPending: (work) => activity.track(work),
  });
  const onPlan = (plan: Plan): void => {
    publish('plan.changed', plan.symbol, plan);
    protectionDesk?.sync(plan.planId);
  };
  const execution = new ExecutionEngine({
    trader,
    journal,
    clock,
    orders,
    plans: planBook,
    portfolio: portfolioTracker,
    risk: riskManager,
    halts,
    fence: options.fence,
    onOrder: (record) => {
      const { symbol, clientOrderId } = record.intent;
      resyncService.onOrder(record);
      if (record.life === 'sending') costTracker.sent(clientOrderId, market.quote(symbol));
      publish('order.changed', symbol, record);
      const plan = protectionDesk?.onOrder(record);
      if (plan !== undefined && !exitDesk.onProtectionEnded(plan))
        protectionDesk?.sync(plan.planId);
    },
    onCommission: (commission, fill) => {
      costTracker.record(fill, commission);
      publish('commission', fill.symbol, commission);
    },
    onFill: (fill, strategyName) => {
      costTracker.onFill(fill);
      publish('fill', fill.symbol, fill);
      strategyHost.onFill(fill, strategyName);
    },
    onPlan,
    onRefusal: (ended, occasion) => planDesk.onRefusal(ended, occasion),
    onElsewhere: (report) => {
      haltOnLostOrder(report, halts);
      publish('order.elsewhere', report.symbol, report);
    },
  });
  const planOrders = new PlanOrders({
    market,
    portfolio: portfolioTracker,
    plans: planBook,
    risk: riskManager,
    execution,
    records: orders,
    journal,
    clock,
    ids,
    activity,
    slippagePercent: options.slippagePercent,
    exitTicks: options.exitTicks ?? 2,
    venueReduceOnly: trader.capabilities.reduceOnly,
    makerFirst: options.makerFirst === true && trader.capabilities.postOnly,
    onPlan,
    onDenied: (verdict) => publish('risk.denied', verdict.symbol, verdict),
  });
  const protectionDesk =
    options.protection === undefined
      ? undefined
      : new ProtectionDesk({
          market,
          portfolio: portfolioTracker,
          plans: planBook,
          records: orders,
          orders: planOrders,
          clock,
          slippagePercent: options.slippagePercent,
          nakedAfterMs: options.protection.nakedAfterMs,
          ready: () => gate.ready,
          isLeaving: (plan) => exitDesk.isLeaving(plan),
          onNaked: (plan, naked) => tellOfProtection(plan, naked, { journal, clock, publish }),
        });
  const exitDesk = new ExitDesk({
    market,
    portfolio: portfolioTracker,
    records: orders,
    clock,
    orders: planOrders,
    protection: protectionDesk,
  });
  const planDesk = new PlanDesk({
    market,
    converter,
    plans: planBook,
    risk: riskManager,
    clock,
    ids,
    orders: planOrders,
    exits: exitDesk,
    baseCurrency,
    entryNudgeTicks: options.entryNudgeTicks ?? 0,
    equity: () => equityOf(runner),
    entriesBlocked: (symbol) =>
      (options.mayRisk?.() ?? trader.paper)
        ? gate.entriesBlocked(symbol)
        : 'the account holds real money and is not armed',
  });
  const decisionDesk = new DecisionDesk({
    plans: planDesk,
    journal,
    clock,
    ids,
    onDecision: (decision: Decision) => publish('decision.made', null, decision),
  });
  const planMonitor = new PlanMonitor({
    plans: planBook,
    clock,
    intervalMs: options.planMonitorIntervalMs,
    quote: (symbol) => market.quote(symbol),
    onTrigger: (plan, trigger) => planDesk.onTrigger(plan, trigger),
    onTrail: (plan, stopPrice) => planDesk.onTrail(plan, stopPrice),
    onRound: () => protectionDesk?.review(),
  });
  const { resyncService, cashSync } = buildRecovery({
    trader,
    clock,
    journal,
    market,
    execution,
    orders,
    portfolio: portfolioTracker,
    halts,
    external: externalHoldings,
    costs: costTracker,
    fxBook,
    cash: options.cash,
    records: options.records,
    onReady: (ready) => {
      gate.ready = ready;
      if (ready) protectionDesk?.review();
    },
    onPending: (work) => activity.track(work),
  });
  const fetch = dataFetchCoordinator;
  const reach = { trader, baseCurrency, market, converter, fetch, gate, halts, costs: costTracker };
  const strategies =
    typeof options.strategies === 'function'
      ? options.strategies(engineReach(reach))
      : options.strategies;
  const parts: RunnerParts = {
    sessionId: options.sessionId,
    baseCurrency,
    spendCurrencies: options.spendCurrencies ?? [],
    decisionIntervalMs: options.decisionIntervalMs,
    trader,
    clock,
    ids,
    journal,
    bus,
    market,
    converter,
    rateDesk,
    fxBook,
    dataFetchCoordinator,
    toolCoordinator: options.toolCoordinator?.(),
    healthCircuitManager,
    connectionWatch,
    ...books,
    costTracker,
    strategyHost,
    planBook,
    planMonitor,
    planDesk,
    protectionDesk,
    decisionDesk,
    halts,
    orders,
    execution,
    resyncService,
    cashSync,
    activity,
    gate,
    strategies,
    fence: options.fence,
    watchlist: options.watchlist ?? [],
    marketRecorder:
      options.marketData === undefined
        ? undefined
        : new MarketRecorder(options.marketData.store, options.marketData.intervalMs),
    tape: options.venueTape,
  };
  const runner = new StrategyRunner(parts);
  if (options.records !== undefined) restoreEngine(parts, options.records);
  return { runner, parts };
}

/** A fresh valuation, which also tells risk the loss of the day up to now. */
function equityOf(runner: StrategyRunner): Decimal | undefined {
  const { equity } = runner.valuation();
  return equity === null ? undefined : Decimal.from(equity);
}
