/** JSON that comes from a model: parsed strictly or refused. @module */
import { TradewrightError } from '@tradewright/core';

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * Parses JSON and refuses an object that names a key twice: which of two stops a model meant
 * cannot be known, and `JSON.parse` silently takes the last.
 *
 * @throws TradewrightError `MODEL_OUTPUT_INVALID` with `facts.reason` `not-json` or `duplicate-key`
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TradewrightError(
      'MODEL_OUTPUT_INVALID',
      `The text was not JSON: "${text.slice(0, 80)}".`,
      {
        cause,
        hint: 'answer with one JSON object and nothing around it',
        facts: { reason: 'not-json' },
      },
    );
  }
  const key = duplicateKey(text);
  if (key === undefined) return value;
  throw new TradewrightError(
    'MODEL_OUTPUT_INVALID',
    `The key ${key.slice(0, 80)} was given twice.`,
    {
      hint: 'name each key once',
      facts: { reason: 'duplicate-key' },
    },
  );
}

/** Walks text that is known to be JSON; arrays stand on the stack as `undefined`. */
function duplicateKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const key = JSON.parse(last) as string;
      if (open.at(-1)?.has(key) === true) return last;
      open.at(-1)?.add(key);
    }
    last = token;
  }
  return undefined;
}
