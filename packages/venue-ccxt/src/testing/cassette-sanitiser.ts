/** Takes out of traffic whatever could name a person, an account or a key. @module */
import { parseExactJson } from '../stream/exact-json.ts';
import type { CassetteHttp } from './cassette.ts';

/** Fields that may stand in a cassette; any other is left out. Values that name something are replaced. */
const allowed = new Set(
  (
    'aggressor amount ask asks available avg_execution_price base_currency bid bids ' +
    'client_order_id currency executed_amount fee_amount fee_currency id include_trades is_cancelled is_live ' +
    'last limit_asks limit_bids limit_orders limit_trades message min_order_size options order_id original_amount ' +
    'pair price product_type quote_currency quote_increment reason remaining_amount result side status ' +
    'stop_price symbol tick_size tid timestamp timestampms trades type volume'
  ).split(' '),
);

/** Frames of orders and markets; balances are emptied. */
const allowedInFrames = new Set(
  'e E s b B a A U u t p q m i c S o X P z Z L r T bids asks lastUpdateId'.split(' '),
);

/** Bare numbers on the wire that no JS number may pass through. */
const bareInFrames = new Set(['E', 'T', 'i', 't']);

/**
 * Replaces ids by ordinals, the same id always by the same one: order ids and trade ids by numbers of the
 * venue's size, client ids by `client-1`, `client-2` and so on. Names of accounts and balances are
 * replaced by fixed ones. Headers never come here.
 */
export class CassetteSanitiser {
  readonly #ids = new Map<string, string>();
  readonly #clients = new Map<string, string>();

  http(row: CassetteHttp): CassetteHttp {
    const params = this.#filtered(row.params) as Record<string, unknown>;
    const body = this.#filtered(row.body);
    if (row.path === '/v1/account' && row.status === 200)
      return {
        ...row,
        params,
        body: { account: { shortName: 'primary', accountName: 'Primary' } },
      };
    if (row.path === '/v1/balances' && Array.isArray(body))
      return {
        ...row,
        params,
        body: body.map((balance) => ({ ...balance, amount: '1000', available: '1000' })),
      };
    return { ...row, params, body };
  }

  /** `undefined` for a frame that only answers a request. */
  frame(text: string): string | undefined {
    const body = parseExactJson(text);
    if (typeof body !== 'object' || body === null || 'status' in body) return undefined;
    if ('B' in body && Array.isArray(body.B))
      return JSON.stringify({ ...pick(body, ['e']), B: [] });
    const kept = Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
      if (!allowedInFrames.has(name)) return [];
      if (name === 'i') return [[name, this.#idOf(String(value))]];
      if (name === 't') return [[name, this.#idOf(String(value), 16)]];
      return [[name, name === 'c' ? this.#clientOf(String(value)) : value]];
    });
    return wireText(kept);
  }

  #filtered(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#filtered(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
        if (!allowed.has(name)) return [];
        if (name === 'volume') return [[name, item]];
        if (name === 'client_order_id') return [[name, this.#clientOf(String(item))]];
        if (name === 'order_id' || name === 'id') return [[name, this.#idOf(String(item))]];
        if (name === 'tid') return [[name, Number(this.#idOf(String(item), 16))]];
        if (name === 'message') return [[name, String(item).replaceAll(/\d{6,}/g, '0')]];
        return [[name, this.#filtered(item)]];
      }),
    );
  }

  #idOf(id: string, digits = 17): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    const ordinal = `${'7'.padEnd(digits - 6, '0')}${String(this.#ids.size + 1).padStart(6, '0')}`;
    this.#ids.set(id, ordinal);
    return ordinal;
  }

  #clientOf(id: string): string {
    const known = this.#clients.get(id);
    if (known !== undefined) return known;
    const ordinal = `client-${this.#clients.size + 1}`;
    this.#clients.set(id, ordinal);
    return ordinal;
  }
}

function pick(body: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}

function wireText(entries: readonly (readonly [string, unknown])[]): string {
  const parts = entries.map(([name, value]) => {
    const isBare = bareInFrames.has(name) && /^\d+$/.test(String(value));
    return `${JSON.stringify(name)}:${isBare ? String(value) : JSON.stringify(value)}`;
  });
  return `{${parts.join(',')}}`;
}
