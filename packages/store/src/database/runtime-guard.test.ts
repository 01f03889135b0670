import { expect, test } from 'vitest';
import { guardRuntime } from './runtime-guard.ts';

test.for([
  ['12.11.1', '9', false],
  ['13.2.0', '10', false],
  ['13.2.0', '9', true],
  ['13.2.0', undefined, true],
] as const)('better-sqlite3 %s with Node-API %s is refused: %s', ([version, nodeApi, refused]) => {
  const guard = (): void => guardRuntime(version, nodeApi);
  if (refused) expect(guard).toThrow('Node-API 10');
  else expect(guard).not.toThrow();
});
