/** JSON lines out of a stream of bytes. @module */
import type { Readable } from 'node:stream';

/** Calls back with each whole line, parsed; what follows the last line end is kept for later. */
export function readLines(stream: Readable, onLine: (message: unknown) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(JSON.parse(line));
  });
}
