/** `tradewright doctor`: what stands in the way of a session; `doctor model`: what an endpoint can. @module */
import { SystemClock, TradewrightError } from '@tradewright/core';
import { bestShape, probeEndpoint, type ProbeFinding } from '@tradewright/agent';
import { checkConfig, checkDecider, checkSecrets, checkVenue } from '../doctor/check-config.ts';
import { checkDatabase, checkFolder, checkNode } from '../doctor/check-machine.ts';
import type { Finding } from '../doctor/finding.ts';
import type { ExitCode } from '../exit-code.ts';
import { table } from '../output/table.ts';
import { openLedger, openModel } from '../session/open-model.ts';
import { sessionPaths } from '../session/session-paths.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Looks at everything that can be looked at without an account; 1 when something stops a session. */
export async function doctor(part: string | undefined, options: GlobalOptions): Promise<ExitCode> {
  if (part === 'model') return doctorModel(options);
  if (part !== undefined) {
    throw new TradewrightError('USAGE', `There is no doctor for "${part}".`, {
      hint: 'say `tradewright doctor` or `tradewright doctor model`; for the venue say `tradewright health`',
    });
  }
  const folder = process.cwd();
  const { config, findings } = checkConfig({ env: process.env, folder, file: options.config });
  const paths = config === undefined ? undefined : sessionPaths(config, folder);
  const all = [
    checkNode(process.versions.node),
    ...findings,
    ...checkSecrets(folder),
    ...(config === undefined ? [] : await checkVenue(config, folder, new SystemClock())),
    ...(config === undefined ? [] : checkDecider(config)),
    ...(paths === undefined ? [] : [...checkFolder(paths), ...checkDatabase(paths)]),
  ];
  const ok = all.every(({ state }) => state !== 'problem');
  const text = options.json === true ? `${JSON.stringify({ ok, findings: all })}\n` : listText(all);
  process.stdout.write(text);
  return ok ? 0 : 1;
}

function listText(findings: readonly Finding[]): string {
  const signs = { ok: 'ok', warning: 'WARNING', problem: 'PROBLEM' } as const;
  const list = table(
    [{ title: 'check' }, { title: 'state' }, { title: 'found' }],
    findings.map(({ check, state, found }) => [check, signs[state], found]),
    '',
  );
  const fixes = findings.flatMap(({ check, fix }) => (fix === null ? [] : [`  ${check}: ${fix}`]));
  const end =
    fixes.length === 0 ? 'Nothing stands in the way of a session.' : `To do:\n${fixes.join('\n')}`;
  return `${list}\n${end}\n`;
}

/** Five tiny calls, paid for under the same caps as a session; 1 when the endpoint does not answer or lacks tools. */
async function doctorModel(options: GlobalOptions): Promise<ExitCode> {
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
