/** `tradewright proposals | approve HASH | decline HASH`: a person answers what an agent proposed. @module */
import { TradewrightError } from '@tradewright/core';
import type { PendingProposal } from '@tradewright/agent';
import type { ExitCode } from '../exit-code.ts';
import { table } from '../output/table.ts';
import { minuteText } from '../output/time-text.ts';
import { readAnswers, readProposals, writeAnswer } from '../session/file-approvals.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Lists what was proposed, newest last, with its answer. */
export async function proposals(options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options);
  const answers = new Map(
    readAnswers(context.paths.approvals).map(({ hash, verdict }) => [hash, verdict]),
  );
  const body = readProposals(context.paths.approvals).map((proposal) => ({
    ...proposal,
    answer: answers.get(proposal.hash) ?? null,
  }));
  show(context, body, () =>
    table(
      [
        { title: 'hash' },
        { title: 'proposed (UTC)' },
        { title: 'plan' },
        { title: 'stop', right: true },
        { title: 'risk', right: true },
        { title: 'until (UTC)' },
        { title: 'answer' },
      ],
      body.map(({ hash, item, price, createdTime, expiresAt, answer }) => [
        hash.slice(0, 12),
        minuteText(createdTime),
        `${item.side} ${item.symbol} at ${String(item.entry.price ?? price)}`,
        String(item.stop),
        `${(item.riskFraction * 100).toFixed(2)} %`,
        minuteText(expiresAt),
        answer ?? 'waiting',
      ]),
      'Nothing has been proposed.',
    ),
  );
  return 0;
}

/** Approves one proposal; the running bot judges it again before anything is sent. */
export function approve(hash: string, options: GlobalOptions): Promise<ExitCode> {
  return answer(hash, 'approved', options);
}

/** Declines one proposal. */
export function decline(hash: string, options: GlobalOptions): Promise<ExitCode> {
  return answer(hash, 'declined', options);
}

async function answer(
  hash: string,
  verdict: 'approved' | 'declined',
  options: GlobalOptions,
): Promise<ExitCode> {
  const context = verbContext(options);
  const { approvals } = context.paths;
  const proposal = proposalNamed(readProposals(approvals), hash);
  const before = readAnswers(approvals).find((given) => given.hash === proposal.hash);
  if (before !== undefined) {
    throw new TradewrightError('USAGE', `The proposal was ${before.verdict} already.`, {
      hint: 'an answer is final; wait for the next proposal',
    });
  }
  writeAnswer(approvals, proposal.hash, verdict);
  const body = { ...proposal, answer: verdict };
  show(
    context,
    body,
    () =>
      `${verdict} ${proposal.hash.slice(0, 12)}: ${proposal.item.side} ${proposal.item.symbol}\n`,
  );
  return 0;
}

/** By its whole hash or a beginning of at least eight characters that fits only one. */
function proposalNamed(all: readonly PendingProposal[], hash: string): PendingProposal {
  const found = all.filter((proposal) => proposal.hash.startsWith(hash));
  const [proposal] = found;
  if (hash.length >= 8 && found.length === 1 && proposal !== undefined) return proposal;
  throw new TradewrightError('USAGE', `"${hash}" named ${String(found.length)} proposals.`, {
    hint: 'give at least eight characters of one hash of `tradewright proposals`',
  });
}
