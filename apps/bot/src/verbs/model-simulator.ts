/** `tradewright model-simulator`: an OpenAI-compatible endpoint behind which a script answers. @module */
import { TradewrightError } from '@tradewright/core';
import { ScriptedEndpoint, scriptedTraderModel } from '@tradewright/agent/testing';
import type { ExitCode } from '../exit-code.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Options of the verb. */
export type ModelSimulatorOptions = GlobalOptions & { readonly port?: string };

/** Serves both wires on loopback until a signal. */
export async function modelSimulator(options: ModelSimulatorOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const port = Number(options.port ?? 8390);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new TradewrightError('USAGE', `--port was "${options.port ?? ''}".`, {
      hint: 'give a free port, such as 8390; 0 takes any',
    });
  const endpoint = new ScriptedEndpoint();
  const url = await endpoint.start(port);
  const environment = {
    AGENT_PROVIDER: 'openai',
    OPENAI_BASE_URL: url,
    LLM_MODEL: scriptedTraderModel,
    LLM_PRICE_INPUT: '0.25',
    LLM_PRICE_OUTPUT: '2',
  };
  show(context, { url, environment }, () => {
    const lines = Object.entries(environment).map(([name, value]) => `  ${name}=${value}`);
    return `Model simulator: a script, not a model. Set for a session:\n${lines.join('\n')}\nCtrl-C ends it.\n`;
  });
  const code = await new Promise<ExitCode>((resolve) => {
    process.once('SIGINT', () => resolve(130)).once('SIGTERM', () => resolve(143));
  });
  await endpoint.stop();
  return code;
}
