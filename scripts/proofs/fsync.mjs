// Every send is preceded by the sync of its intent: a system-call trace of the real engine on a database file.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fullCount = 2_000;
const marker = 'SEND ';

/** The count is that of the sends. Without strace or the right to trace, nothing is proved and the JSON says so. */
export async function prove(count = fullCount) {
  const folder = mkdtempSync(join(tmpdir(), 'fsync-'));
  try {
    const trace = join(folder, 'trace');
    const script = fileURLToPath(new URL('../send-forever.mjs', import.meta.url));
    const { status, error } = spawnSync(
      'strace',
      [
        '-f',
        '-y',
        '-s',
        '40',
        '-e',
        'trace=write,fsync,fdatasync',
        '-o',
        trace,
        process.execPath,
        script,
        String(count),
      ],
      { stdio: ['ignore', 'ignore', 'ignore'] },
    );
    if (error === undefined && status !== 0 && mayTrace())
      return { failed: `the traced engine ended with ${status}`, sends: 0, breaks: 1 };
    if (error !== undefined || status !== 0)
      return { skipped: 'strace could not trace a process here', sends: 0, breaks: 0 };
    return judge(readFileSync(trace, 'utf8').split('\n'), count);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** False where strace is not there or not allowed. */
function mayTrace() {
  return spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;
}

/** A send counts as proved when the log of the database was synced after the send before it. */
function judge(lines, count) {
  let synced = false;
  const tally = { sends: 0, syncs: 0, unsynced: 0 };
  for (const line of lines) {
    if (/f(data)?sync\(\d+<[^>]*life-\d+\.db-wal>/.test(line)) {
      synced = true;
      tally.syncs += 1;
    } else if (line.includes(`"${marker}`)) {
      tally.sends += 1;
      if (!synced) tally.unsynced += 1;
      synced = false;
    }
  }
  return { ...tally, breaks: tally.unsynced + Math.abs(count - tally.sends) };
}
