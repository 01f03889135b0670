/** Keys of the model that is asked when the first one cannot be reached. @module */
import { z } from 'zod';
import { key, optionalDecimal } from './key-definition.ts';

/** Its own endpoint, profile and price; without a model there is none. */
export const fallbackKeys = {
  LLM_FALLBACK_MODEL: key(
    'agent',
    '',
    z.string(),
    'Model to ask when the first cannot be reached, never because its answer was not liked; its answers only propose; empty for none',
  ),
  LLM_FALLBACK_BASE_URL: key(
    'agent',
    '',
    z.union([z.literal(''), z.url()]),
    'Base URL of its endpoint; empty is that of the first model',
  ),
  LLM_FALLBACK_API_KEY: key(
    'agent',
    '',
    z.string(),
    'Key of its endpoint; empty is the key of the first model, and none at another base URL',
  ),
  LLM_FALLBACK_WIRE: key(
    'agent',
    'auto',
    z.enum(['auto', 'chat', 'responses']),
    'Dialect of its endpoint',
  ),
  LLM_FALLBACK_JSON_SCHEMA: key(
    'agent',
    'strict',
    z.enum(['strict', 'plain', 'json-object', 'none']),
    'How its endpoint takes the shape of an answer',
  ),
  LLM_FALLBACK_PRICE_INPUT: key(
    'agent',
    '',
    optionalDecimal,
    'Price of a million of its input tokens; needed where the price is not known',
  ),
  LLM_FALLBACK_PRICE_OUTPUT: key(
    'agent',
    '',
    optionalDecimal,
    'Price of a million of its output tokens',
  ),
} as const;
