/** Proposals and approvals in files that only grow. @module */
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { AgentProposal } from '@tradewright/core';
import type { ApprovalDesk, PendingProposal } from '@tradewright/agent';
import { z } from 'zod';
import { JsonLines } from './json-lines.ts';
import { pendingProposalSchema } from './pending-proposal.ts';

/** Where the files lie. */
export type ApprovalPaths = {
  readonly proposals: string;
  readonly answers: string;
  readonly taken: string;
};

const answerSchema = z.object({
  hash: z.string(),
  verdict: z.enum(['approved', 'declined']),
  operator: z.string().optional(),
});
const takenSchema = z.object({
  hash: z.string(),
  state: z.enum(['taken', 'passed-on', 'rejected', 'lapsed']).default('taken'),
  reason: z.string().nullable().default(null),
});

/** A person's answer. */
export type ProposalAnswer = Readonly<z.output<typeof answerSchema>>;
/** How an approved proposal was used; `taken` while nothing more is known. */
export type ProposalEnd = Readonly<z.output<typeof takenSchema>>;

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
    const used = readEnds(this.#paths);
    const approved = new Set(
      readAnswers(this.#paths).flatMap(({ hash, verdict }) =>
        verdict === 'approved' && !used.has(hash) ? [hash] : [],
      ),
    );
    const found = readProposals(this.#paths).filter(
      (proposal) => proposal.strategyName === strategyName && approved.has(proposal.hash),
    );
    for (const { hash } of found) append(taken, { hash, state: 'taken', reason: null });
    return found;
  }

  ended({ hash, state, reason }: AgentProposal): void {
    append(this.#paths.taken, { hash, state, reason });
  }
}

/** Every proposal ever made, oldest first; one that is there twice counts once. */
export function readProposals(paths: ApprovalPaths): readonly PendingProposal[] {
  const seen = new Set<string>();
  return linesOf(paths.proposals, pendingProposalSchema).filter(({ hash }) => {
    const first = !seen.has(hash);
    seen.add(hash);
    return first;
  });
}

/** What people answered, oldest first. The first answer to a proposal counts. */
export function readAnswers(paths: ApprovalPaths): readonly ProposalAnswer[] {
  const seen = new Set<string>();
  return linesOf(paths.answers, answerSchema).filter(({ hash }) => {
    const first = !seen.has(hash);
    seen.add(hash);
    return first;
  });
}

/** How approved proposals were used, by their hash; the last word counts. */
export function readEnds(paths: ApprovalPaths): ReadonlyMap<string, ProposalEnd> {
  return new Map(linesOf(paths.taken, takenSchema).map((end) => [end.hash, end]));
}

/** Writes a person's answer down. */
export function writeAnswer(paths: ApprovalPaths, answer: ProposalAnswer): void {
  append(paths.answers, answer);
}

function append(path: string, line: object): void {
  const file = new JsonLines(path);
  file.write(JSON.stringify(line));
  file.close();
}

/** Whole lines of the expected shape alone: the last one may still be being written. */
function linesOf<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): readonly z.output<Schema>[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line) => {
    try {
      const parsed = line === '' ? undefined : schema.safeParse(JSON.parse(line));
      return parsed?.success === true ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
