/** The decision as a JSON schema that strict endpoints accept. @module */
import { z } from 'zod';
import { decisionSchema } from './decision-schema.ts';

/** Built once: the bytes of the request prefix depend on it. */
export const answerSchema: unknown = withAnyOf(
  z.toJSONSchema(decisionSchema, { target: 'draft-7' }),
);

/** Strict endpoints know `anyOf` and refuse `oneOf`; the `kind` keeps the branches apart either way. */
function withAnyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withAnyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '$schema')
      .map(([name, member]) => [name === 'oneOf' ? 'anyOf' : name, withAnyOf(member)]),
  );
}
