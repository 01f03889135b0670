/** Where a person answers proposals: the verbs and every other program use this. @module */
import { TradewrightError } from '@tradewright/core';
import { isUnaltered, type PendingProposal } from '@tradewright/agent';
import {
  readAnswers,
  readEnds,
  readProposals,
  writeAnswer,
  type ApprovalPaths,
} from './file-approvals.ts';

/** A proposal and how it stands. `reason` says why an approved one was not used. */
export type ProposalView = PendingProposal & {
  readonly state:
    | 'waiting'
    | 'approved'
    | 'declined'
    | 'taken'
    | 'passed-on'
    | 'rejected'
    | 'lapsed';
  readonly reason: string | null;
  /** Who answered; `null` where nobody did or gave no name. */
  readonly operator: string | null;
};

/** An answer binds to one hash, is final, and counts once; the running bot judges the plan again before anything is sent. */
export class ApprovalBook {
  readonly #paths: ApprovalPaths;

  constructor(paths: ApprovalPaths) {
    this.#paths = paths;
  }

  /** Every proposal, oldest first. */
  list(): readonly ProposalView[] {
    const answers = new Map(readAnswers(this.#paths).map((answer) => [answer.hash, answer]));
    const ends = readEnds(this.#paths);
    return readProposals(this.#paths).map((proposal) => {
      const answer = answers.get(proposal.hash);
      const end = ends.get(proposal.hash);
      return {
        ...proposal,
        state: end?.state ?? answer?.verdict ?? 'waiting',
        reason: end?.reason ?? null,
        operator: answer?.operator ?? null,
      };
    });
  }

  /** By the whole hash, or a beginning of at least eight characters that fits only one. @throws TradewrightError `USAGE` */
  find(hash: string): ProposalView {
    const found = this.list().filter((proposal) => proposal.hash.startsWith(hash));
    const [proposal] = found;
    if (hash.length >= 8 && found.length === 1 && proposal !== undefined) return proposal;
    throw new TradewrightError('USAGE', `"${hash}" named ${String(found.length)} proposals.`, {
      hint: 'give at least eight characters of one hash of `tradewright proposals`',
    });
  }

  /** @throws TradewrightError `USAGE` for one that is unknown, altered or answered already */
  answer(hash: string, verdict: 'approved' | 'declined', operator: string | null): ProposalView {
    const proposal = this.find(hash);
    if (proposal.state !== 'waiting')
      throw new TradewrightError('USAGE', `The proposal is ${proposal.state} already.`, {
        hint: 'an answer is final; wait for the next proposal',
      });
    const { state: _state, reason: _reason, operator: _operator, ...pending } = proposal;
    if (!isUnaltered(pending))
      throw new TradewrightError('USAGE', 'The proposal was altered after it was made.', {
        hint: 'its hash no longer fits its terms: decline it by leaving it, and look who writes to DATA_PATH',
      });
    const name = operator === null ? {} : { operator };
    writeAnswer(this.#paths, { hash: proposal.hash, verdict, ...name });
    return { ...proposal, state: verdict, operator };
  }
}
