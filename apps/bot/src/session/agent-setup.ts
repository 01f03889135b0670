/** Who decides in a session, and how far it may go. @module */
import { defaultStandingPolicy } from '@tradewright/agent';
import type { Config } from '../config/load-config.ts';
import type { SessionSetup } from './session-setup.ts';

/** What the tape holds of the agent. */
export type AgentSetup = SessionSetup['agent'];

/**
 * The offline rules decide unless a model is configured; the demonstration stays offline unless one
 * is asked for by name, and acts on paper where no mode was chosen. Everything else proposes.
 */
export function agentSetup(config: Config, demo: boolean): AgentSetup {
  const provider = providerOf(config, demo);
  const chosen = config.sources.AGENT_MODE !== 'default';
  const mode = !chosen && demo ? 'auto-paper' : config.AGENT_MODE;
  return {
    mode,
    provider,
    model: provider === 'offline' ? null : config.LLM_MODEL,
    approval: { bandBps: config.APPROVAL_BAND_BPS, minutes: config.APPROVAL_MINUTES },
    standing: {
      ...defaultStandingPolicy,
      cleanToPromote: config.AGENT_PROMOTE_AFTER,
      faultsToDemote: config.AGENT_DEMOTE_AFTER,
    },
  };
}

function providerOf(config: Config, demo: boolean): AgentSetup['provider'] {
  if (config.AGENT_PROVIDER !== 'auto') return config.AGENT_PROVIDER;
  const reachable = config.OPENAI_API_KEY !== '' || config.OPENAI_BASE_URL !== '';
  return reachable && !demo ? 'openai' : 'offline';
}
