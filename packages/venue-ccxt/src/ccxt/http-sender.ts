/** The way of ccxt's requests out of the process: kept-alive HTTP whose answers cannot grow without end. @module */
import { TradewrightError } from '@tradewright/core/venue';
import {
  Agent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import type { Readable } from 'node:stream';

/** A request as ccxt hands it to its `fetchImplementation`. */
export type SentRequest = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Aborted by ccxt when its timeout is over. */
  readonly signal?: AbortSignal;
};

/** An answer that has been read to its end. */
export type HttpAnswer = {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: () => Promise<string>;
};

/** Carries one request. Errors of the socket keep their `code`, which ccxt reads. */
export type SendRequest = (url: string, request: SentRequest) => Promise<HttpAnswer>;

/** Answers above this many bytes, inflated, are cut off; the largest list of markets is half of it. */
export const longestAnswer = 32 * 1024 * 1024;

const socketTerms = { keepAlive: true, maxSockets: 64 };

/**
 * ccxt's own sender inflates whatever comes, and stops its clock at the first byte of the answer. This
 * one counts what it inflates, and the timeout holds until the last byte. Redirects are not followed.
 */
export function createHttpSender(maxBytes = longestAnswer): SendRequest {
  const plain = new Agent(socketTerms);
  let secure: Promise<{ send: typeof httpRequest; agent: Agent }> | undefined;
  return async (url, request) => {
    if (!url.startsWith('https:')) return exchange(httpRequest, plain, { url, request, maxBytes });
    secure ??= import('node:https').then((https) => ({
      send: https.request,
      agent: new https.Agent(socketTerms),
    }));
    const { send, agent } = await secure;
    return exchange(send, agent, { url, request, maxBytes });
  };
}

type Call = {
  readonly url: string;
  readonly request: SentRequest;
  readonly maxBytes: number;
};

function exchange(send: typeof httpRequest, agent: Agent, call: Call): Promise<HttpAnswer> {
  const { url, request, maxBytes } = call;
  const { method, body, signal } = request;
  const headers = { 'Accept-Encoding': 'gzip, deflate, br', ...request.headers };
  return new Promise((resolve, reject) => {
    const options: RequestOptions = { agent, method, headers };
    const outgoing = send(url, options, (incoming) => {
      readAll(incoming, maxBytes).then((text) => {
        const { statusCode: status = 0, statusMessage: statusText = '' } = incoming;
        resolve({ status, statusText, headers: incoming.headers, text: async () => text });
      }, fail);
    });
    const abort = (): void => fail(new DOMException('The request took too long.', 'AbortError'));
    const fail = (error: Error): void => {
      reject(error);
      outgoing.destroy();
    };
    outgoing.on('error', (error) => fail(named(error)));
    outgoing.on('close', () => signal?.removeEventListener('abort', abort));
    signal?.addEventListener('abort', abort, { once: true });
    outgoing.end(body);
  });
}

async function readAll(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  const source = await inflated(incoming);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLong(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    incoming.destroy();
    throw error instanceof Error ? named(error) : error;
  }
  return Buffer.concat(chunks, bytes).toString();
}

async function inflated(incoming: IncomingMessage): Promise<Readable> {
  const encoding = incoming.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return incoming;
  const zlib = await import('node:zlib');
  const inflate = {
    gzip: zlib.createGunzip,
    'x-gzip': zlib.createGunzip,
    deflate: zlib.createInflate,
    br: zlib.createBrotliDecompress,
  }[encoding];
  if (inflate === undefined)
    throw badAnswer(`The venue answered in the encoding "${encoding.slice(0, 30)}".`);
  const stream = inflate();
  incoming.on('error', (error) => stream.destroy(error));
  return incoming.pipe(stream);
}

/** Several addresses that all failed have no message of their own; the code says what happened. */
function named(error: Error): Error {
  if (TradewrightError.is(error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code?.startsWith('Z_') === true || code?.startsWith('ERR__ERROR_FORMAT') === true)
    return badAnswer(`The venue answered with a body that could not be inflated: ${code}.`);
  if (code === undefined || error.message.includes(code)) return error;
  return Object.assign(new Error(`${code} ${error.message}`, { cause: error }), { code });
}

function tooLong(maxBytes: number): TradewrightError {
  return badAnswer(`The venue answered with more than ${maxBytes} bytes.`);
}

function badAnswer(message: string): TradewrightError {
  return new TradewrightError('VENUE_BAD_ANSWER', message, {
    hint: 'the answer was not used; check that the address is the venue itself, and try again',
  });
}
