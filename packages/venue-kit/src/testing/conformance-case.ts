/** A rule of the venue contract as data. @module */
import type { OrderType, StreamName, TimeInForce, TraderCapabilities } from '@tradewright/core';
import type { CaseBench } from './case-bench.ts';
import type { ConformanceVenue, VenueFact, VenueFault } from './conformance-venue.ts';

type Flag = Extract<
  {
    [Name in keyof TraderCapabilities]: TraderCapabilities[Name] extends boolean ? Name : never;
  }[keyof TraderCapabilities],
  string
>;

type Ability = Flag | `type:${OrderType}` | `tif:${TimeInForce}` | `stream:${StreamName}`;

/** What a case needs of a venue; `no:` asks for its absence. */
export type Need = Ability | `no:${Ability}` | `fault:${VenueFault}` | `fact:${VenueFact}`;

/** One numbered rule. `run` throws when the venue breaks it. */
export type ConformanceCase = {
  /** `T` and three digits; the first names the group. */
  readonly id: string;
  readonly title: string;
  readonly needs: readonly Need[];
  readonly run: (it: CaseBench) => Promise<void>;
};

/** The needs that a venue does not meet; none means that the case must pass. */
export function missingNeeds(
  needs: readonly Need[],
  venue: Pick<ConformanceVenue, 'capabilities' | 'faults' | 'facts'>,
): readonly Need[] {
  return needs.filter((need) =>
    need.startsWith('no:') ? has(need.slice(3), venue) : !has(need, venue),
  );
}

function has(
  need: string,
  { capabilities, faults, facts }: Pick<ConformanceVenue, 'capabilities' | 'faults' | 'facts'>,
): boolean {
  const [kind = '', value = ''] = need.split(':');
  const among = (values: readonly string[]): boolean => values.includes(value);
  switch (kind) {
    case 'fault':
      return among(faults);
    case 'fact':
      return among(facts);
    case 'type':
      return among(capabilities.orderTypes);
    case 'tif':
      return among(capabilities.timesInForce);
    case 'stream':
      return among(capabilities.streams);
    default:
      return capabilities[kind as Flag];
  }
}
