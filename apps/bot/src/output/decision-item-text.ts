/** One item of an answer, as a person would say it. @module */
import { cleanText, decisionItemSchema, type DecisionItem } from '@tradewright/agent';
import { plainNumber } from './money.ts';

/** A headline, then what it rests on. Something that is no item is shown as it came, cleaned. */
export function decisionItemLines(item: unknown): readonly string[] {
  const parsed = decisionItemSchema.safeParse(item);
  if (!parsed.success) {
    const words = cleanText(JSON.stringify(item), 300)
      .replaceAll(/["{}]/g, '')
      .replaceAll(':', ' ')
      .replaceAll(',', ', ');
    return [`${words} (not a valid item)`];
  }
  return linesOf(parsed.data);
}

function linesOf(item: DecisionItem): readonly string[] {
  switch (item.kind) {
    case 'hold':
      return [`hold${item.symbol === null ? '' : ` ${item.symbol}`}: ${item.reasonCode}`];
    case 'open': {
      const at = item.entry.price === null ? 'the market' : level(item.entry.price);
      const target = item.target === null ? 'no target' : `target ${level(item.target)}`;
      return [
        `open ${item.symbol} ${item.side} at ${at}, stop ${level(item.stop)}, ${target}, risking ${percent(item.riskFraction)}`,
        `  why: ${item.thesis}, confidence ${item.confidence}${item.rationale === '' ? '' : `; "${cleanText(item.rationale, 300)}"`}`,
        ...evidenceLines(item.evidence),
      ];
    }
    case 'amend': {
      const stop = item.stop === null ? '' : `, stop ${level(item.stop)}`;
      const target = item.target === null ? '' : `, target ${level(item.target)}`;
      return [
        `amend ${item.planId} (revision ${item.expectedRevision})${stop}${target}`,
        ...evidenceLines(item.evidence),
      ];
    }
    case 'close':
      return [
        `close ${percent(item.fraction)} of ${item.planId} (revision ${item.expectedRevision})${reason(item.reason)}`,
      ];
    case 'cancel-plan':
      return [`cancel ${item.planId} (revision ${item.expectedRevision})${reason(item.reason)}`];
  }
}

function evidenceLines(
  evidence: Extract<DecisionItem, { kind: 'open' }>['evidence'],
): readonly string[] {
  const claims = evidence.map(
    ({ ref, field, value }) =>
      `${cleanText(ref, 40)} ${cleanText(field, 40)}${value === null ? '' : ` ${level(value)}`}`,
  );
  return claims.length === 0 ? [] : [`  rests on: ${claims.join('; ')}`];
}

function level(value: number): string {
  return plainNumber(String(Number(value.toPrecision(8))));
}

function percent(fraction: number): string {
  return `${String(Number((fraction * 100).toFixed(2)))} %`;
}

function reason(text: string): string {
  return text === '' ? '' : `: "${cleanText(text, 200)}"`;
}
