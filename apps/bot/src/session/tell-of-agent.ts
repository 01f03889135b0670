/** Tells a person what an agent needs one for. @module */
import type { AgentModeChange, AgentProposal } from '@tradewright/core';
import type { LoggerOf } from '../logging/create-logger.ts';
import type { BotParts } from './create-bot.ts';

/** Writes proposals and changes of mode into the log, at a level that is shown unless it is silenced. */
export function tellOfAgent(log: ReturnType<LoggerOf>): NonNullable<BotParts['onAgent']> {
  return {
    proposal: ({ hash, side, symbol, state, reason }: AgentProposal) => {
      const facts = { proposal: hash.slice(0, 12), symbol, side };
      if (state === 'waiting')
        log.warn(facts, `a plan waits for you: tradewright approve ${hash.slice(0, 12)}`);
      else if (state === 'passed-on') log.info(facts, 'an approved plan was passed on');
      else
        log.warn(
          { ...facts, reason },
          `an approved plan was not used, it had ${state === 'lapsed' ? 'lapsed' : 'been rejected'}`,
        );
    },
    modeChange: ({ strategyName, from, to, reason }: AgentModeChange) =>
      log.warn({ strategyName, from, to, reason }, `the agent is at ${to} now, before at ${from}`),
  };
}
