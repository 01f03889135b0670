/** What people and earlier sessions tell an agent, on the tape: a replay hands out the same. @module */
import { heldProposals, type ApprovalDesk, type StandingStore } from '@tradewright/agent';
import type { Tape } from '@tradewright/core';
import type { TapeLine } from '@tradewright/store';
import { z } from 'zod';
import { pendingProposalSchema } from './pending-proposal.ts';
import { standingSchema } from './file-standings.ts';

/** What reaches an agent from outside of its session. */
export type AgentInputs = { readonly approvals: ApprovalDesk; readonly standings: StandingStore };

const approvedSchema = z.object({
  strategyName: z.string(),
  time: z.number(),
  proposals: z.array(pendingProposalSchema),
});
const standingLineSchema = z.object({ strategyName: z.string(), standing: standingSchema });

/** Records what is handed out, before it is. */
export function tapedInputs({ approvals, standings }: AgentInputs, tape: Tape): AgentInputs {
  return {
    approvals: {
      submit: (proposal) => approvals.submit(proposal),
      ended: (proposal) => approvals.ended(proposal),
      takeApproved: (strategyName, time) => {
        const proposals = approvals.takeApproved(strategyName, time);
        if (proposals.length > 0) tape.record('agent.approved', { strategyName, time, proposals });
        return proposals;
      },
    },
    standings: {
      save: (strategyName, standing) => standings.save(strategyName, standing),
      load: (strategyName) => {
        const standing = standings.load(strategyName);
        if (standing !== undefined) tape.record('agent.standing', { strategyName, standing });
        return standing;
      },
    },
  };
}

/** Hands out what the tape holds, in the cycles in which it was handed out. */
export function recordedInputs(lines: readonly TapeLine[]): AgentInputs {
  const approved = bodies(lines, 'agent.approved', approvedSchema);
  const kept = bodies(lines, 'agent.standing', standingLineSchema);
  return {
    approvals: {
      ...heldProposals(),
      takeApproved: (strategyName, time) =>
        approved
          .filter((line) => line.strategyName === strategyName && line.time === time)
          .flatMap(({ proposals }) => proposals),
    },
    standings: {
      save: () => undefined,
      load: (strategyName) => kept.find((line) => line.strategyName === strategyName)?.standing,
    },
  };
}

function bodies<Schema extends z.ZodType>(
  lines: readonly TapeLine[],
  topic: string,
  schema: Schema,
): readonly z.output<Schema>[] {
  return lines.flatMap((line) => (line.topic === topic ? [schema.parse(line.body)] : []));
}
