/** Brings a session in line with what a person has ordered until further notice. @module */
import { killHalt } from '@tradewright/engine';
import type { Bot } from '../session/create-bot.ts';
import type { StandingOrders } from './standing-orders.ts';

/** Only ever tightens: what is lifted is lifted by a command, never by a file that has gone. */
export function obeyStanding(standing: StandingOrders, { runner, parts }: Bot): void {
  const killed = standing.killed();
  const { halts, trader } = parts;
  if (killed !== undefined)
    halts.raise({ haltId: killHalt, scope: 'account', subject: trader.venue, reason: killed });
  if (standing.paused() !== undefined) runner.pause();
}
