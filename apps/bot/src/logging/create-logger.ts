/** Structured logs. @module */
import { pino, type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';
import { logfmt } from './logfmt.ts';

/** How to log. `level` is a level, followed by levels of single parts: `info,venue=trace`. */
export type LoggerOptions = {
  readonly format: 'pretty' | 'json' | 'logfmt';
  readonly level: string;
  readonly destination: 'stdout' | 'stderr';
  readonly colour: boolean;
};

/** Gives each part its logger, at its level. */
export type LoggerOf = (part: string) => Logger;

const secrets = ['apiKey', 'apiSecret', 'authorization', 'password', 'token', 'secret'];

/** @param sink - Where the bytes go; the destination by default. */
export function createLogger(options: LoggerOptions, sink?: DestinationStream): LoggerOf {
  const [level = 'info', ...parts] = options.level.split(',');
  const levels = new Map(parts.map((part) => part.split('=') as [string, string]));
  const root = pino(
    {
      level,
      base: null,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '***' },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    streamOf(options, sink),
  );
  return (part) => root.child({ part }, { level: levels.get(part) ?? level });
}

function streamOf(options: LoggerOptions, sink: DestinationStream | undefined): DestinationStream {
  const target = sink ?? (options.destination === 'stdout' ? process.stdout : process.stderr);
  if (options.format === 'json') return target;
  if (options.format === 'logfmt') return { write: (line) => target.write(logfmt(line)) };
  return pretty({
    colorize: options.colour,
    ignore: 'part',
    messageFormat: '{part}: {msg}',
    destination: target as unknown as NodeJS.WritableStream,
    sync: true,
  });
}
