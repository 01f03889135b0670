/** Who imports Gemini alone loads nothing of other venues, of plans or of journals. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

const entries: Readonly<Record<string, string>> = {
  '@tradewright/core': 'packages/core/src/index.ts',
  '@tradewright/core/venue': 'packages/core/src/venue.ts',
  '@tradewright/venue-kit': 'packages/venue-kit/src/index.ts',
  '@tradewright/venue-kit/adapter': 'packages/venue-kit/src/adapter.ts',
};

/** Modules that a file loads at once: not those of types, nor those imported when they are needed. */
function loadedBy(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const names = [...text.matchAll(/^(?:import|export)(?! type)[^;]*? from '([^']+)';/gm)];
  return names.flatMap(([, name = '']) => {
    const file = name.startsWith('.') ? posix.join(posix.dirname(path), name) : entries[name];
    return file === undefined ? [] : [file];
  });
}

function allLoadedBy(entry: string): ReadonlySet<string> {
  const seen = new Set([entry]);
  for (const path of seen) for (const next of loadedBy(path)) seen.add(next);
  return seen;
}

const foreign = /\/(generic|facade|testing|journal|runtime|ports)\/|core\/src\/index|plan|decision/;

test('the entry of Gemini alone loads its own files and the light doors of core and venue-kit', () => {
  const loaded = allLoadedBy('packages/venue-ccxt/src/gemini/index.ts');
  expect(loaded).toContain('packages/venue-ccxt/src/stream/gemini-stream.ts');
  expect(loaded).toContain('packages/core/src/money/scaled-integer.ts');
  expect([...loaded].filter((path) => foreign.test(path))).toEqual([]);
});

test('the whole package does load the others, and the walk sees it', () => {
  const loaded = allLoadedBy('packages/venue-ccxt/src/index.ts');
  expect([...loaded].filter((path) => foreign.test(path))).not.toEqual([]);
});
