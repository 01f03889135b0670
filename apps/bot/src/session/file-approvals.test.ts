/** @module */
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pendingProposal, type PendingProposal } from '@tradewright/agent';
import { ApprovalBook } from './approval-book.ts';
import { FileApprovals, readAnswers } from './file-approvals.ts';

function aDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'tradewright-'));
  const paths = {
    proposals: join(folder, 'proposals.jsonl'),
    answers: join(folder, 'answers.jsonl'),
    taken: join(folder, 'taken.jsonl'),
  };
  return { paths, desk: new FileApprovals(paths), book: new ApprovalBook(paths) };
}

function aProposal(parts: Partial<Omit<PendingProposal, 'hash'>> = {}): PendingProposal {
  return pendingProposal({
    strategyName: 'agent',
    agentDecisionId: 'agent-decision-1',
    item: {
      kind: 'open',
      symbol: 'BHP/AUD',
      side: 'long',
      entry: { type: 'market', price: null },
      riskFraction: 0.005,
      stop: 49,
      target: 52,
      validMinutes: null,
      maxHoldMinutes: null,
      thesis: 'trend',
      confidence: 0.6,
      evidence: [{ ref: 'BHP/AUD', field: 'ask', value: null }],
      rationale: '',
    },
    price: 50,
    bandBps: 50,
    createdTime: 1_000,
    expiresAt: 901_000,
    ...parts,
  });
}

describe('an approval', () => {
  test('is handed out once, to its own strategy, also by a new process', () => {
    const { paths, desk, book } = aDesk();
    const mine = aProposal();
    const other = aProposal({ strategyName: 'other' });
    desk.submit(mine);
    desk.submit(other);
    expect(desk.takeApproved('agent')).toEqual([]);
    book.answer(mine.hash, 'approved', 'jo');
    book.answer(other.hash, 'approved', null);
    expect(desk.takeApproved('agent')).toEqual([mine]);
    expect(desk.takeApproved('agent')).toEqual([]);
    const restarted = new FileApprovals(paths);
    expect(restarted.takeApproved('agent')).toEqual([]);
    expect(restarted.takeApproved('other')).toEqual([other]);
  });

  test('is final, and shows who gave it and what came of it', () => {
    const { desk, book } = aDesk();
    const proposal = aProposal();
    desk.submit(proposal);
    expect(book.answer(proposal.hash.slice(0, 10), 'approved', 'jo').state).toBe('approved');
    expect(() => book.answer(proposal.hash, 'declined', 'jo')).toThrow('approved already');
    desk.takeApproved('agent');
    expect(book.find(proposal.hash).state).toBe('taken');
    const { hash, strategyName, agentDecisionId, createdTime: time } = proposal;
    const ended = {
      hash,
      strategyName,
      agentDecisionId,
      symbol: 'BHP/AUD',
      side: 'long',
      time,
    } as const;
    desk.ended({ ...ended, state: 'lapsed', reason: 'the proposal has expired' });
    expect(book.find(proposal.hash)).toMatchObject({
      state: 'lapsed',
      reason: 'the proposal has expired',
      operator: 'jo',
    });
  });

  test('that was declined is never handed out', () => {
    const { desk, book } = aDesk();
    const proposal = aProposal();
    desk.submit(proposal);
    book.answer(proposal.hash, 'declined', null);
    expect(desk.takeApproved('agent')).toEqual([]);
  });

  test.for([
    ['too short a beginning', 'abc', '"abc" named 0 proposals'],
    ['a hash of nothing', 'f'.repeat(64), 'named 0 proposals'],
  ] as const)('%s names none', ([, hash, message]) => {
    const { desk, book } = aDesk();
    desk.submit(aProposal());
    expect(() => book.answer(hash, 'approved', null)).toThrow(message);
  });
});

describe('files that somebody else wrote to', () => {
  test('terms altered under an old hash are not approved', () => {
    const { paths, book } = aDesk();
    const proposal = aProposal();
    const altered = { ...proposal, item: { ...proposal.item, riskFraction: 0.5 } };
    appendFileSync(paths.proposals, `${JSON.stringify(altered)}\n`);
    expect(() => book.answer(proposal.hash, 'approved', null)).toThrow('was altered');
  });

  test('a second line under the same hash does not replace the first', () => {
    const { paths, desk, book } = aDesk();
    const proposal = aProposal();
    desk.submit(proposal);
    appendFileSync(paths.proposals, `${JSON.stringify({ ...proposal, bandBps: 9_999 })}\n`);
    book.answer(proposal.hash, 'approved', null);
    expect(desk.takeApproved('agent')).toEqual([proposal]);
  });

  test('half a line, no JSON and unknown shapes are passed over', () => {
    const { paths, desk, book } = aDesk();
    const proposal = aProposal();
    desk.submit(proposal);
    appendFileSync(paths.answers, 'nonsense\n{"hash":1}\n{"hash":"x","verdict":"maybe"}\n');
    book.answer(proposal.hash, 'approved', null);
    appendFileSync(paths.answers, `{"hash":"${'a'.repeat(64)}","verdict":"appro`);
    expect(readAnswers(paths)).toHaveLength(1);
    expect(desk.takeApproved('agent')).toEqual([proposal]);
  });
});
