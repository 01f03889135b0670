/** How the code of this project looks, as tests. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '@tradewright/core';
import { configKeyNames, configKeys } from '../../apps/bot/src/config/config-keys.ts';
import {
  filesBelow,
  productFiles,
  root,
  rootFile,
  sourceFiles,
  type SourceFile,
} from './source-files.ts';

const declaration =
  /^export (?:declare |abstract |async )*(?:function|class|const|interface|type) (\w+)/;

/** Exported declarations without a doc comment directly above. */
function undocumented({ path, text }: SourceFile): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const name = declaration.exec(line)?.[1];
    const above = (lines[index - 1] ?? '').trim();
    const overload = (lines[index - 1] ?? '').startsWith('export function');
    return name === undefined || above.endsWith('*/') || overload ? [] : [`${path}: ${name}`];
  });
}

const anyType = /:\s*any\b|\bas any\b|<any>|\bany\[\]/;

/** Names in backticks that look like a path or a symbol. */
function namedIn(markdown: string): { readonly paths: string[]; readonly symbols: string[] } {
  const names = [...markdown.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return {
    paths: names.filter((name) =>
      /^(packages|apps|fixtures|test|docs|scripts|examples|bench)\/[\w./-]+$/.test(name),
    ),
    symbols: names.filter((name) => /^[A-Z][A-Za-z]+$/.test(name) && /[a-z]/.test(name)),
  };
}

test('every exported declaration is documented', () => {
  expect(productFiles().flatMap(undocumented)).toEqual([]);
  expect(
    undocumented({ path: 'planted.ts', text: 'const a = 1;\nexport const planted = a;' }),
  ).toEqual(['planted.ts: planted']);
});

test('every file says first what it is for', () => {
  expect(
    productFiles()
      .filter((file) => !file.text.startsWith('/**'))
      .map((file) => file.path),
  ).toEqual([]);
});

test('no file has more than 300 lines', () => {
  expect(
    sourceFiles()
      .filter((file) => file.text.split('\n').length > 301)
      .map((file) => file.path),
  ).toEqual([]);
});

test('nothing is any', () => {
  expect(
    sourceFiles()
      .filter((file) => anyType.test(file.text))
      .map((file) => file.path),
  ).toEqual([]);
  expect(anyType.test('const planted: any = 1')).toBe(true);
});

test('every path and symbol that the architecture names exists', () => {
  const { paths, symbols } = namedIn(rootFile('docs/architecture.md'));
  const text = productFiles()
    .map((file) => file.text)
    .join('\n');
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(symbols.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  expect(namedIn('`packages/none.ts` and `NoSuchThing`')).toEqual({
    paths: ['packages/none.ts'],
    symbols: ['NoSuchThing'],
  });
});

describe('.env.example', () => {
  const listed = [...rootFile('.env.example').matchAll(/^# ([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(
    (match) => [match[1], match[2]] as const,
  );

  test('has every key with its default, and no other', () => {
    expect(listed).toEqual(configKeyNames.map((name) => [name, configKeys[name].default]));
  });
});

test('every error code has its section, and every section its code', () => {
  const sections = [...rootFile('docs/errors.md').matchAll(/^## ([A-Z_]+)$/gm)].map(
    (match) => match[1],
  );
  expect(sections.toSorted()).toEqual([...errorCodes].toSorted());
});

test('what must stand in the root stands there', () => {
  const names = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'packages',
    'apps',
    'fixtures',
    '.env.example',
    'AGENTS.md',
    'README.md',
    'LICENSE',
  ];
  expect(names.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  expect(rootFile('AGENTS.md').split('\n').length).toBeLessThanOrEqual(150);
});

test.for(['package-lock.json', '.ci/next/package-lock.json'])(
  '%s carries no download address',
  (file) => {
    expect(rootFile(file)).not.toMatch(/"resolved": "https?:/);
  },
);

test('each folder of fixtures says where its data comes from, and none claims a live venue or model', () => {
  const kinds = /^source: (gateway|venue|model|simulator|documentation|scripted|market-data)$/m;
  const readmes = filesBelow('fixtures', /README\.md$/).filter(
    (file) => file.path.split('/').length === 3,
  );
  expect(readmes.length).toBeGreaterThan(0);
  for (const { path, text } of readmes) {
    expect(text, path).toMatch(kinds);
    expect(text, path).toMatch(/^version: /m);
    expect(text, path).toMatch(/^date: \d{4}-\d{2}-\d{2}$/m);
    expect(text, path).not.toMatch(/^source: (gateway|venue|model)$/m);
  }
});
