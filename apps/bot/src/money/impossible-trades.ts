/** What a configuration never lets happen. @module */
import { Decimal, amount, parseSymbol, type Instrument } from '@tradewright/core';
import { CurrencyConverter, type RiskCaps } from '@tradewright/engine';
import type { Config } from '../config/load-config.ts';
import { riskCapsOf } from '../session/risk-caps.ts';
import { feeScheduleOf, sessionFees } from '../session/session-fees.ts';
import { paperInstrument } from '../venues/paper-instruments.ts';

/** Where the configuration trades. */
type Place = { readonly venue: string; readonly baseCurrency: string };

/** One sentence per kind of trade that these caps never allow, in the order in which the rules would say no. */
export function impossibleTrades(config: Config, place: Place): readonly string[] {
  const caps = riskCapsOf(config);
  const most = Decimal.from(caps.maxOrderValue).minus(Decimal.from(caps.orderValueBuffer));
  return [
    ...ofSymbols(config, caps),
    ...ofSizes(caps, most, place),
    ...ofShorts(config, caps, place),
    ...ofCurrencies(config, place),
    ...ofCosts(config, most, place),
  ];
}

function ofSymbols(config: Config, caps: RiskCaps): readonly string[] {
  const { ALLOWED_SYMBOLS: allowed } = config;
  const classes = caps.allowedClasses ?? [];
  return [
    ...(allowed.length === 0 ? [] : [`An entry in anything but ${allowed.join(', ')}.`]),
    ...(classes.length === 0 || classes.length === 3
      ? []
      : [`An entry in instruments that are neither ${classes.join(' nor ')}.`]),
    ...(caps.buckets ?? [])
      .filter((bucket) => bucket.length > (caps.maxPerBucket ?? Infinity))
      .map(
        (bucket) =>
          `Positions in more than ${String(caps.maxPerBucket)} of ${bucket.join(', ')} at once.`,
      ),
  ];
}

function ofSizes(caps: RiskCaps, most: Decimal, { baseCurrency }: Place): readonly string[] {
  const full = Decimal.from(caps.maxTotalExposure).dividedBy(most).roundedToPlaces(0, 'down');
  const byCount = Decimal.fromMarketNumber(caps.maxPositions);
  return [
    `An entry below ${caps.minTradeSize} or above ${most.toString()} ${baseCurrency}; a unit that costs more than that cannot be bought at all.`,
    ...(full.isLessThan(byCount)
      ? [
          `${String(caps.maxPositions)} positions of the largest size at once: ${caps.maxTotalExposure} ${baseCurrency} hold ${full.toString()} of them.`,
        ]
      : []),
    ...Object.entries(caps.allocatedCapital ?? {})
      .filter(([, sum]) => Decimal.from(sum).isLessThan(most))
      .map(([name, sum]) => `An order of ${name} above its capital of ${sum} ${baseCurrency}.`),
  ];
}

function ofShorts(config: Config, caps: RiskCaps, { venue }: Place): readonly string[] {
  const coins = caps.classes?.crypto?.allowShort === false && venue !== 'IB';
  return [
    ...(config.IB_STOCK_ALLOW_SHORT || venue === 'GEMINI' ? [] : ['A short sale of a share.']),
    ...(coins ? ['A short sale of a coin.'] : []),
  ];
}

function ofCurrencies(config: Config, { venue, baseCurrency }: Place): readonly string[] {
  const foreign = new Set(
    config.ALLOWED_SYMBOLS.map((symbol) => parseSymbol(symbol).quote).filter(
      (quote) => quote !== baseCurrency,
    ),
  );
  if (venue === 'GEMINI' && baseCurrency !== 'USD') foreign.add('USD');
  const pairs = venue === 'IB' ? 'IB quotes' : `${venue} quotes`;
  return [...foreign].map(
    (currency) =>
      `An entry in ${currency} while no quote of ${currency} against ${baseCurrency}, younger than ${config.FX_RATE_MAX_AGE_SECONDS} s, is there: ${pairs} the pair or it does not.`,
  );
}

/** Symbols that stand for their class where nothing else is named. */
const examples: Readonly<Record<string, readonly string[]>> = {
  IB: ['BHP/AUD'],
  GEMINI: ['BTC/USD'],
  PAPER: ['BTC/USD'],
};

/** What the fees of both ways leave no room for. */
function ofCosts(config: Config, most: Decimal, place: Place): readonly string[] {
  const { venue, baseCurrency } = place;
  const symbols = config.ALLOWED_SYMBOLS.length > 0 ? config.ALLOWED_SYMBOLS : examples[venue];
  const schedule = feeScheduleOf(sessionFees(config, venue), baseCurrency);
  return (symbols ?? []).flatMap((symbol) => {
    const instrument: Instrument = paperInstrument(symbol);
    if (instrument.currency !== baseCurrency) return [];
    const facts = { instrument: () => instrument, converter: new CurrencyConverter() };
    const share = (value: string): Decimal | undefined => {
      const quantity = Decimal.from(value);
      const fee = schedule({ symbol, notional: amount(value, baseCurrency), quantity }, facts);
      return fee === undefined
        ? undefined
        : Decimal.from(fee.value).times(Decimal.from('200')).dividedBy(Decimal.from(value));
    };
    const [small, large] = [share(config.MIN_TRADE_SIZE), share(most.toString())];
    if (small === undefined || large === undefined) return [];
    const least = config.MIN_REWARD_RISK ?? 0;
    const text = (percent: Decimal): string => percent.roundedToPlaces(2).toString();
    return [
      `A plan in ${symbol} whose target is nearer than its costs of both ways: ${text(small)} % of the smallest order, ${text(large)} % of the largest${least > 0 ? `; beyond them it must gain ${least} times what it risks` : ''}.`,
    ];
  });
}
