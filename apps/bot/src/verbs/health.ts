/** `tradewright health`: whether the account can be traded on now. @module */
import type { ExitCode } from '../exit-code.ts';
import { withAsker } from '../operate/ask-account.ts';
import { healthText, type HealthReport } from '../operate/health-report.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** 0 when connected, else 1; problems are listed with their fix. */
export async function health(options: GlobalOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const body = (await withAsker(context, (asker) => asker.ask({ ask: 'health' }))) as HealthReport;
  show(context, body, () => healthText(body));
  return body.connected ? 0 : 1;
}
