/** A WebSocket reduced to what the stream needs. @module */
import { createHmac } from 'node:crypto';

/** An open socket. `end` drops it at once. */
export type StreamSocket = { readonly send: (text: string) => void; readonly end: () => void };

/** What a socket tells; `onEnd` comes exactly once, also for a socket that never opened. */
export type StreamSocketEvents = {
  readonly onOpen: (socket: StreamSocket) => void;
  readonly onText: (text: string) => void;
  /** @param refused - True when the venue answered the handshake with a no. */
  readonly onEnd: (refused: boolean) => void;
};

/** Opens a socket; the result gives up on it. */
export type OpenStreamSocket = (
  url: string,
  headers: Readonly<Record<string, string>>,
  events: StreamSocketEvents,
) => () => void;

/** Frames above this size end the socket; a full book is a few hundred kilobytes. */
const longestFrame = 16 * 1024 * 1024;

/** Opens a socket with the `ws` library, which is loaded at the first call. */
export const openStreamSocket: OpenStreamSocket = (url, headers, events) => {
  let ended = false;
  let drop = (): void => undefined;
  const end = (refused: boolean): void => {
    if (ended) return;
    ended = true;
    events.onEnd(refused);
  };
  void import('ws').then(
    ({ WebSocket }) => {
      if (ended) return;
      const socket = new WebSocket(url, {
        headers,
        maxPayload: longestFrame,
        handshakeTimeout: 10_000,
      });
      drop = () => socket.terminate();
      const open = { send: (text: string) => socket.send(text), end: () => socket.terminate() };
      socket.on('open', () => events.onOpen(open));
      socket.on('message', (data, binary) => {
        if (!binary && !ended) events.onText(Buffer.isBuffer(data) ? data.toString() : '');
      });
      socket.on('unexpected-response', (request) => {
        request.destroy();
        end(true);
      });
      socket.on('error', () => end(false));
      socket.on('close', () => end(false));
    },
    () => end(false),
  );
  return () => {
    ended = true;
    drop();
  };
};

/**
 * Headers of an authenticated handshake: the payload is the nonce in whole seconds, in base64. Works for
 * account keys that were made with a time-based nonce (developer.gemini.com/websocket, authentication).
 */
export function streamHeaders(
  apiKey: string,
  apiSecret: string,
  nowMs: number,
): Readonly<Record<string, string>> {
  const nonce = String(Math.floor(nowMs / 1000));
  const payload = Buffer.from(nonce).toString('base64');
  return {
    'X-GEMINI-APIKEY': apiKey,
    'X-GEMINI-NONCE': nonce,
    'X-GEMINI-PAYLOAD': payload,
    'X-GEMINI-SIGNATURE': createHmac('sha384', apiSecret).update(payload).digest('hex'),
  };
}
