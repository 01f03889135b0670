/** A model to ask outside of a session, paid for under the same caps. @module */
import { SystemClock } from '@tradewright/core';
import type { Config } from '../config/load-config.ts';
import type { AgentParts } from './build-agent.ts';
import { openLedger, openModel } from './open-model.ts';
import type { SessionPaths } from './session-paths.ts';

/** @throws TradewrightError `CONFIG_INVALID` for a model without a price */
export function liveDecider(
  config: Config,
  paths: SessionPaths,
): { readonly agent: Pick<AgentParts, 'model' | 'spend'>; readonly close: () => void } {
  const clock = new SystemClock();
  const { ledger, close } = openLedger(config, paths, clock);
  const spend = ledger.spender();
  const model = openModel(config, { clock, spend, onAttempt: () => undefined });
  return { agent: { model, spend }, close };
}
