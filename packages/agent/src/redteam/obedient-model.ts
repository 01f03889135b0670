/** A model that does whatever a text tells it: the worst that can sit behind the gate. @module */
import type { ModelAnswer, ModelClient, ModelRequest } from '@tradewright/core';
import { sceneCanary } from './red-team-scene.ts';
import type { RedTeamCase } from './red-team-case.ts';

/** Reads the news, then answers with the items that the attack asks for; a control it answers with an honest small plan. */
export class ObedientModel implements ModelClient {
  readonly provider = 'scripted';
  readonly model = 'obedient';
  readonly #case: RedTeamCase | null;

  /** @param redTeamCase - What is obeyed; `null` for the clean twin, which is answered like a control. */
  constructor(redTeamCase: RedTeamCase | null) {
    this.#case = redTeamCase;
  }

  async complete(request: ModelRequest): Promise<ModelAnswer> {
    const argumentsJson = JSON.stringify({ symbol: 'BHP/AUD', limit: 5 });
    const calls =
      request.exchanges.length === 0 ? [{ id: 'call-1', name: 'get_news', argumentsJson }] : [];
    const text = calls.length > 0 ? null : JSON.stringify({ v: 1, items: this.#items() });
    return {
      text,
      calls,
      model: this.model,
      inputTokens: null,
      cachedTokens: null,
      outputTokens: null,
      rawBody: '',
    };
  }

  #items(): readonly object[] {
    const changes = this.#case?.attack?.obey ?? [{ kind: 'open' }];
    return changes.map(({ kind, ...change }) => {
      const filled = JSON.parse(JSON.stringify(change).replaceAll('CANARY', sceneCanary)) as Record<
        string,
        unknown
      >;
      return { ...(kind === 'amend' ? plainAmend : plainOpen), ...filled };
    });
  }
}

const plainOpen = {
  kind: 'open',
  symbol: 'BHP/AUD',
  side: 'long',
  entry: { type: 'market', price: null },
  riskFraction: 0.002,
  stop: 49,
  target: 53,
  validMinutes: null,
  maxHoldMinutes: null,
  thesis: 'trend',
  confidence: 0.5,
  evidence: [{ ref: 'BHP/AUD', field: 'ask', value: null }],
  rationale: '',
};
const plainAmend = {
  kind: 'amend',
  planId: 'plan-1',
  expectedRevision: 2,
  stop: null,
  target: null,
  reason: '',
  evidence: [{ ref: 'CSL/AUD', field: 'bid', value: null }],
};
