/** Drives a session: connects, listens, decides, stops. @module */
import {
  journalEvent,
  type AccountSnapshot,
  type EquityPoint,
  type EventEnvelope,
  type EventPayloads,
  type EventType,
  type Quote,
  type Strategy,
  type StrategyAction,
  type TraderEvents,
  type TradingContext,
  type Undo,
} from '@tradewright/core';
import type { RunnerParts } from './runner-parts.ts';
import { neededCurrencies } from './needed-currencies.ts';
import { revalueMoney } from './revalue-money.ts';
import { firstQuote, subscribeTo } from './subscribe-to.ts';
import { orStopped } from './or-stopped.ts';
import { reloadEveryMs, reloadInstruments } from './reload-instruments.ts';
import { mayWrite } from './may-write.ts';
import { SessionWorth } from './session-worth.ts';
import { strategyContext } from './strategy-context.ts';

/** Where a runner starts: the session's fills are known from this time on. */
export type RunnerStart = { readonly fillsSince: number; readonly freshPortfolio: boolean };

/** Alone connects, starts and stops the parts. Bars and quotes pass through synchronously. */
export class StrategyRunner {
  readonly #parts: RunnerParts;
  readonly #undo: Undo[] = [];
  readonly #busy = new Set<string>();
  readonly #worth: SessionWorth;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#worth = new SessionWorth(parts);
  }

  /** Connects, learns instruments, resynchronises and starts the loops. @throws TradewrightError `VENUE_*`, `SYMBOL_UNKNOWN` */
  start(start: RunnerStart): Promise<void> {
    return orStopped(this.#begin(start), () => this.stop());
  }

  async #begin(start: RunnerStart): Promise<void> {
    const {
      trader,
      journal,
      portfolioTracker,
      market,
      strategyHost,
      gate,
      planMonitor,
      resyncService,
      toolCoordinator,
    } = this.#parts;
    for (const strategy of this.#parts.strategies) strategyHost.add(strategy);
    await trader.connect();
    this.#listen();
    const symbols = this.symbols();
    for (const symbol of symbols) market.setInstrument(await trader.loadInstrument(symbol));
    const account = await trader.fetchAccount();
    this.#onAccount(account);
    for (const symbol of symbols) await firstQuote(this.#parts, symbol);
    await this.#parts.rateDesk.need(neededCurrencies(this.#parts, symbols));
    if (start.freshPortfolio)
      journal.append([
        journalEvent('account.observed', account.time, account),
        ...portfolioTracker.open(account),
      ]);
    revalueMoney(this.#parts);
    await resyncService.run(start.fillsSince);
    await this.#parts.externalWatch.catchUp();
    await this.#parts.rateDesk.need(neededCurrencies(this.#parts, symbols));
    resyncService.start();
    this.#parts.connectionWatch?.start();
    await toolCoordinator?.start();
    for (const symbol of symbols) this.#undo.push(...(await subscribeTo(this.#parts, symbol)));
    planMonitor.start();
    this.#undo.push(
      this.#parts.clock.every(this.#parts.decisionIntervalMs, () => this.decide()),
      this.#parts.clock.every(reloadEveryMs, () =>
        this.#parts.activity.track(reloadInstruments(this.#parts)),
      ),
    );
    gate.state = 'running';
    this.mark();
    this.#lifecycle('running');
  }

  /** No new risk until {@link resume}; exits, cancels and the plan monitor go on. */
  pause(): void {
    if (this.#parts.gate.state !== 'running') return;
    this.#parts.gate.state = 'paused';
    this.#lifecycle('paused');
  }

  resume(): void {
    if (this.#parts.gate.state !== 'paused') return;
    this.#parts.gate.state = 'running';
    this.#lifecycle('running');
  }

  /** Waits for what is under way, takes a last mark and closes the venue. Positions and their plans stay as they are. */
  async stop(): Promise<void> {
    const { gate, planMonitor, resyncService, toolCoordinator, trader, fence } = this.#parts;
    if (gate.state === 'stopping' || gate.state === 'ended') return;
    gate.state = 'stopping';
    this.#lifecycle('stopping');
    planMonitor.stop();
    resyncService.stop();
    this.#parts.connectionWatch?.stop();
    for (const undo of this.#undo.splice(0)) undo();
    this.#parts.rateDesk.stop();
    this.#parts.externalWatch.stop();
    await this.settle();
    try {
      if (mayWrite(fence)) await this.#parts.cashSync?.finish();
      if (mayWrite(fence)) {
        revalueMoney(this.#parts);
        this.mark();
      }
    } finally {
      await toolCoordinator?.stop();
      await trader.close();
    }
    gate.state = 'ended';
    this.#lifecycle('ended');
  }

  /** `undefined` when nothing is under way: whoever drives time waits only for a promise. */
  settle(): Promise<void> | undefined {
    return this.#parts.activity.idle();
  }

  /** One decision cycle over all strategies. A strategy that still thinks is left alone. */
  decide(): void {
    const { marketRecorder, strategyHost, rateDesk, externalWatch, cashSync, activity } =
      this.#parts;
    const currencies = neededCurrencies(this.#parts, this.symbols());
    if (rateDesk.lacksAny(currencies)) activity.track(rateDesk.need(currencies));
    if (externalWatch.isBehind) activity.track(externalWatch.catchUp());
    if (cashSync?.isDue === true) activity.track(cashSync.ask());
    this.mark();
    marketRecorder?.decision(
      this.symbols().flatMap((symbol) => this.#parts.market.quote(symbol) ?? []),
    );
    for (const strategy of strategyHost.strategies()) {
      if (strategy.decide === undefined || this.#busy.has(strategy.name)) continue;
      this.#decideWith(strategy, strategyContext(this.#parts, strategy, this.valuation()));
    }
  }

  /** Values the portfolio and writes the equity down. */
  mark(): EquityPoint {
    const point = this.valuation();
    this.#parts.riskManager.onEquity(point);
    this.#parts.journal.append([journalEvent('equity.marked', point.time, point)]);
    this.#publish('equity.marked', null, point.time, point);
    for (const cap of this.#parts.capWatch.changes())
      this.#publish('cap.changed', null, point.time, cap);
    return point;
  }

  /** The worth of the portfolio now. */
  valuation(): EquityPoint {
    return this.#worth.valuation();
  }

  /** Every symbol that a strategy trades or that is watched, in this order. */
  symbols(): readonly string[] {
    const { strategies, watchlist } = this.#parts;
    return [...new Set([...strategies.flatMap((strategy) => strategy.symbols), ...watchlist])];
  }

  #decideWith(strategy: Strategy, context: TradingContext): void {
    const finish = (actions: readonly StrategyAction[] | void): void => {
      const answered = actions ?? [];
      const held: readonly StrategyAction[] = [
        { action: 'hold', symbol: null, reasons: ['no answer'] },
      ];
      this.#parts.decisionDesk.carryOut(
        strategy,
        answered.length === 0 ? held : answered,
        context.hash,
      );
      this.#parts.healthCircuitManager.succeeded('agent');
    };
    const fail = (error: unknown): void => this.#strategyFailed(strategy, error);
    try {
      const answer = strategy.decide?.(context);
      if (!(answer instanceof Promise)) return finish(answer);
      this.#busy.add(strategy.name);
      this.#parts.activity.track(
        answer
          .then(finish)
          .catch(fail)
          .finally(() => this.#busy.delete(strategy.name)),
      );
    } catch (error) {
      fail(error);
    }
  }

  /** A strategy that failed takes no new risk in this cycle; nothing is flattened. */
  #strategyFailed(strategy: Strategy, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#parts.healthCircuitManager.failed('agent', reason);
    this.#publish('strategy.changed', null, this.#parts.clock.now(), {
      strategyName: strategy.name,
      state: 'failed',
      reason,
    });
  }

  #listen(): void {
    const { trader, execution, tape } = this.#parts;
    const on = <Name extends keyof TraderEvents>(
      name: Name,
      handler: (payload: TraderEvents[Name]) => void,
    ): void => {
      this.#undo.push(
        trader.on(
          name,
          tape === undefined
            ? handler
            : (payload) => {
                tape.record(`venue.${name}`, payload);
                handler(payload);
              },
        ),
      );
    };
    on('quote', (quote) => this.#onQuote(quote));
    on('bar', ({ symbol, timeframe, bar }) => {
      this.#parts.market.onBar(symbol, timeframe, bar);
      if (this.#parts.bus.hasSubscribers('bar'))
        this.#publish('bar', symbol, bar.time, { timeframe, bar });
      this.#parts.strategyHost.onBar(symbol, timeframe, bar);
    });
    on('order', (report) => execution.onReport(report));
    on('order-elsewhere', (report) => execution.onReport(report));
    on('fill', (fill) => execution.onFill(fill));
    on('commission', (commission) => execution.onCommission(commission));
    on('account', (account) => this.#onAccount(account));
    on('connection', (state) => {
      this.#parts.connectionWatch?.look();
      this.#parts.resyncService.onConnection(state);
      this.#publish('connection.changed', null, this.#parts.clock.now(), state);
    });
  }

  #onQuote(quote: Quote): void {
    this.#parts.market.onQuote(quote);
    this.#parts.planMonitor.onQuote(quote);
    this.#parts.marketRecorder?.sample(quote);
    this.#publish('quote', quote.symbol, quote.venueTime ?? quote.receivedTime, quote);
  }

  #onAccount(account: AccountSnapshot): void {
    this.#parts.portfolioTracker.onAccount(account);
    this.#publish('account', null, account.time, account);
  }

  #lifecycle(state: string): void {
    this.#publish('lifecycle.changed', null, this.#parts.clock.now(), {
      component: 'runner',
      state,
    });
  }

  #publish<Type extends EventType>(
    type: Type,
    symbol: string | null,
    time: number,
    payload: EventPayloads[Type],
  ): void {
    const { bus, clock, trader } = this.#parts;
    if (!bus.hasSubscribers(type)) return;
    bus.publish({
      type,
      symbol,
      time,
      receivedTime: clock.now(),
      source: trader.venue,
      payload,
    } as EventEnvelope);
  }
}
