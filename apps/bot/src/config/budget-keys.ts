/** Keys of what models may take besides money. @module */
import { key, optionalWhole } from './key-definition.ts';

/** Counted at their worst case before each request, as money is. */
export const budgetKeys = {
  LLM_MAX_CALLS_PER_DECISION: key(
    'agent',
    '12',
    optionalWhole(1, 1_000_000_000),
    'Most requests, repeats included, per decision',
  ),
  LLM_MAX_CALLS_PER_HOUR: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per hour; empty for no cap',
  ),
  LLM_MAX_CALLS_PER_DAY: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per UTC day; empty for no cap',
  ),
  LLM_MAX_CALLS_PER_MONTH: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per UTC month; empty for no cap',
  ),
  LLM_MAX_TOKENS_PER_DECISION: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'Most tokens of both directions, each byte of a request one until it is counted, per decision; empty for no cap',
  ),
  LLM_MAX_TOKENS_PER_HOUR: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per hour; empty for no cap',
  ),
  LLM_MAX_TOKENS_PER_DAY: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per UTC day; empty for no cap',
  ),
  LLM_MAX_TOKENS_PER_MONTH: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per UTC month; empty for no cap',
  ),
  LLM_MAX_SECONDS_PER_DECISION: key(
    'agent',
    '120',
    optionalWhole(1, 1_000_000_000),
    'Most seconds of waiting for a model, per decision',
  ),
  LLM_MAX_SECONDS_PER_HOUR: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per hour; empty for no cap',
  ),
  LLM_MAX_SECONDS_PER_DAY: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per UTC day; empty for no cap',
  ),
  LLM_MAX_SECONDS_PER_MONTH: key(
    'agent',
    '',
    optionalWhole(1, 1_000_000_000),
    'The same per UTC month; empty for no cap',
  ),
} as const;
