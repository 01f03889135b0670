/** `tradewright replay ID` and `tradewright verify ID`. @module */
import type { ExitCode } from '../exit-code.ts';
import { replaySession } from '../session/replay-session.ts';
import { readingStore, show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Runs the session again from its tape; 1 when the digests differ. */
export async function replay(id: string, options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const result = await replaySession(context.config, context.folder, id);
  const verdict = result.equal ? 'the same digest' : 'ANOTHER DIGEST';
  show(
    context,
    result,
    () =>
      `${result.session}: ${result.events} bars replayed, ${verdict}\n  then ${result.expected}\n  now  ${result.digest}\n`,
  );
  return result.equal ? 0 : 1;
}

/** Recomputes the hash chain of the journal; 1 when it is broken. */
export async function verify(id: string, options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const store = readingStore(context);
  try {
    const session = store.session(id).id;
    const report = { session, ...store.verify(session) };
    const text =
      report.problem === null
        ? `the chain holds, ${report.events} events of this session`
        : `THE CHAIN IS BROKEN: ${report.problem}`;
    show(context, report, () => `${session}: ${text}\n`);
    return report.problem === null ? 0 : 1;
  } finally {
    store.close();
  }
}
