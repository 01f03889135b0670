/** `tradewright mcp`: the read tools for other agents. @module */
import { TradewrightError } from '@tradewright/core';
import type { ExitCode } from '../exit-code.ts';
import { openMcp } from '../mcp/open-mcp.ts';
import { paperSetup } from '../session/session-setup.ts';
import { withVenue } from '../venues/open-market.ts';
import { show, verbContext, type GlobalOptions, type VerbContext } from './verb-context.ts';

/** Options of the verb. */
export type McpOptions = GlobalOptions & { readonly propose?: boolean; readonly http?: string };

/** Serves on standard input and output until the client closes it, or with `--http` on loopback until a signal. */
export async function mcp(options: McpOptions): Promise<ExitCode> {
  const context = verbContext(options, 'warn');
  const { config, folder } = context;
  if (config.LOG_DESTINATION === 'stdout')
    throw new TradewrightError('USAGE', 'LOG_DESTINATION was stdout.', {
      hint: 'leave it at stderr: the protocol owns the standard output',
    });
  const listen = options.http === undefined ? undefined : httpOf(options.http, config.MCP_TOKEN);
  const symbols = await symbolsOf(context);
  // The protocol's library is loaded here alone: no other verb waits for it.
  const { serveHttp, serveStdio } = await import('../mcp/serve-mcp.ts');
  return withVenue(config, folder, async (trader): Promise<ExitCode> => {
    const propose = options.propose === true;
    const opened = openMcp({ context, trader, symbols, propose });
    try {
      if (listen === undefined) {
        await serveStdio(opened.connection());
        return 0;
      }
      const served = await serveHttp({ ...listen, connection: opened.connection });
      const { url } = served;
      show(context, { url, propose }, () => {
        const may = propose ? 'read and propose' : 'read';
        return `Other agents may ${may} at ${url} with MCP_TOKEN as bearer token.\nCtrl-C ends it.\n`;
      });
      const code = await nextSignal();
      await served.close();
      return code;
    } finally {
      opened.close();
    }
  });
}

/** Shorter tokens can be guessed. */
const shortestToken = 32;

function httpOf(text: string, token: string): { readonly port: number; readonly token: string } {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new TradewrightError('USAGE', `--http was "${text}".`, {
      hint: 'give a free port, such as 8383; 0 takes any',
    });
  if (token.length < shortestToken)
    throw new TradewrightError(
      'CONFIG_INVALID',
      `MCP_TOKEN: had ${String(token.length)} characters, and HTTP needs a token of at least ${String(shortestToken)}.`,
      { hint: 'set one, such as the output of `openssl rand -hex 32`, here and in the client' },
    );
  return { port, token };
}

async function symbolsOf({ config, folder }: VerbContext): Promise<readonly string[]> {
  if (config.ALLOWED_SYMBOLS.length > 0) return config.ALLOWED_SYMBOLS;
  if (config.ACTIVE_EXCHANGE === 'PAPER') {
    const { files } = await paperSetup(config, folder, 'read');
    return [...new Set(files.map(({ symbol }) => symbol))];
  }
  throw new TradewrightError('CONFIG_INVALID', 'ALLOWED_SYMBOLS: was empty.', {
    hint: 'name what other agents may read, such as ALLOWED_SYMBOLS=BHP/AUD',
  });
}

function nextSignal(): Promise<ExitCode> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(130)).once('SIGTERM', () => resolve(143));
  });
}
