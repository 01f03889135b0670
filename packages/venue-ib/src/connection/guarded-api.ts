/** The client library behind guards: what it must not see, and what must not escape it. @module */
import type { Socket } from 'node:net';
import { EventName, IBApi } from '@stoqey/ib';
import { TokenQueue } from './token-queue.ts';

/** Where a fresh client connects to. */
export type ApiAddress = {
  readonly host: string;
  readonly port: number;
  readonly clientId: number;
};

/** The library's private parts that the guards replace; the pinned version is tested for them. */
type Internals = {
  readonly controller: {
    readonly socket: {
      readonly client?: Socket;
      onConnect(): void;
      onData(data: Buffer): void;
      send(tokens: unknown[]): void;
    };
    readonly decoder: {
      process(): void;
      enqueueMessage(fields: string[]): void;
      dataQueue: { readonly length: number };
    };
    onMessage(tokens: string[]): void;
    processIngressQueue(): void;
    sendMsg(...tokens: unknown[]): void;
    emitEvent(name: EventName, ...values: unknown[]): void;
  };
};

const largestFrame = 8 * 1_048_576;
/** What smaller frames hold is decoded in a few milliseconds, whatever it is. */
const largeFrame = 262_144;
/** The longest answer asked for is 2,000 bars of 8 fields; this many take some 20 ms. */
const mostFields = 100_000;
/** Message ids of placeOrder, cancelOrder and reqGlobalCancel. */
const orderCommands: ReadonlySet<unknown> = new Set([3, 4, 58]);

/**
 * Makes a client for one TCP connection.
 *
 * It hands the decoder whole frames of a sane length only, blanks a reject field that is not JSON
 * (the library would crash on it and eat the next message), and reports what the decoder or a
 * listener throws instead of letting it out of the socket handler. The library's own rate limit is
 * lifted: pacing happens before a message is handed over, so that nothing waits inside.
 */
export function createGuardedApi(address: ApiAddress, report: (fault: string) => void): IBApi {
  const api = new IBApi(address);
  const { controller } = api as unknown as Internals;
  const { decoder } = controller;
  // Frames are decoded one by one: nothing waits in the queue when the next one comes.
  decoder.enqueueMessage = (fields) => {
    decoder.dataQueue = new TokenQueue(fields);
  };
  guardFrames(controller, report, () => api.disconnect());
  sendAtOnce(controller);
  controller.sendMsg = (...tokens) => sendFrame(controller, tokens);
  const onMessage = controller.onMessage.bind(controller);
  controller.onMessage = (tokens) => onMessage(withSafeReject(tokens));
  controller.processIngressQueue = () => drain(controller.decoder, report);
  return api;
}

/** Two small messages in a row would otherwise wait 40 ms for an acknowledgement of the first. */
function sendAtOnce({ socket }: Internals['controller']): void {
  const onConnect = socket.onConnect.bind(socket);
  socket.onConnect = () => {
    socket.client?.setNoDelay(true);
    onConnect();
  };
}

/** What the library sends, byte for byte, without its array of every character. */
function sendFrame(controller: Internals['controller'], tokens: unknown[]): void {
  const fields: unknown[] = [];
  collectFields(tokens, fields);
  const text = fields.join('\0');
  const frame = Buffer.allocUnsafe(5 + Buffer.byteLength(text));
  frame.writeInt32BE(frame.length - 4, 0);
  frame.write(text, 4);
  frame[frame.length - 1] = 0;
  const { client } = controller.socket;
  if (client !== undefined && orderCommands.has(fields[0])) writeNow(client, frame);
  else if (client !== undefined) writeInBurst(client, frame);
  controller.emitEvent(EventName.sent, fields, text);
}

/** An order or a cancel waits for nothing that its turn has yet to do; what was sent before it leaves with it. */
function writeNow(client: Socket, frame: Buffer): void {
  client.write(frame);
  while (client.writableCorked > 0) client.uncork();
}

/** What is sent in one turn leaves in one packet. */
function writeInBurst(client: Socket, frame: Buffer): void {
  if (client.writableCorked === 0) {
    client.cork();
    queueMicrotask(() => client.uncork());
  }
  client.write(frame);
}

function collectFields(tokens: readonly unknown[], fields: unknown[]): void {
  for (const token of tokens) {
    if (Array.isArray(token)) collectFields(token, fields);
    else fields.push(typeof token === 'boolean' ? Number(token) : token);
  }
}

function guardFrames(
  controller: Internals['controller'],
  report: (fault: string) => void,
  drop: () => void,
): void {
  const { socket } = controller;
  const onData = socket.onData.bind(socket);
  let waiting: Buffer[] = [];
  let held = 0;
  let needed = 4;
  let dropped = false;
  socket.onData = (chunk) => {
    waiting.push(chunk);
    held += chunk.length;
    if (dropped || held < needed) return;
    const rest = waiting.length === 1 ? chunk : Buffer.concat(waiting);
    let start = 0;
    while (rest.length - start >= 4) {
      const length = rest.readInt32BE(start);
      if (length < 1 || length > largestFrame) {
        dropped = true;
        report(`a frame of length ${length} arrived; the connection was dropped`);
        drop();
        return;
      }
      if (rest.length - start < 4 + length) break;
      const frame = rest.subarray(start, start + 4 + length);
      if (length > largeFrame && hasTooManyFields(frame))
        report(`a message of ${length} bytes had more than ${mostFields} fields and was left out`);
      else onData(frame);
      start += 4 + length;
    }
    waiting = [rest.subarray(start)];
    held = rest.length - start;
    needed = held < 4 ? 4 : 4 + rest.readInt32BE(start);
  };
}

function hasTooManyFields(frame: Buffer): boolean {
  let fields = 0;
  for (let at = 4; at < frame.length && fields <= mostFields; at += 1)
    if (frame[at] === 0) fields += 1;
  return fields > mostFields;
}

function withSafeReject(tokens: string[]): string[] {
  const text = tokens[0] === '4' ? tokens[5] : undefined;
  if (text === undefined || text === '') return tokens;
  try {
    JSON.parse(
      text.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    );
    return tokens;
  } catch {
    return [...tokens.slice(0, 5), '', ...tokens.slice(6)];
  }
}

/** Frames are handed over one by one, so what is left after a throw belongs to the failed message. */
function drain(decoder: Internals['controller']['decoder'], report: (fault: string) => void): void {
  try {
    decoder.process();
  } catch (cause) {
    decoder.dataQueue = [];
    report(
      `a message could not be handled: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}
