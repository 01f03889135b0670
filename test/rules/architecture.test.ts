/** The dependency graph is data: these tables are the architecture. */
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { productFiles, workspaces, type SourceFile } from './source-files.ts';

const mayImport: Readonly<Record<string, readonly string[]>> = {
  'packages/core': [],
  'packages/venue-kit': ['core'],
  'packages/venue-ccxt': ['core', 'venue-kit'],
  'packages/venue-ib': ['core', 'venue-kit'],
  'packages/sim': ['core', 'venue-kit'],
  'packages/engine': ['core'],
  'packages/agent': ['core'],
  'packages/store': ['core'],
  'apps/bot': ['core', 'venue-kit', 'venue-ccxt', 'venue-ib', 'sim', 'engine', 'agent', 'store'],
  'apps/dashboard': ['core'],
};

const engineFolders = [
  'market',
  'health',
  'portfolio',
  'context',
  'strategy',
  'plan',
  'risk',
  'execution',
  'recovery',
  'runner',
];

const specifiers = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');

/** Imports that the table does not allow, also by a relative path out of the workspace. */
function forbiddenImports(file: SourceFile): string[] {
  const workspace = file.path.split('/').slice(0, 2).join('/');
  return specifiers(file.text).filter((name) => {
    if (name.startsWith('.'))
      return !posix.join(posix.dirname(file.path), name).startsWith(`${workspace}/`);
    const target = /^@tradewright\/([\w-]+)/.exec(name)?.[1];
    return target !== undefined && !(mayImport[workspace] ?? []).includes(target);
  });
}

/** Imports from a folder of the engine that comes later in the flow of data. */
function backwardImports(file: SourceFile): string[] {
  const folder = file.path.split('/')[3] ?? '';
  const place = engineFolders.indexOf(folder);
  return specifiers(file.text).filter((name) => {
    const target = engineFolders.indexOf(
      posix.join(posix.dirname(file.path), name).split('/')[3] ?? '',
    );
    return name.startsWith('.') && place >= 0 && target > place;
  });
}

test('every workspace has a row in the table', () => {
  expect(new Set(workspaces())).toEqual(new Set(Object.keys(mayImport)));
});

test('every import is one that the table allows', () => {
  expect(
    productFiles().flatMap((file) => forbiddenImports(file).map((name) => `${file.path}: ${name}`)),
  ).toEqual([]);
});

test.for([
  ['by name', `import { PaperTrader } from '@tradewright/sim';`],
  ['by type', `import type { SqliteStore } from '@tradewright/store';`],
  ['lazily', `await import('@tradewright/venue-ib')`],
  ['by a relative path', `export { x } from '../../../store/src/index.ts';`],
] as const)('a planted edge %s is caught', ([, text]) => {
  expect(forbiddenImports({ path: 'packages/engine/src/market/planted.ts', text })).toHaveLength(1);
});

test('folders of the engine import only from those before them', () => {
  const files = productFiles().filter((file) => file.path.startsWith('packages/engine/src/'));
  expect(files.length).toBeGreaterThan(30);
  expect(
    files.flatMap((file) => backwardImports(file).map((name) => `${file.path}: ${name}`)),
  ).toEqual([]);
});

test('a planted step backwards is caught', () => {
  const text = `import { RiskManager } from '../risk/risk-manager.ts';`;
  expect(backwardImports({ path: 'packages/engine/src/plan/planted.ts', text })).toHaveLength(1);
});

test('only risk makes approvals, and only execution sends orders', () => {
  const files = productFiles();
  const approvers = files
    .filter((file) => file.text.includes('ApprovedOrder.review('))
    .map((file) => file.path);
  expect(approvers).toEqual(['packages/engine/src/risk/risk-manager.ts']);
  const engineAndAgents = files.filter((file) =>
    /^(packages\/(engine|agent|store)|apps)\//.test(file.path),
  );
  const senders = engineAndAgents
    .filter((file) => /\.placeOrder\(/.test(file.text))
    .map((file) => file.path);
  expect(senders).toEqual(['packages/engine/src/execution/execution-engine.ts']);
});
