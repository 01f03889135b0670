import { describe, expect, test } from 'vitest';
import { TradewrightError } from '../errors/tradewright-error.ts';
import { parseSymbol } from './symbol.ts';

describe('parseSymbol', () => {
  test.for(['BHP/AUD', 'AUD/USD', 'BTC/USD', 'BRK.B/USD', '1INCH/USDT', 'A200/AUD'])(
    '%s is canonical',
    (symbol) => {
      expect(parseSymbol(symbol).symbol).toBe(symbol);
    },
  );

  test.for([
    ['btc/usd', 'BTC/USD'],
    ['BTC-USD', 'BTC/USD'],
    ['AUD.USD', 'AUD/USD'],
    ['btcusd', 'BTC/USD'],
    ['ETHUSDT', 'ETH/USDT'],
    ['bhp aud', 'BHP/AUD'],
  ])('%s is refused and %s suggested', ([text, suggestion]) => {
    const error = caught(() => parseSymbol(text ?? ''));
    expect(error.code).toBe('SYMBOL_INVALID');
    expect(error.hint).toContain(`did you mean ${suggestion}?`);
  });

  test.for(['', '/', 'BTC/', '/USD', 'A/B/C', 'BTC/USD\0', 'x'.repeat(500)])(
    '%j is refused',
    (text) => {
      const error = caught(() => parseSymbol(text));
      expect(error.hint).toContain('BASE/QUOTE');
      expect(error.message.length).toBeLessThan(120);
    },
  );
});

function caught(run: () => unknown): TradewrightError {
  try {
    run();
  } catch (error) {
    if (TradewrightError.is(error)) return error;
  }
  throw new Error('nothing of ours was thrown');
}
