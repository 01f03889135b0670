/** What people and earlier sessions tell an agent, on the tape: a replay hands out the same. @module */
import {
  heldProposals,
  type ApprovalDesk,
  type SavingReason,
  type StandingStore,
} from '@tradewright/agent';
import type { Tape } from '@tradewright/core';
import type { TapeLine } from '@tradewright/store';
import { z } from 'zod';
import { pendingProposalSchema } from './pending-proposal.ts';
import { standingSchema } from './file-standings.ts';

/** What reaches an agent from outside of its session. */
export type AgentInputs = {
  readonly approvals: ApprovalDesk;
  readonly standings: StandingStore;
  /** Whether a budget is nearly used up, by whomever. */
  readonly saving: SavingReason;
};

const approvedSchema = z.object({
  strategyName: z.string(),
  time: z.number(),
  proposals: z.array(pendingProposalSchema),
});
const savingSchema = z.object({
  strategyName: z.string(),
  time: z.number(),
  reason: z.string().nullable(),
});
const standingLineSchema = z.object({ strategyName: z.string(), standing: standingSchema });

/** Records what is handed out, before it is; whether to save, when it changes. */
export function tapedInputs(inputs: AgentInputs, tape: Tape): AgentInputs {
  const { approvals, standings, saving } = inputs;
  const told = new Map<string, string>();
  return {
    saving: (strategyName, time) => {
      const reason = saving(strategyName, time);
      if (reason !== (told.get(strategyName) ?? null)) {
        if (reason === null) told.delete(strategyName);
        else told.set(strategyName, reason);
        tape.record('agent.saving', { strategyName, time, reason });
      }
      return reason;
    },
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
  const saved = bodies(lines, 'agent.saving', savingSchema);
  return {
    saving: (strategyName, time) =>
      saved.findLast((line) => line.strategyName === strategyName && line.time <= time)?.reason ??
      null,
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
