// A session of a recorded model on this Node replays to the same digest on the Node and the majors of the second lane, and the other way round.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildLane,
  copySources,
  installLane,
  laneFolder,
  laneNode,
  runsHere,
} from '../next-lane.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Records with the offline rules and with a cassette on each side, and replays each on the other. */
export function prove() {
  if (!runsHere) return { skipped: 'the second Node is packaged for linux-x64 alone', breaks: 0 };
  copySources();
  if (!installLane()) return { skipped: 'the registry is out of reach', breaks: 0 };
  if (buildLane() !== 0) throw new Error('the second lane was not built');
  const lanes = [
    { node: process.execPath, folder: root },
    { node: laneNode, folder: laneFolder },
  ];
  const sessions = lanes.flatMap((lane, index) =>
    ['offline', 'cassette'].map((provider) => crossing(lane, lanes[1 - index], provider)),
  );
  const digests = new Set(sessions.map(({ provider, digest }) => `${provider} ${digest}`));
  // Both sides record the same session: two digests in all.
  const breaks = sessions.filter(({ equal }) => !equal).length + (digests.size === 2 ? 0 : 1);
  return { sessions, breaks };
}

function crossing(from, to, provider) {
  const folder = mkdtempSync(join(tmpdir(), 'tradewright-nodes-'));
  try {
    const { id, digest, decisions } = verb(from, folder, ['demo', '--json'], provider);
    const { digest: again, equal } = verb(to, folder, ['replay', id, '--json'], provider);
    const [recordedOn, replayedOn] = [from, to].map(({ node }) => versionOf(node));
    return {
      provider,
      recordedOn,
      replayedOn,
      decisions,
      digest,
      equal: equal && again === digest,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function verb(lane, cwd, words, provider) {
  const launcher = join(lane.folder, 'apps', 'bot', 'bin', 'tradewright.js');
  const { stdout, stderr } = spawnSync(lane.node, [launcher, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, AGENT_PROVIDER: provider },
  });
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new Error(`tradewright ${words.join(' ')} printed no JSON: ${stderr}`, { cause });
  }
}

function versionOf(node) {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
}
