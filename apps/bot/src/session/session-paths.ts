/** Where a session keeps its files. @module */
import { join, resolve } from 'node:path';
import type { Config } from '../config/load-config.ts';

/** Absolute paths. */
export type SessionPaths = {
  readonly data: string;
  readonly database: string;
  readonly locks: string;
  readonly market: string;
  readonly telemetry: string;
  /** What was asked of a model in a session, and answered. */
  readonly exchangesOf: (sessionId: string) => string;
  /** What models have cost. */
  readonly spend: string;
  /** What agents have earned, and lost. */
  readonly standings: string;
  /** What other agents asked over MCP. */
  readonly mcpCalls: string;
  readonly approvals: {
    readonly proposals: string;
    readonly answers: string;
    readonly taken: string;
  };
  readonly tapeOf: (sessionId: string) => string;
  readonly paperStateOf: (portfolio: string) => string;
  /** What a venue's adapter keeps over runs: nonces, id marks, contracts. */
  readonly venueStateOf: (venue: string) => string;
};

/** @param folder - What relative paths of the configuration start from. */
export function sessionPaths(config: Config, folder: string): SessionPaths {
  const data = resolve(folder, config.DATA_PATH);
  return {
    data,
    database:
      config.DATABASE_PATH === ''
        ? join(data, 'tradewright.db')
        : resolve(folder, config.DATABASE_PATH),
    locks: join(data, 'locks'),
    market: join(data, 'market.db'),
    telemetry: join(data, 'telemetry.log'),
    exchangesOf: (sessionId) => join(data, 'sessions', sessionId, 'exchanges.jsonl'),
    spend: join(data, 'agent', 'spend.db'),
    standings: join(data, 'agent', 'standings.jsonl'),
    mcpCalls: join(data, 'agent', 'mcp-calls.jsonl'),
    approvals: {
      proposals: join(data, 'agent', 'proposals.jsonl'),
      answers: join(data, 'agent', 'answers.jsonl'),
      taken: join(data, 'agent', 'taken.jsonl'),
    },
    tapeOf: (sessionId) => join(data, 'sessions', sessionId, 'tape.jsonl'),
    paperStateOf: (portfolio) => join(data, 'paper', `${portfolio}.jsonl`),
    venueStateOf: (venue) => join(data, 'venues', `${venue.toLowerCase()}.jsonl`),
  };
}
