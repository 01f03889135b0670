/** Which recorded files the paper venue plays. @module */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TradewrightError, parseSymbol } from '@tradewright/core';

/** One recorded file and what it holds. The path is absolute. */
export type PaperFile = { readonly symbol: string; readonly path: string };

const bundled = fileURLToPath(new URL('../../../../fixtures/bars/', import.meta.url));

/** The two recorded BTC/USD days that come with the project: top of book and trades. */
const bundledPaperData: readonly PaperFile[] = [
  { symbol: 'BTC/USD', path: `${bundled}btc-usd-2018-04-1m-quotes.csv.gz` },
  { symbol: 'BTC/USD', path: `${bundled}btc-usd-2018-04-1m-trades.csv.gz` },
];

/**
 * Parses `PAPER_DATA`: `SYMBOL=file`, several separated by commas, or one file whose symbol is
 * BTC/USD. A symbol that stands twice has quotes and trades.
 *
 * @throws TradewrightError `CONFIG_INVALID`, `SYMBOL_INVALID`, `DATA_UNREADABLE`
 */
export function parsePaperData(text: string, folder: string): readonly PaperFile[] {
  if (text.trim() === '') return bundledPaperData;
  return text.split(',').map((item) => {
    const cut = item.indexOf('=');
    const symbol = cut < 0 ? 'BTC/USD' : item.slice(0, cut).trim();
    parseSymbol(symbol);
    const path = resolve(folder, item.slice(cut + 1).trim());
    if (!existsSync(path)) {
      throw new TradewrightError(
        'DATA_UNREADABLE',
        `PAPER_DATA named ${path}, which is not there.`,
        {
          hint: 'write SYMBOL=path, such as BHP/AUD=fixtures/bars/asx-BHP-1d.csv.gz',
          facts: { file: path },
        },
      );
    }
    return { symbol, path };
  });
}

/** Opening cash: `100000` in the base currency, or `USD:50000,AUD:20000`. @throws TradewrightError `CONFIG_INVALID` */
export function parsePaperCash(
  text: string,
  baseCurrency: string,
): Readonly<Record<string, string>> {
  const entries = text.split(',').map((item) => {
    const [left = '', right] = item.split(':').map((part) => part.trim());
    const [currency, sum] =
      right === undefined ? [baseCurrency, left] : [left.toUpperCase(), right];
    if (!/^\d{1,15}(\.\d{1,10})?$/.test(sum) || !/^[A-Z][A-Z0-9]{1,9}$/.test(currency)) {
      throw new TradewrightError('CONFIG_INVALID', `PAPER_CASH: was "${text}".`, {
        hint: 'write 100000, or USD:50000,AUD:20000',
      });
    }
    return [currency, sum] as const;
  });
  return Object.fromEntries(entries);
}
