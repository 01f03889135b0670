/** Who decides in a session, and how far it may go. @module */
import type { Config } from '../config/load-config.ts';
import type { SessionSetup } from './session-setup.ts';

/** What the tape holds of the agent. */
export type AgentSetup = SessionSetup['agent'];

/**
 * The offline rules decide unless a model is configured; the demonstration stays offline unless one
 * is asked for by name. The rules are code, so on a paper account they act at once where no mode
 * was chosen; a model proposes.
 */
export function agentSetup(config: Config, demo: boolean): AgentSetup {
  const provider = providerOf(config, demo);
  const chosen = config.sources.AGENT_MODE !== 'default';
  const mode = !chosen && (demo || provider === 'offline') ? 'auto-paper' : config.AGENT_MODE;
  return { mode, provider, model: provider === 'offline' ? null : config.LLM_MODEL };
}

function providerOf(config: Config, demo: boolean): AgentSetup['provider'] {
  if (config.AGENT_PROVIDER !== 'auto') return config.AGENT_PROVIDER;
  const reachable = config.OPENAI_API_KEY !== '' || config.OPENAI_BASE_URL !== '';
  return reachable && !demo ? 'openai' : 'offline';
}
