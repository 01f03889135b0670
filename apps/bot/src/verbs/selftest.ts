/** `tradewright selftest`: the check that a person runs before a bot does. @module */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { TradewrightError } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import { createLogger, type LoggerOf } from '../logging/create-logger.ts';
import { rowText, sumText } from '../selftest/checklist.ts';
import { reportText, sourceOf } from '../selftest/report-text.ts';
import { runSelftest } from '../selftest/run-selftest.ts';
import { symbolNamed } from '../venues/open-market.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Options of the verb. */
export type SelftestFlags = GlobalOptions & {
  readonly skipOrders?: boolean;
  readonly symbol?: string;
  readonly report?: string;
};

/** 0 when nothing failed; else the worst of its rows. */
export async function selftest(flags: SelftestFlags): Promise<ExitCode> {
  const context = verbContext(flags, 'error');
  const { config, folder, json, clock } = context;
  const symbol = flags.symbol === undefined ? undefined : symbolNamed(config, flags.symbol);
  const file = flags.report === undefined ? undefined : resolve(folder, flags.report);
  const startedAt = clock.now();
  // Before the account is touched: a report that cannot be written is found now, not after an order.
  if (file !== undefined) write(file, '');
  const lines: string[] = [];
  const source = sourceOf(config);
  if (!json) context.print(`tradewright selftest, ${config.ACTIVE_EXCHANGE}: ${source}\n\n`);
  const found = await runSelftest({
    config,
    folder,
    clock,
    logger: file === undefined ? context.logger : collecting(lines),
    skipOrders: flags.skipOrders === true,
    symbol,
    ...(json ? {} : { onResult: (row) => context.print(rowText(row)) }),
  });
  const { exitCode, ...facts } = found;
  const body = { ok: exitCode === 0, source, startedAt, endedAt: clock.now(), ...facts };
  if (file !== undefined)
    write(file, reportText({ ...body, skipOrders: flags.skipOrders === true }, lines));
  const where = flags.report === undefined ? '' : `; the report is in ${flags.report}`;
  show(context, body, () => `\n${sumText(found.checks)}${where}\n`);
  return exitCode;
}

/** A log that is kept instead of shown. */
function collecting(lines: string[]): LoggerOf {
  return createLogger(
    { format: 'logfmt', level: 'debug', destination: 'stderr', colour: false },
    { write: (line: string) => lines.push(line.trimEnd()) },
  );
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    throw new TradewrightError('STORE_UNWRITABLE', `--report: ${file} could not be written.`, {
      cause,
      hint: 'name a file in a folder that can be written',
    });
  }
}
