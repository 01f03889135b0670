/** One random portfolio under random caps, and hostile requests against it. @module */
import {
  Decimal,
  SeededRandom,
  buildQuote,
  decimal,
  roundPrice,
  roundQuantity,
  type Instrument,
  type OrderIntent,
} from '@tradewright/core';
import { aFill, aQuote, anInstrument, anOrderIntent } from '@tradewright/core/testing';
import type { PlanTerms } from '../risk/risk-input.ts';
import { CapModel } from './cap-model.ts';
import { randomCaps, tighterCap } from './random-caps.ts';
import { aRiskDesk } from './risk-desk.ts';

const instruments: readonly Instrument[] = [
  anInstrument({ symbol: 'BHP/AUD', canShort: true }),
  anInstrument({ symbol: 'CSL/AUD' }),
  anInstrument({ symbol: 'TM/JPY', currency: 'JPY', lot: decimal('100'), canShort: true }),
  anInstrument({ symbol: 'EUR/USD', currency: 'USD', assetClass: 'fx', canShort: true }),
  anInstrument({ symbol: 'BTC/USD', currency: 'USD', assetClass: 'crypto', lot: decimal('0.001') }),
];
const rates: Readonly<Record<string, string>> = { USD: '1.52', JPY: '0.0104' };
const strategies = ['one', 'two', null] as const;

/** What a case found. `breaches` must stay empty; `requests` counts what was reviewed. */
export type CapCaseResult = {
  readonly requests: number;
  readonly approved: number;
  readonly reducing: number;
  readonly breaches: readonly string[];
};

