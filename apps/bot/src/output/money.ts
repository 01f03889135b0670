/** Sums for eyes. @module */
import { Decimal } from '@tradewright/core';

/** A sum with thousands separators and two places, signed when asked for; `-` for what is not known. */
export function money(
  value: string | null,
  options: { readonly currency?: string; readonly signed?: boolean } = {},
): string {
  if (value === null) return '-';
  const rounded = Decimal.from(value).roundedToPlaces(2);
  const [whole = '0', places = ''] = rounded.absolute().toString().split('.');
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${places.padEnd(2, '0')}`;
  const sign = rounded.isNegative()
    ? '-'
    : options.signed === true && rounded.isPositive()
      ? '+'
      : '';
  return `${sign}${text}${options.currency === undefined ? '' : ` ${options.currency}`}`;
}

/** A quantity or price with at most eight places and thousands separators. */
export function plainNumber(value: string | number | null): string {
  if (value === null) return '-';
  const decimal = typeof value === 'number' ? Decimal.fromMarketNumber(value) : Decimal.from(value);
  const [whole = '0', places] = decimal.roundedToPlaces(8).toString().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return places === undefined ? grouped : `${grouped}.${places}`;
}
