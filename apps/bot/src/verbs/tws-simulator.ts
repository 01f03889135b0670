/** `tradewright tws-simulator`: a TWS without TWS. @module */
import { TradewrightError } from '@tradewright/core';
import { TwsSimulator, playLive, scriptedSymbols } from '@tradewright/venue-ib/testing';
import type { ExitCode } from '../exit-code.ts';
import { show, verbContext, type GlobalOptions } from './verb-context.ts';

/** Its own options, as text from the command line. */
export type TwsSimulatorFlags = GlobalOptions & {
  readonly port?: string;
  readonly step?: string;
  readonly delayed?: boolean;
  readonly readOnly?: boolean;
};

/** Runs until a signal. @throws TradewrightError `USAGE`, `VENUE_UNAVAILABLE` when the port is taken */
export async function twsSimulator(flags: TwsSimulatorFlags): Promise<ExitCode> {
  const context = verbContext(flags);
  const wanted = wholeNumber('--port', flags.port ?? '7497', 0, 65_535);
  const stepMs = wholeNumber('--step', flags.step ?? '1000', 10, 3_600_000);
  const { clock } = context;
  const simulator = new TwsSimulator({
    clock,
    port: wanted,
    marketData: flags.delayed === true ? 'delayed' : 'live',
  });
  simulator.faults.readOnly = flags.readOnly === true;
  const port = await simulator.listen().catch((cause: unknown) => {
    throw new TradewrightError('VENUE_UNAVAILABLE', `Port ${wanted} could not be listened on.`, {
      cause,
      hint: 'end what listens there, or give another --port; 0 takes a free one',
    });
  });
  const stop = playLive(simulator, clock, stepMs);
  const account = simulator.account.id;
  show(context, { port, account, symbols: scriptedSymbols, source: 'scripted' }, () =>
    [
      `TWS simulator on 127.0.0.1:${port}  account ${account}  (scripted market, never quoted anywhere)`,
      `symbols  ${scriptedSymbols.join('  ')}`,
      `try      ACTIVE_EXCHANGE=IB IB_PORT=${port} npx tradewright quote BHP/AUD`,
      'Ctrl-C ends it.',
      '',
    ].join('\n'),
  );
  const signal = await new Promise<'SIGINT' | 'SIGTERM'>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  stop();
  await simulator.close();
  return signal === 'SIGINT' ? 130 : 143;
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new TradewrightError('USAGE', `${flag} was "${text}".`, {
    hint: `give a whole number from ${least} to ${most}`,
  });
}
