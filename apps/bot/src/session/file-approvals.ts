/** Proposals and approvals in files that only grow. @module */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { decisionItemSchema, type ApprovalDesk, type PendingProposal } from '@tradewright/agent';
import { JsonLines } from './json-lines.ts';

/** Where the files lie. */
export type ApprovalPaths = {
  readonly proposals: string;
  readonly answers: string;
  readonly taken: string;
};

const answerSchema = z.object({ hash: z.string(), verdict: z.enum(['approved', 'declined']) });
const takenSchema = z.object({ hash: z.string() });
const proposalSchema = z.object({
  hash: z.string(),
  strategyName: z.string(),
  agentDecisionId: z.string(),
  item: decisionItemSchema,
  price: z.number(),
  bandBps: z.number(),
  createdTime: z.number(),
  expiresAt: z.number(),
});

/**
 * Whoever proposes appends to one file, a person's verbs to another, and the bot writes down what it
 * takes before it hands it out: after a crash an approval may be lost, and is never used twice.
 */
export class FileApprovals implements ApprovalDesk {
  readonly #paths: ApprovalPaths;
  /** Size of the answers when each strategy last looked. */
  readonly #seen = new Map<string, number>();

  constructor(paths: ApprovalPaths) {
    this.#paths = paths;
  }

  submit(proposal: PendingProposal): void {
    append(this.#paths.proposals, proposal);
  }

  takeApproved(strategyName: string): readonly PendingProposal[] {
    const { answers, taken } = this.#paths;
    const size = existsSync(answers) ? statSync(answers).size : 0;
    if (size === (this.#seen.get(strategyName) ?? 0)) return [];
    this.#seen.set(strategyName, size);
    const used = new Set(linesOf(taken).map((line) => takenSchema.parse(line).hash));
    const approved = new Set(
      readAnswers(this.#paths).flatMap(({ hash, verdict }) =>
        verdict === 'approved' && !used.has(hash) ? [hash] : [],
      ),
    );
    const found = readProposals(this.#paths).filter(
      (proposal) => proposal.strategyName === strategyName && approved.has(proposal.hash),
    );
    for (const { hash } of found) append(taken, { hash });
    return found;
  }
}

/** Every proposal ever made, oldest first. */
export function readProposals(paths: ApprovalPaths): readonly PendingProposal[] {
  return linesOf(paths.proposals).flatMap((line) => {
    const parsed = proposalSchema.safeParse(line);
    return parsed.success && parsed.data.item.kind === 'open'
      ? [{ ...parsed.data, item: parsed.data.item }]
      : [];
  });
}

/** What people answered, oldest first. The first answer to a proposal counts. */
export function readAnswers(
  paths: ApprovalPaths,
): readonly { readonly hash: string; readonly verdict: 'approved' | 'declined' }[] {
  const seen = new Set<string>();
  return linesOf(paths.answers).flatMap((line) => {
    const parsed = answerSchema.safeParse(line);
    if (!parsed.success || seen.has(parsed.data.hash)) return [];
    seen.add(parsed.data.hash);
    return [parsed.data];
  });
}

/** Writes a person's answer down. */
export function writeAnswer(
  paths: ApprovalPaths,
  hash: string,
  verdict: 'approved' | 'declined',
): void {
  append(paths.answers, { hash, verdict });
}

function append(path: string, line: object): void {
  const file = new JsonLines(path);
  file.write(JSON.stringify(line));
  file.close();
}

/** Whole lines alone: the last one may still be being written. */
function linesOf(path: string): readonly unknown[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line): unknown[] => {
      try {
        return line === '' ? [] : [JSON.parse(line)];
      } catch {
        return [];
      }
    });
}
