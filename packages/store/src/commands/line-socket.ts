/** One JSON line each way over a local socket. @module */
import type { Socket } from 'node:net';

const longestLine = 4 * 1024 * 1024;

/** Calls back with the first line that arrives, parsed; a line that is too long or no JSON ends the socket. */
export function onFirstLine(socket: Socket, handle: (body: unknown) => void): void {
  let text = '';
  socket.setEncoding('utf8');
  const take = (chunk: string): void => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0) {
      if (text.length > longestLine) socket.destroy();
      return;
    }
    socket.off('data', take);
    try {
      handle(JSON.parse(text.slice(0, end)));
    } catch {
      socket.destroy();
    }
  };
  socket.on('data', take);
}

/** Sends one line. */
export function sendLine(socket: Socket, body: unknown): void {
  socket.write(`${JSON.stringify(body)}\n`);
}