/** Plays a case. The same seed is the same case. */
export function playCapCase(seed: string, requests: number): CapCaseResult {
  const random = new SeededRandom(seed);
  const chance = (share: number): boolean => random.next() < share;
  const pick = <Item>(items: readonly Item[]): Item =>
    items[random.integer(0, items.length - 1)] as Item;
  const unknownRates = chance(0.1);
  const caps = randomCaps(random);
  const desk = aRiskDesk({
    caps,
    instruments,
    rates: (from) => (unknownRates ? undefined : Decimal.from(rates[from] ?? '1')),
  });
  const { risk, portfolio, market, clock } = desk;
  const model = new CapModel(caps, (currency) =>
    currency === 'AUD' ? 1 : unknownRates ? undefined : Number(rates[currency]),
  );
  for (const instrument of instruments) {
    const mid = random.integer(50, 20_000) / 100;
    const half = (mid * random.integer(0, 40)) / 20_000;
    const size = (): number | null => (chance(0.1) ? null : random.integer(0, 5_000));
    const quote = buildQuote({
      ...aQuote({ symbol: instrument.symbol }),
      bid: chance(0.03) ? null : mid - half,
      ask: chance(0.03) ? null : mid + half,
      last: chance(0.1) ? null : mid * (chance(0.1) ? 1.2 : 1),
      bidSize: size(),
      askSize: size(),
    });
    market.onQuote(quote);
    model.market(instrument, quote);
  }

  const breaches: string[] = [];
  let approved = 0;
  let reducing = 0;
  const say = (what: string | undefined, intent: OrderIntent): void => {
    if (what !== undefined) breaches.push(`${seed}: ${what}: ${JSON.stringify(intent)}`);
  };

  const anyIntent = (index: number): OrderIntent => {
    // Orders beside an open one find out whether both are counted.
    const beside = chance(0.3) ? model.anyOrder(random)?.intent : undefined;
    const instrument =
      instruments.find((one) => one.symbol === beside?.symbol) ?? pick(instruments);
    const side = beside?.side ?? pick(['buy', 'sell'] as const);
    const mid = model.mid(instrument.symbol) ?? 1;
    const price = Decimal.fromMarketNumber(
      mid * (chance(0.3) ? 0.8 + 0.4 * random.next() : 0.995 + 0.01 * random.next()),
    );
    const onStep = roundPrice(price, instrument.tickLadder, side);
    const full = Number(caps.maxOrderValue) / (mid * Number(rates[instrument.currency] ?? '1'));
    const raw = chance(0.3) ? 10 ** (random.next() * 6 - 1) : full * (0.1 + random.next());
    const size = roundQuantity(Decimal.fromMarketNumber(Number(raw.toFixed(3))), instrument.lot);
    const type = pick(['limit', 'limit', 'market', 'stop', 'trailing-stop'] as const);
    return anOrderIntent({
      clientOrderId: `c-${index}`,
      symbol: instrument.symbol,
      side,
      type,
      strategyName: beside === undefined ? pick(strategies) : beside.strategyName,
      quantity: chance(0.05) || size === '0' ? decimal('0.0005') : size,
      limitPrice: type === 'limit' ? (chance(0.05) ? decimal('50.0001') : onStep) : null,
      stopPrice: type === 'stop' ? onStep : null,
    });
  };

  const reducingIntent = (index: number): OrderIntent | undefined => {
    const found = model.reducible(pick(strategies), pick(instruments).symbol);
    if (found === undefined) return undefined;
    const part = found.quantity.times(Decimal.fromMarketNumber(random.integer(1, 1_000) / 1_000));
    const { symbol, side, strategyName } = found;
    return anOrderIntent({
      clientOrderId: `c-${index}`,
      symbol,
      side,
      strategyName,
      type: 'market',
      limitPrice: null,
      quantity: part.toString(),
    });
  };

  const fillSome = (): void => {
    const order = model.anyOrder(random);
    if (order === undefined) return;
    const { intent, remaining } = order;
    const lot = instruments.find((one) => one.symbol === intent.symbol)?.lot ?? decimal('1');
    const part = roundQuantity(remaining.times(Decimal.fromMarketNumber(random.next())), lot);
    const quantity = chance(0.5) || part === '0' ? remaining : Decimal.from(part);
    const price = intent.limitPrice ?? intent.stopPrice ?? decimal('50');
    const { symbol, side, clientOrderId } = intent;
    const currency = instruments.find((one) => one.symbol === symbol)?.currency ?? 'AUD';
    const fill = aFill({ fillId: `f-${model.fills}`, symbol, side, price, currency });
    portfolio
      .bookFill({ ...fill, quantity: quantity.toString() }, intent.strategyName ?? 'manual')
      ?.commit();
    risk.onFill(clientOrderId, quantity.toString());
    if (model.filled(clientOrderId, quantity)) risk.release(clientOrderId);
  };

  for (let index = 0; index < requests; index += 1) {
    clock.advanceTo(clock.now() + random.integer(0, 900));
    const exit = chance(0.3) ? reducingIntent(index) : undefined;
    const intent = exit ?? anyIntent(index);
    const terms = chance(0.3) ? someTerms(intent, random) : undefined;
    if (chance(0.15)) say(tightening(desk, intent, terms, random), intent);
    let { verdict, approved: approval } = risk.review(intent, terms);
    if (approval === undefined && verdict.largestSize !== null) {
      ({ verdict, approved: approval } = risk.review(
        { ...intent, quantity: verdict.largestSize },
        terms,
      ));
      if (approval === undefined) say(`a size that was offered was denied`, intent);
    }
    if (exit !== undefined && approval === undefined)
      say(`a reducing order was denied by ${verdict.denials[0]?.rule ?? ''}`, intent);
    if (approval !== undefined) {
      approved += 1;
      const placed = approval.intent;
      const isExit = model.isReducing(placed);
      if (isExit) reducing += 1;
      else say(model.entryBreach(placed, terms, clock.now()), placed);
      model.place(placed, isExit, clock.now());
    }
    say(model.portfolioBreach(), intent);
    while (chance(0.5)) fillSome();
    if (chance(0.3)) {
      const ended = model.anyOrder(random)?.intent.clientOrderId;
      if (ended !== undefined && model.ended(ended)) risk.release(ended);
    }
    say(model.portfolioBreach(), intent);
  }
  return { requests, approved, reducing, breaches };
}

function someTerms(intent: OrderIntent, random: SeededRandom): PlanTerms {
  const price = Number(intent.limitPrice ?? intent.stopPrice ?? '50');
  const near = (share: number): string => (price * (1 + share)).toFixed(4);
  return {
    stopPrice: decimal(near((random.next() - 0.6) * 0.6)),
    targetPrice: random.next() < 0.5 ? null : decimal(near((random.next() - 0.2) * 0.3)),
  };
}

/** One cap is tightened by anyone: nothing more may pass than before, and nobody but the operator brings it back. */
function tightening(
  { risk }: ReturnType<typeof aRiskDesk>,
  intent: OrderIntent,
  terms: PlanTerms | undefined,
  random: SeededRandom,
): string | undefined {
  const before = risk.caps;
  const loose = risk.dryRun(intent, terms);
  const change = tighterCap(before, random);
  if (risk.changeCaps(change, 'anyone').kind === 'refused')
    return `a tightening was refused: ${JSON.stringify(change)}`;
  const tight = risk.dryRun(intent, terms);
  const back = risk.changeCaps(before, 'anyone');
  if (back.kind === 'changed')
    return `a loosening was taken from anyone: ${JSON.stringify(change)}`;
  risk.changeCaps(before, 'operator');
  const size = (text: string | null): Decimal => Decimal.from(text ?? '0');
  return size(tight.largestSize).isGreaterThan(size(loose.largestSize))
    ? `a tighter cap allowed more: ${JSON.stringify(change)}`
    : undefined;
}
