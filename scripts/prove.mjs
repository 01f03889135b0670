// `npm run -s prove -- NAME [cases [first seed]]`: one claim at its full count; one JSON line; fails when the claim does.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('./proofs/', import.meta.url);
const [name = '', ...counts] = process.argv.slice(2);
const file = new URL(`${name}.mjs`, folder);

if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  const names = readdirSync(fileURLToPath(folder)).map((entry) => entry.replace(/\.mjs$/, ''));
  console.error(`prove: "${name}" was no claim; there are ${names.join(', ')}`);
  process.exit(2);
}
const { prove } = await import(file.href);
const started = Date.now();
const result = await prove(...counts.map(Number));
const git = (...words) => execFileSync('git', words, { encoding: 'utf8' }).trim();
const commit = git('rev-parse', '--short', 'HEAD');
const dirty = git('status', '--porcelain') !== '';
const seconds = (Date.now() - started) / 1_000;
console.log(JSON.stringify({ claim: name, ...result, seconds, commit, dirty }));
process.exitCode = result.breaks === 0 ? 0 : 1;
