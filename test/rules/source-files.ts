/** The files that the house rules judge. @module */
import { readFileSync, readdirSync, existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Root of the repository. */
export const root = join(import.meta.dirname, '../..');

/** One source file with its path from the root. */
export type SourceFile = { readonly path: string; readonly text: string };

/** Every TypeScript file of packages and apps. */
export function sourceFiles(): readonly SourceFile[] {
  return workspaces().flatMap((workspace) => filesBelow(`${workspace}/src`, /\.ts$/));
}

/** Source without tests. */
export function productFiles(): readonly SourceFile[] {
  return sourceFiles().filter((file) => !/\.(contract\.|live\.)?test\.ts$/.test(file.path));
}

/** `packages/core`, `apps/bot`, … */
export function workspaces(): readonly string[] {
  return ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
}

/** Files below a folder whose name matches. */
export function filesBelow(folder: string, name: RegExp): readonly SourceFile[] {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .map((path) => join(absolute, path))
    .filter(
      (path) => name.test(path) && !/node_modules|\/dist\//.test(path) && statSync(path).isFile(),
    )
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}

/** One file of the root as text. */
export function rootFile(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}
