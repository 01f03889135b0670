/** `tradewright resolve ID`: what a person knows of an order that the venue does not tell of. @module */
import {
  TradewrightError,
  decimal,
  type DecimalString,
  type OrderEvidence,
} from '@tradewright/core';
import type { HandledOrder } from '@tradewright/engine';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOfResult } from '../operate/command-result.ts';
import { giveCommand } from '../operate/give-command.ts';
import { showResult } from '../operate/show-result.ts';
import { handledText } from './cancel.ts';
import { verbContext, type GlobalOptions } from './verb-context.ts';

/** Options of `resolve`. */
type ResolveOptions = GlobalOptions & {
  readonly as?: string;
  readonly quantity?: string;
  readonly price?: string;
  readonly operator?: string;
  readonly reason?: string;
};

const ends: readonly OrderEvidence['as'][] = ['not-placed', 'canceled', 'filled'];
const example =
  'such as `resolve TW-… --as filled --operator ada --reason "contract note 7"`; --quantity and --price where they are not the order\'s own';

/** Ends an order of unknown outcome; name and reason are written down, and what cannot be true is refused. */
export async function resolve(id: string, options: ResolveOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const evidence = evidenceOf(id, options);
  const { result } = await giveCommand(context, { verb: 'resolve', ...evidence });
  showResult(context, result, () => handledText([result.body as HandledOrder], result.message));
  return exitCodeOfResult(result);
}

function evidenceOf(clientOrderId: string, options: ResolveOptions): OrderEvidence {
  const as = ends.find((end) => end === options.as);
  if (as === undefined)
    throw usage(`--as was ${found(options.as)}; it is one of ${ends.join(', ')}.`);
  const { operator = '', reason = '' } = options;
  if (operator.trim() === '') throw usage('--operator was not given: somebody must stand for it.');
  if (reason.trim() === '') throw usage('--reason was not given: how is it known?');
  if (as !== 'filled' && (options.quantity ?? options.price) !== undefined)
    throw usage(`--quantity and --price go with --as filled, and --as was ${found(as)}.`);
  const quantity = sumOf('--quantity', options.quantity);
  return { clientOrderId, as, quantity, price: sumOf('--price', options.price), operator, reason };
}

function sumOf(name: string, text: string | undefined): DecimalString | null {
  if (text === undefined) return null;
  if (!/^\d+(\.\d+)?$/.test(text) || /^0+(\.0+)?$/.test(text))
    throw usage(`${name} was ${found(text)}, not a number above zero.`);
  return decimal(text);
}

function found(text: string | undefined): string {
  return text === undefined ? 'not given' : `"${text.slice(0, 60)}"`;
}

function usage(message: string): TradewrightError {
  return new TradewrightError('USAGE', message, { hint: example });
}
