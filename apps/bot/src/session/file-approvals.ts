/** Proposals and approvals in two files: the bot writes one, a person's verbs the other. @module */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { decisionItemSchema, type ApprovalDesk, type PendingProposal } from '@tradewright/agent';
import { JsonLines } from './json-lines.ts';

/** Where the two files lie. */
export type ApprovalPaths = { readonly proposals: string; readonly answers: string };

const answerSchema = z.object({ hash: z.string(), verdict: z.enum(['approved', 'declined']) });
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

/** Each file has one writer and only grows, so no lock is needed and nothing is lost. */
export class FileApprovals implements ApprovalDesk {
  readonly #paths: ApprovalPaths;
  readonly #own = new Map<string, PendingProposal>();
  readonly #taken = new Set<string>();
  #size = -1;
  #approved: readonly string[] = [];

  constructor(paths: ApprovalPaths) {
    this.#paths = paths;
  }

  submit(proposal: PendingProposal): void {
    this.#own.set(proposal.hash, proposal);
    append(this.#paths.proposals, proposal);
  }

  /** Only proposals of this run: what an earlier one proposed has lapsed with it. */
  takeApproved(strategyName: string): readonly PendingProposal[] {
    if (this.#own.size === 0) return [];
    this.#refresh();
    const hashes = this.#approved.filter((hash) => !this.#taken.has(hash));
    return hashes.flatMap((hash) => {
      const proposal = this.#own.get(hash);
      if (proposal?.strategyName !== strategyName) return [];
      this.#taken.add(hash);
      return [proposal];
    });
  }

  #refresh(): void {
    const { answers } = this.#paths;
    const size = existsSync(answers) ? statSync(answers).size : 0;
    if (size === this.#size) return;
    this.#size = size;
    this.#approved = readAnswers(this.#paths).flatMap(({ hash, verdict }) =>
      verdict === 'approved' ? [hash] : [],
    );
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
