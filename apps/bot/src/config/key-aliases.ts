/** Other names of keys, as other tools for Interactive Brokers write them. @module */
import type { ConfigKey } from './config-keys.ts';

/** Read where the key itself is not set; both may stand as long as they say the same. */
export const keyAliases: Readonly<Partial<Record<ConfigKey, string>>> = {
  IB_HOST: 'IBKR_HOST',
  IB_PORT: 'IBKR_PORT',
  IB_CLIENT_ID: 'IBKR_CLIENT_ID',
};

/** One line for each alias that says something else than its key. */
export function aliasConflicts(valueOf: (name: string) => string | undefined): readonly string[] {
  return Object.entries(keyAliases).flatMap(([key, alias]) => {
    const [own, other] = [valueOf(key), valueOf(alias)];
    if (own === undefined || other === undefined || own === other) return [];
    return [
      `${alias}: was "${other}" and ${key} "${own}", which mean the same; leave one of them, or make them agree`,
    ];
  });
}
