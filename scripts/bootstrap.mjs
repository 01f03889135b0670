// Makes a fresh clone ready: installs when the lockfile or the Node binary interface changed, then builds.
// Only `node:` imports, because it runs before anything is installed; all output goes to standard error.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.env.TRADEWRIGHT_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.tradewright-stamp');
const lockFolder = join(root, '.bootstrap-lock');
const staleMs = 15 * 60_000;
const pollMs = 300;

checkNode();
takeLock();
process.exitCode = 1;
try {
  if (isStale()) install();
  run('build', process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), '-b']);
  process.exitCode = 0;
} catch (error) {
  say(error.message);
} finally {
  rmSync(lockFolder, { recursive: true, force: true });
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major > 22;
  if (supported) return;
  say(`Node ${process.versions.node} is not supported.`);
  say('hint: install Node 20.19 or newer of the 20 line, or 22.14 or newer');
  process.exit(1);
}

function stamp() {
  const { platform, arch, versions } = process;
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${platform}/${arch}/${versions.modules}`)
    .digest('hex');
}

function isStale() {
  return !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp();
}

function install() {
  say('installing dependencies (about a minute the first time)');
  const started = Date.now();
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (npm === undefined) run('install', process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
  else run('install', process.execPath, [npm, ...args]);
  writeFileSync(stampFile, stamp());
  say(`installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

// Standard output stays with whoever called npm: a benchmark prints JSON there.
function run(what, command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error !== undefined) throw new Error(`The ${what} could not start: ${error.message}`);
  if (status !== 0) throw new Error(`The ${what} failed with exit code ${status}.`);
}

function takeLock() {
  for (;;) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(join(lockFolder, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned()) rmSync(lockFolder, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
    }
  }
}

function isAbandoned() {
  try {
    if (Date.now() - statSync(lockFolder).mtimeMs > staleMs) return true;
    const pid = Number(readFileSync(join(lockFolder, 'pid'), 'utf8'));
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function say(text) {
  process.stderr.write(`tradewright: ${text}\n`);
}
