/** The shape of a proposal in a file. @module */
import { amendItemSchema, openItemSchema, type PendingProposal } from '@tradewright/agent';
import { z } from 'zod';

/** Checked as strictly as an answer of a model: a file can be edited by anybody. */
export const pendingProposalSchema = z.object({
  hash: z.string(),
  strategyName: z.string(),
  agentDecisionId: z.string(),
  item: z.union([openItemSchema, amendItemSchema]),
  plan: z
    .strictObject({
      symbol: z.string(),
      side: z.enum(['long', 'short']),
      stop: z.string(),
      target: z.string().nullable(),
    })
    .optional(),
  price: z.number(),
  bandBps: z.number(),
  createdTime: z.number(),
  expiresAt: z.number(),
}) satisfies z.ZodType<PendingProposal>;
