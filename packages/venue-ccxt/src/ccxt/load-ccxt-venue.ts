/** Loads one ccxt exchange without loading the hundred others. @module */
import { TradewrightError } from '@tradewright/core/venue';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CcxtExchangeClass } from './ccxt-exchange.ts';

/** How a module is brought in; a seam for tests of the fallback. */
export type ImportModule = (specifier: string) => Promise<Readonly<Record<string, unknown>>>;

const importModule: ImportModule = (specifier) => import(specifier);

/** A second trader of a venue asks no module loader. */
const loaded = new Map<string, CcxtExchangeClass>();

const exchangeId = /^[a-z][a-z0-9]{1,30}$/;

/**
 * The class of one exchange, by its ccxt id.
 *
 * ccxt offers no entry per exchange, and importing it whole costs about half a second and 80 MB. The
 * class's own file is imported by path; where a release moves it, the whole package is.
 *
 * @throws TradewrightError `VENUE_UNKNOWN` for an id that ccxt does not have.
 */
export async function loadCcxtVenue(
  id: string,
  load: ImportModule = importModule,
): Promise<CcxtExchangeClass> {
  if (!exchangeId.test(id)) throw unknownVenue(id);
  const known = load === importModule ? loaded.get(id) : undefined;
  if (known !== undefined) return known;
  const found = (await byFile(id, load)) ?? (await byPackage(id, load));
  if (found === undefined) throw unknownVenue(id);
  loaded.set(id, found);
  return found;
}

/** Address of the file that holds one exchange's class, beside ccxt's own entry. */
export function ccxtVenueFile(id: string): string {
  const require = createRequire(import.meta.url);
  const root = path.dirname(path.dirname(require.resolve('ccxt')));
  return pathToFileURL(path.join(root, 'js', 'src', `${id}.js`)).href;
}

async function byFile(id: string, load: ImportModule): Promise<CcxtExchangeClass | undefined> {
  try {
    const module = await load(ccxtVenueFile(id));
    return asClass(module['default']);
  } catch {
    return undefined;
  }
}

async function byPackage(id: string, load: ImportModule): Promise<CcxtExchangeClass | undefined> {
  const module = await load('ccxt');
  const classes = module['exchanges'];
  if (typeof classes !== 'object' || classes === null || !Object.hasOwn(classes, id))
    return undefined;
  return asClass((classes as Record<string, unknown>)[id]);
}

function asClass(value: unknown): CcxtExchangeClass | undefined {
  return typeof value === 'function' ? (value as CcxtExchangeClass) : undefined;
}

function unknownVenue(id: string): TradewrightError {
  return new TradewrightError(
    'VENUE_UNKNOWN',
    `"${id.slice(0, 40)}" was not an exchange of ccxt.`,
    {
      hint: 'venues are PAPER, IB, GEMINI and the ids of ccxt, such as kraken, btcmarkets or independentreserve',
      facts: { venue: id.slice(0, 40) },
    },
  );
}
