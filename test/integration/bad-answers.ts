/** What a model or its endpoint may get wrong, as answers of a loopback server. @module */
import { aChatBody, type ModelReaction } from '@tradewright/agent/testing';

/** One way to go wrong. `outcomes` are those that a decision may end with. */
export type BadAnswer = {
  readonly name: string;
  readonly reaction: (open: Readonly<Record<string, unknown>>) => ModelReaction;
  readonly outcomes: readonly string[];
  /** True where only a deadline ends it. */
  readonly waits?: boolean;
};

const says = (text: string, parts: Parameters<typeof aChatBody>[0] = {}): ModelReaction => ({
  kind: 'answer',
  body: aChatBody({ text, ...parts }),
});

/** Opens that are each wrong in one way; the rest of the answer may still be right. */
export const badOpens: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a symbol that was not shown': { symbol: 'DOGE/USD' },
  'the symbol in other letters': { symbol: 'ВTC/USD' },
  'an extra key': { transmit: true },
  'a quantity of a billion': { quantity: 1_000_000_000 },
  'a risk of a billion': { riskFraction: 1_000_000_000 },
  'a negative risk': { riskFraction: -0.01 },
  'a risk of zero': { riskFraction: 0 },
  'a stop on the wrong side': { stop: 1_000_000_000 },
  'a negative stop': { stop: -1 },
  'a target on the wrong side': { target: 1 },
  'text in place of a number': { stop: '7000' },
  'null in place of a number': { stop: null },
  'evidence that was not shown': { evidence: [{ ref: 'tool-99', field: 'fast', value: 1 }] },
  'evidence with another number': { evidence: [{ ref: 'BTC/USD', field: 'ask', value: 1 }] },
  'no evidence': { evidence: [] },
};

const answerOf = (items: readonly unknown[]): string => JSON.stringify({ v: 1, items });
const invalid = ['invalid-output'];
const failed = ['model-error'];

/** Every row of bad input, each with the outcome that it must come to. */
export const badAnswers: readonly BadAnswer[] = [
  ...Object.entries(badOpens).map(([name, wrong]) => ({
    name,
    reaction: (open: object) => says(answerOf([{ ...open, ...wrong }])),
    outcomes: ['gate-rejected'],
  })),
  { name: 'prose', reaction: () => says('Buy now, all of it!'), outcomes: invalid },
  {
    name: 'NaN',
    reaction: (open) =>
      says(answerOf([open]).replace(/"riskFraction":[\d.]+/, '"riskFraction":NaN')),
    outcomes: invalid,
  },
  {
    name: 'JSON in a fence',
    reaction: (open) => says(`Here it is:\n\`\`\`json\n${answerOf([open])}\n\`\`\``),
    outcomes: ['awaiting-approval', 'gate-rejected'],
  },
  {
    name: 'a truncated answer',
    reaction: (open) => says(answerOf([open]).slice(0, 60), { finish: 'length' }),
    outcomes: invalid,
  },
  {
    name: 'a key given twice',
    reaction: (open) => says(answerOf([open]).replace('"stop":', '"stop":1,"stop":')),
    outcomes: invalid,
  },
  { name: 'no items', reaction: () => says('{"v":1,"items":[]}'), outcomes: invalid },
  { name: 'another version', reaction: () => says('{"v":2,"items":[]}'), outcomes: invalid },
  {
    name: 'an invented tool',
    reaction: () => callOf('place_order', '{"quantity":1}'),
    outcomes: invalid,
  },
  {
    name: 'a plan that does not exist',
    reaction: () =>
      says(
        answerOf([
          { kind: 'close', planId: 'plan-99', expectedRevision: 0, fraction: 1, reason: '' },
        ]),
      ),
    outcomes: ['gate-rejected'],
  },
  {
    name: 'a refusal',
    reaction: () => ({ kind: 'answer', body: aChatBody({ refusal: 'I cannot help with that.' }) }),
    outcomes: invalid,
  },
  {
    name: 'no choices',
    reaction: () => ({
      kind: 'answer',
      body: '{"id":"1","object":"chat.completion","model":"m","choices":[]}',
    }),
    outcomes: invalid,
  },
  {
    name: 'no JSON at all',
    reaction: () => ({ kind: 'answer', body: '<html>busy</html>' }),
    outcomes: [...invalid, ...failed],
  },
  {
    name: 'a 429 that asks for 600 s',
    reaction: () => ({
      kind: 'answer',
      status: 429,
      body: '{}',
      headers: { 'retry-after': '600' },
    }),
    outcomes: failed,
  },
  {
    name: 'a 401',
    reaction: () => ({ kind: 'answer', status: 401, body: '{}' }),
    outcomes: failed,
  },
  {
    name: 'a 500',
    reaction: () => ({ kind: 'answer', status: 500, body: '{}' }),
    outcomes: failed,
  },
  { name: 'a silent server', reaction: () => ({ kind: 'silent' }), outcomes: failed, waits: true },
  {
    name: 'a server that stalls',
    reaction: (open) => ({ kind: 'stall', body: aChatBody({ text: answerOf([open]) }) }),
    outcomes: failed,
    waits: true,
  },
  {
    name: 'a body that is cut',
    reaction: (open) => ({ kind: 'cut', body: aChatBody({ text: answerOf([open]) }) }),
    outcomes: failed,
  },
  {
    name: 'a hold without usage',
    reaction: () =>
      says(answerOf([{ kind: 'hold', symbol: null, reasonCode: 'no_setup' }]), { usage: null }),
    outcomes: ['held'],
  },
];

function callOf(name: string, argumentsJson: string): ModelReaction {
  return { kind: 'answer', body: aChatBody({ calls: [{ id: 'c', name, argumentsJson }] }) };
}
