/** Hands read tools to models within limits. @module */
import type { Clock, ToolCall, ToolPort, ToolResult, TradingContext } from '@tradewright/core';
import { z } from 'zod';
import type { GatePolicy } from '../gate/gate-policy.ts';
import type { ItemResult } from '../gate/gate.ts';
import { accountTools } from './account-tools.ts';
import { CallQuota } from './call-quota.ts';
import { marketTools } from './market-tools.ts';
import { outsideTools } from './outside-tools.ts';
import { ToolCircuit } from './tool-circuit.ts';
import { defaultToolLimits, type ToolLimits } from './tool-limits.ts';
import { ToolScope } from './tool-scope.ts';
import type { ToolSources } from './tool-sources.ts';
import type { Tool } from './tool.ts';

/** What the coordinator works with. `clock` bounds how long a source may take. */
export type ToolCoordinatorOptions = {
  readonly sources: ToolSources;
  readonly policy: GatePolicy;
  readonly clock: Clock;
  readonly limits?: Partial<ToolLimits>;
};

/** What a scope is opened with: the frozen context, and the gate as it would judge now. */
export type ScopeOptions = {
  readonly context: TradingContext;
  readonly simulate: (item: unknown) => ItemResult | undefined;
  /** Time by which quotas and the circuit are counted; that of the context unless the context can stand still. */
  readonly now?: () => number;
  /** How many results were shown before: references go on from there, so that none means two things. */
  readonly shownBefore?: number;
};

/** A tool as an endpoint is told of it. */
export type OfferedTool = {
  readonly name: string;
  readonly description: string;
  readonly parameters: unknown;
};

/**
 * Owns what decisions share: the catalogue, the quotas of the minute and the tool circuit. Each
 * decision reads through a {@link ToolScope} of its own. None of the tools changes anything.
 */
export class ToolCoordinator implements ToolPort {
  readonly limits: ToolLimits;
  readonly circuit: ToolCircuit;
  readonly quota: CallQuota;
  readonly options: ToolCoordinatorOptions;
  /** In a fixed order: the bytes of every request depend on it. */
  readonly offered: readonly OfferedTool[];
  readonly #tools: ReadonlyMap<string, Tool>;
  #scope: ToolScope | undefined;

  constructor(options: ToolCoordinatorOptions) {
    this.options = options;
    this.limits = { ...defaultToolLimits, ...options.limits };
    this.circuit = new ToolCircuit(this.limits);
    this.quota = new CallQuota(this.limits.callsPerKeyPerMinute, this.limits.callsPerMinute);
    const available = [...marketTools, ...accountTools, ...outsideTools].filter(
      ({ needs }) => needs === null || options.sources[needs] !== undefined,
    );
    this.#tools = new Map(available.map((tool) => [tool.name, tool]));
    this.offered = available.map(({ name, description, schema }) => ({
      name,
      description,
      parameters: parametersOf(schema),
    }));
  }

  async start(): Promise<void> {
    // Sources are the session's own and are started by it.
  }

  async stop(): Promise<void> {
    this.#scope = undefined;
  }

  /** Starts the reading of one decision; calls through {@link call} go to the newest scope. */
  open(options: ScopeOptions): ToolScope {
    this.#scope = new ToolScope(this, options);
    return this.#scope;
  }

  /** `undefined` for a tool that is not offered. */
  tool(name: string): Tool | undefined {
    return this.#tools.get(name);
  }

  async call(call: ToolCall): Promise<ToolResult> {
    if (this.#scope !== undefined) return this.#scope.call(call);
    const error = { code: 'no-context', message: 'No decision is under way.' };
    return { id: call.id, ok: false, body: { error }, asOf: null };
  }
}

function parametersOf(schema: Tool['schema']): unknown {
  const { $schema: _, ...parameters } = z.toJSONSchema(schema, { target: 'draft-7' });
  return parameters;
}
