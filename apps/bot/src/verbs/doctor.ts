/** `tradewright doctor model`: what the configured endpoint can, and how to configure it. @module */
import { SystemClock, TradewrightError } from '@tradewright/core';
import { bestShape, probeEndpoint, type ProbeFinding } from '@tradewright/agent';
import type { ExitCode } from '../exit-code.ts';
import { table } from '../output/table.ts';
import { openLedger, openModel } from '../session/open-model.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Five tiny calls, paid for under the same caps as a session; 1 when the endpoint does not answer or lacks tools. */
export async function doctor(part: string, options: GlobalOptions): Promise<ExitCode> {
  if (part !== 'model') {
    throw new TradewrightError('USAGE', `There is no doctor for "${part}".`, {
      hint: 'say `tradewright doctor model`; for the venue say `tradewright health`',
    });
  }
  const context = verbContext(options, 'warn');
  const { config, paths } = context;
  const clock = new SystemClock();
  const { ledger, close } = openLedger(config, paths, clock);
  const spend = ledger.spender();
  const findings = await probeEndpoint((jsonSchema) =>
    openModel(
      { ...config, LLM_JSON_SCHEMA: jsonSchema },
      { clock, spend, onAttempt: () => undefined },
    ),
  ).finally(close);
  const answers = findings[0]?.ok === true;
  const shape = bestShape(findings);
  const body = {
    model: config.LLM_MODEL,
    served: findings[0]?.model ?? null,
    findings,
    jsonSchema: answers ? shape : null,
    cost: spend.charged().toString(),
    currency: spend.currency,
  };
  show(context, body, () => doctorText(body));
  return answers && findings.at(-1)?.ok === true ? 0 : 1;
}

function doctorText(body: {
  readonly model: string;
  readonly served: string | null;
  readonly findings: readonly ProbeFinding[];
  readonly jsonSchema: string | null;
  readonly cost: string;
  readonly currency: string;
}): string {
  const rows = body.findings.map(({ check, ok, detail, usage }) => [
    check,
    ok ? 'yes' : 'NO',
    usage ? 'counted' : '-',
    detail.slice(0, 70),
  ]);
  const columns = [{ title: 'check' }, { title: 'works' }, { title: 'tokens' }, { title: 'found' }];
  const advice =
    body.jsonSchema === null
      ? 'The endpoint does not answer: check OPENAI_BASE_URL, OPENAI_API_KEY, LLM_MODEL and LLM_WIRE.'
      : `Configure LLM_JSON_SCHEMA=${body.jsonSchema}.`;
  return `${body.model} (served ${body.served ?? 'nothing'})\n${table(columns, rows, '')}\n${advice}\nThis cost at most ${body.cost} ${body.currency}.\n`;
}
