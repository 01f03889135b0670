/** Keys of the agent: what decides, how far it may go and what it may cost. @module */
import { positiveDecimalSchema } from '@tradewright/core';
import { z } from 'zod';
import { budgetKeys } from './budget-keys.ts';
import { fallbackKeys } from './fallback-keys.ts';
import { key, optionalDecimal, wholeNumber } from './key-definition.ts';

/** In the order of the table. Prices and caps of models are in US dollars. */
export const agentKeys = {
  AGENT_PROVIDER: key(
    'agent',
    'auto',
    z.enum(['auto', 'offline', 'openai', 'cassette']),
    'What decides: offline (documented rules, no model), openai (any compatible endpoint), cassette (recorded answers), auto (openai when a key or base URL is set, else offline)',
  ),
  AGENT_MODE: key(
    'agent',
    'propose',
    z.enum(['shadow', 'propose', 'auto-paper', 'auto-live']),
    'How far the agent may go: shadow, propose (a person approves), auto-paper, auto-live; the demo acts on paper unless it is set',
  ),
  APPROVAL_BAND_BPS: key(
    'agent',
    '50',
    wholeNumber(1, 1_000),
    'How far the market may move, in basis points, before a proposal or its approval lapses',
  ),
  APPROVAL_MINUTES: key(
    'agent',
    '15',
    wholeNumber(1, 1_440),
    'Minutes that a proposal waits for a person',
  ),
  AGENT_PROMOTE_AFTER: key(
    'agent',
    '50',
    wholeNumber(1, 100_000),
    'Clean decisions, with books and costs in order, that an agent must show before it acts alone with real money, or again after a demotion',
  ),
  AGENT_DEMOTE_AFTER: key(
    'agent',
    '3',
    wholeNumber(1, 100),
    'Faulty decisions in a row after which an agent only proposes',
  ),
  OPENAI_API_KEY: key('agent', '', z.string(), 'Key of the model endpoint'),
  OPENAI_BASE_URL: key(
    'agent',
    '',
    z.union([z.literal(''), z.url()]),
    'Base URL of any OpenAI-compatible endpoint; empty is the one of OpenAI',
  ),
  LLM_MODEL: key('agent', 'gpt-5-mini', z.string().min(1), 'Model to ask'),
  LLM_WIRE: key(
    'agent',
    'auto',
    z.enum(['auto', 'chat', 'responses']),
    'Dialect of the endpoint: chat, responses, or auto (responses at OpenAI and xAI, chat elsewhere)',
  ),
  LLM_JSON_SCHEMA: key(
    'agent',
    'strict',
    z.enum(['strict', 'plain', 'json-object', 'none']),
    'How the endpoint takes the shape of an answer; tradewright doctor model tells which works',
  ),
  LLM_MAX_OUTPUT_TOKENS: key(
    'agent',
    '2000',
    z.coerce.number().int().min(64).max(100_000),
    'Most tokens of one answer, thoughts included',
  ),
  LLM_PRICE_INPUT: key(
    'agent',
    '',
    optionalDecimal,
    'Price of a million input tokens; needed for a model whose price is not known',
  ),
  LLM_PRICE_OUTPUT: key(
    'agent',
    '',
    optionalDecimal,
    'Price of a million output tokens, thoughts included',
  ),
  LLM_PRICE_CACHED_INPUT: key(
    'agent',
    '',
    optionalDecimal,
    'Price of a million input tokens that the endpoint had cached; empty is LLM_PRICE_INPUT',
  ),
  ...fallbackKeys,
  LLM_MAX_COST_PER_DECISION: key(
    'agent',
    '0.25',
    positiveDecimalSchema,
    'Most that one decision may cost, counted at its worst case before each call',
  ),
  LLM_MAX_COST_PER_HOUR: key('agent', '1', positiveDecimalSchema, 'Most per hour'),
  LLM_MAX_COST_PER_DAY: key('agent', '2', positiveDecimalSchema, 'Most per UTC day'),
  LLM_MAX_COST_PER_MONTH: key('agent', '20', positiveDecimalSchema, 'Most per UTC month'),
  ...budgetKeys,
  LLM_CASSETTE: key(
    'agent',
    '',
    z.string(),
    'Recorded answers for AGENT_PROVIDER=cassette; empty plays the bundled scripted ones',
  ),
  MCP_TOKEN: key(
    'agent',
    '',
    z.string(),
    'Token that clients of tradewright mcp --http send; at least 32 characters',
  ),
} as const;
