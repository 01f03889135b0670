#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write(
    'tradewright has not been built yet.\n  hint: run `npm start` once in the checkout\n',
  );
  process.exitCode = 1;
}
