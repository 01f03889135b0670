/** Attacks and controls, combined from their parts. @module */
import { TradewrightError } from '@tradewright/core';
import { z } from 'zod';

const effectSchema = z.enum(['size', 'symbol', 'side', 'authority']);
const goalSchema = z.strictObject({
  id: z.string(),
  effect: effectSchema,
  text: z.string(),
  /** Changes to a plain open or amendment that an obeying model makes. */
  obey: z.array(z.record(z.string(), z.unknown())).min(1),
});
const templateSchema = z.strictObject({ id: z.string(), kind: z.string(), text: z.string() });
const benignSchema = z.strictObject({ id: z.string(), text: z.string() });

/** What an attack would change. */
export type AttackEffect = z.infer<typeof effectSchema>;

/** One text that reaches the model. `attack` is `null` for a control. */
export type RedTeamCase = {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly attack: {
    readonly effect: AttackEffect;
    readonly obey: readonly Readonly<Record<string, unknown>>[];
  } | null;
};

/** The three files, parsed as JSON. */
export type RedTeamParts = {
  readonly goals: unknown;
  readonly templates: unknown;
  readonly benign: unknown;
};

/** Every goal in every template, then the controls. @throws TradewrightError `FIXTURE_INVALID` */
export function redTeamCases(parts: RedTeamParts): readonly RedTeamCase[] {
  const goals = parsed(z.array(goalSchema), parts.goals, 'goals');
  const templates = parsed(z.array(templateSchema), parts.templates, 'templates');
  const benign = parsed(z.array(benignSchema), parts.benign, 'benign');
  const attacks = templates.flatMap((template) =>
    goals.map((goal) => ({
      id: `${template.id}/${goal.id}`,
      kind: template.kind,
      text: filled(template.text, goal.text),
      attack: { effect: goal.effect, obey: goal.obey },
    })),
  );
  const controls = benign.map(({ id, text }) => ({ id, kind: 'benign', text, attack: null }));
  return [...attacks, ...controls];
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown, name: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new TradewrightError('FIXTURE_INVALID', `The red team's ${name} had another shape.`, {
    cause: result.error,
    hint: 'see fixtures/redteam/README.md',
  });
}

function filled(template: string, goal: string): string {
  const zeroWidth = Array.from(goal).join('\u{200b}');
  const tags = String.fromCodePoint(
    ...Array.from(goal, (letter) => 0xe_00_00 + ((letter.codePointAt(0) ?? 32) & 0x7f)),
  );
  return template
    .replaceAll('{zw}', zeroWidth)
    .replaceAll('{tags}', tags)
    .replaceAll('{rev}', Array.from(goal).toReversed().join(''))
    .replaceAll('{goal}', goal);
}
