/** The reading of one decision. @module */
import { createHash } from 'node:crypto';
import { TradewrightError, canonicalJson, type ToolCall, type ToolResult } from '@tradewright/core';
import type { Shown } from '../gate/evidence-index.ts';
import { parseStrictJson } from '../model/strict-json.ts';
import { clampAnswer } from './clamp-answer.ts';
import type { ScopeOptions, ToolCoordinator } from './tool-coordinator.ts';
import type { Tool, ToolAnswer, ToolCase } from './tool.ts';

/** One call as it went, for the record. */
export type ToolTrace = {
  readonly name: string;
  readonly argumentsJson: string;
  readonly ok: boolean;
  readonly resultHash: string;
  readonly bytes: number;
  readonly asOf: number | null;
};

/**
 * Calls within one decision: counted, de-duplicated, bounded in bytes and time. A call that fails
 * answers with a typed error and never throws. What was shown can be cited as evidence.
 */
export class ToolScope {
  readonly #coordinator: ToolCoordinator;
  readonly #case: ToolCase;
  readonly #now: () => number;
  readonly #shownBefore: number;
  readonly #answered = new Map<string, ToolResult>();
  readonly #shown = new Map<string, Shown>();
  readonly #traces: ToolTrace[] = [];
  #calls = 0;
  #bytes = 0;
  #tainted = false;

  constructor(coordinator: ToolCoordinator, options: ScopeOptions) {
    this.#coordinator = coordinator;
    const { sources, policy } = coordinator.options;
    const { context, simulate, now = () => context.time, shownBefore = 0 } = options;
    this.#case = { context, simulate, sources, policy, limits: coordinator.limits };
    this.#now = now;
    this.#shownBefore = shownBefore;
  }

  /** Results by their reference. */
  get shown(): ReadonlyMap<string, Shown> {
    return this.#shown;
  }

  get traces(): readonly ToolTrace[] {
    return this.#traces;
  }

  /** True once text from outside has been shown. */
  get tainted(): boolean {
    return this.#tainted;
  }

  async call(call: ToolCall): Promise<ToolResult> {
    const result = await this.#answer(call);
    const json = canonicalJson(result.body);
    this.#traces.push({
      name: call.name.slice(0, 80),
      argumentsJson: call.argumentsJson.slice(0, 2_000),
      ok: result.ok,
      resultHash: createHash('sha256').update(json).digest('hex'),
      bytes: Buffer.byteLength(json),
      asOf: result.asOf,
    });
    return result;
  }

  async #answer(call: ToolCall): Promise<ToolResult> {
    const refuse = (code: string, message: string, hint?: string): ToolResult => ({
      id: call.id,
      ok: false,
      body: { error: { code, message, ...(hint === undefined ? {} : { hint }) } },
      asOf: null,
    });
    const tool = this.#coordinator.tool(call.name);
    if (tool === undefined) return refuse('unknown-tool', 'There is no such tool.');
    let args: Readonly<Record<string, unknown>>;
    try {
      const checked = tool.schema.safeParse(parseStrictJson(call.argumentsJson));
      if (!checked.success) {
        const issue = checked.error.issues[0];
        return refuse('bad-arguments', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
      }
      args = checked.data;
    } catch (error) {
      return refuse('bad-arguments', error instanceof Error ? error.message : 'not JSON');
    }
    const same = `${tool.name} ${canonicalJson(args)}`;
    const before = this.#answered.get(same);
    if (before !== undefined) return { ...before, id: call.id };
    const denied = this.#overLimit(tool, args);
    if (denied !== undefined) return refuse(denied.code, denied.message);
    try {
      const result = this.#shape(call.id, await this.#run(tool, args));
      if (result.ok) this.#answered.set(same, result);
      return result;
    } catch (error) {
      if (!TradewrightError.is(error)) return refuse('source-failed', 'The source failed.');
      const reason = error.facts['reason'];
      return refuse(
        typeof reason === 'string' ? reason : 'source-failed',
        error.message,
        error.hint,
      );
    }
  }

  #overLimit(
    tool: Tool,
    args: Readonly<Record<string, unknown>>,
  ): { readonly code: string; readonly message: string } | undefined {
    const { limits, quota, circuit } = this.#coordinator;
    const time = this.#now();
    if (this.#calls >= limits.callsPerDecision)
      return {
        code: 'quota',
        message: `At most ${String(limits.callsPerDecision)} calls per decision.`,
      };
    if (this.#bytes >= limits.bytesPerDecision)
      return { code: 'bytes', message: 'The bytes of this decision are used up.' };
    if (tool.needs !== null && circuit.isOpen(time))
      return { code: 'circuit-open', message: 'The source failed several times; no new risk now.' };
    // The size asked for is no part of the key: 100, 101, 102 bars are one kind of call.
    const key = canonicalJson([tool.name, args['symbol'] ?? null, args['timeframe'] ?? null]);
    if (!quota.take(key, time)) return { code: 'rate', message: 'Too many calls in this minute.' };
    this.#calls += 1;
    return undefined;
  }

  /** Runs with a deadline. Only failures of a source count against the circuit. */
  async #run(tool: Tool, args: unknown): Promise<ToolAnswer> {
    const { circuit, limits, options } = this.#coordinator;
    let disarm: (() => void) | undefined;
    const late = new Promise<never>((_, reject) => {
      disarm = options.clock.after(limits.timeoutMs, () =>
        reject(
          new TradewrightError('VENUE_TIMEOUT', `${tool.name} took too long.`, {
            facts: { reason: 'timeout' },
          }),
        ),
      );
    });
    try {
      const answer = await Promise.race([tool.answer(args, this.#case), late]);
      circuit.succeeded();
      return answer;
    } catch (error) {
      const reason = TradewrightError.is(error) ? error.facts['reason'] : undefined;
      if (reason === undefined || reason === 'timeout') circuit.failed(this.#now());
      throw error;
    } finally {
      disarm?.();
    }
  }

  #shape(id: string, answer: ToolAnswer): ToolResult {
    const { limits } = this.#coordinator;
    const { time } = this.#case.context;
    const ref = `tool-${String(this.#shownBefore + this.#shown.size + 1)}`;
    const ageMs = answer.asOf === null ? null : Math.max(0, time - answer.asOf);
    const stale = ageMs !== null && ageMs > limits.staleAfterMs + (answer.currentForMs ?? 0);
    const room = Math.min(limits.bytesPerResult, limits.bytesPerDecision - this.#bytes);
    const head = { ref, asOf: answer.asOf, ageMs, stale };
    const clamped = clampAnswer(answer, head, room);
    if (clamped === undefined)
      throw new TradewrightError('VENUE_BAD_ANSWER', 'The answer does not fit.', {
        hint: 'ask for less',
        facts: { reason: 'bytes' },
      });
    this.#bytes += Buffer.byteLength(clamped.json);
    this.#shown.set(ref, { body: clamped.body, asOf: answer.asOf, stale });
    if (answer.tainted === true) this.#tainted = true;
    return { id, ok: true, body: clamped.body, asOf: answer.asOf };
  }
}
