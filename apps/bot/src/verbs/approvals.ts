/** `tradewright proposals | approve HASH | decline HASH`: a person answers what an agent proposed. @module */
import { TradewrightError } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import { proposalTable, proposalText } from '../output/proposal-text.ts';
import { minuteText } from '../output/time-text.ts';
import { ApprovalBook } from '../session/approval-book.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Options of the verbs. */
export type ApprovalOptions = GlobalOptions & {
  readonly all?: boolean;
  readonly operator?: string;
};

/** Lists what waits, with `--all` what has ended too, newest last; with a hash shows one whole. */
export async function proposals(
  hash: string | undefined,
  options: ApprovalOptions,
): Promise<ExitCode> {
  const context = verbContext(options);
  const book = new ApprovalBook(context.paths.approvals);
  if (hash !== undefined) {
    const view = book.find(hash);
    show(context, view, () => proposalText(view));
    return 0;
  }
  const all = book.list();
  const body = options.all === true ? all : all.filter(({ state }) => state === 'waiting');
  const nothing =
    all.length === body.length
      ? 'Nothing has been proposed.'
      : `Nothing waits; ${String(all.length)} were proposed before, see --all.`;
  const advice =
    body.length === 0 || options.all === true
      ? ''
      : '\nRead one with `tradewright proposals HASH`; answer with `tradewright approve HASH` or `decline HASH`.\n';
  show(context, body, () => `${proposalTable(body, nothing)}${advice}`);
  return 0;
}

/** Approves one proposal; the running bot judges it again before anything is sent. */
export function approve(hash: string, options: ApprovalOptions): Promise<ExitCode> {
  return answer(hash, 'approved', options);
}

/** Declines one proposal. */
export function decline(hash: string, options: ApprovalOptions): Promise<ExitCode> {
  return answer(hash, 'declined', options);
}

async function answer(
  hash: string,
  verdict: 'approved' | 'declined',
  options: ApprovalOptions,
): Promise<ExitCode> {
  const context = verbContext(options);
  const book = new ApprovalBook(context.paths.approvals);
  const { expiresAt } = book.find(hash);
  // The time of recorded data is its own; everywhere else it is ours.
  const recorded = context.config.ACTIVE_EXCHANGE === 'PAPER';
  if (verdict === 'approved' && !recorded && context.clock.now() >= expiresAt)
    throw new TradewrightError('USAGE', `The proposal expired at ${minuteText(expiresAt)} UTC.`, {
      hint: 'wait for the next one; APPROVAL_MINUTES sets how long they wait',
    });
  const view = book.answer(hash, verdict, options.operator ?? null);
  show(context, view, () => {
    const next =
      verdict === 'approved'
        ? 'The bot judges it again in its next cycle; `tradewright proposals --all` shows what came of it.'
        : 'It will not be used.';
    return `${proposalText(view)}\n${next}\n`;
  });
  return 0;
}
