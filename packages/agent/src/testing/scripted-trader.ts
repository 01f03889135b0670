/** A made-up model with habits: sound rules, a second opinion, and the mistakes that models make. @module */
import { createHash } from 'node:crypto';
import type { ModelRequest, ToolCall } from '@tradewright/core';
import { OfflineModelClient } from '../rules/offline-model-client.ts';

/** Name under which it answers. Every name that begins with `scripted` is labelled as scripted wherever it is recorded. */
export const scriptedTraderModel = 'scripted-1';

/** What both wires carry of a request. */
export type ScriptedQuestion = Pick<ModelRequest, 'instructions' | 'input' | 'exchanges'>;

/** Calls, or a text when there are none. */
export type ScriptedReply = { readonly calls: readonly ToolCall[]; readonly text: string | null };

type Item = {
  readonly kind: string;
  readonly riskFraction?: number;
  readonly evidence?: readonly { readonly value: number | null }[];
};

const rules = new OfflineModelClient({ riskFraction: 0.004, stopRanges: 3, targetRisks: 2.5 });

/**
 * The same question gives the same reply. Decides by the offline rules with figures of its own, looks
 * at a quote that it does not need, asks now and then for too much risk, cites now and then a number
 * that it was not shown, and sometimes answers in prose; told so, it answers properly.
 */
export async function scriptedReply(question: ScriptedQuestion): Promise<ScriptedReply> {
  const told = question.input.includes('\n');
  const answer = await rules.complete({
    ...question,
    purpose: 'decision',
    tools: [],
    answerSchema: null,
    deadlineMs: 0,
  });
  if (answer.calls.length > 0) {
    const [first] = answer.calls;
    const { symbol } = JSON.parse(first?.argumentsJson ?? '{}') as { symbol?: string };
    const look = { id: 'call-quote', name: 'get_quote', argumentsJson: JSON.stringify({ symbol }) };
    return { calls: told ? answer.calls : [...answer.calls, look], text: null };
  }
  const text = answer.text ?? '';
  return { calls: [], text: told ? text : withHabits(text, habitOf(question.input)) };
}

function withHabits(text: string, habit: number): string {
  if (habit < 16) return `I would wait for now.`;
  const answer = JSON.parse(text) as { v: number; items: readonly Item[] };
  const items = answer.items.map((item) => {
    if (item.kind !== 'open') return item;
    if (habit < 64) return { ...item, riskFraction: 0.2 };
    if (habit < 112)
      return {
        ...item,
        evidence: (item.evidence ?? []).map((one) => ({ ...one, value: (one.value ?? 0) * 1.01 })),
      };
    return item;
  });
  return JSON.stringify({ ...answer, items });
}

/** 0 to 255, by the question alone. */
function habitOf(input: string): number {
  return createHash('sha256').update(input).digest()[0] ?? 0;
}
