/** The hash that ties a tape to its recorded file. @module */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { TradewrightError } from '@tradewright/core';

/** SHA-256 of a file's bytes, hexadecimal. @throws TradewrightError `DATA_UNREADABLE` */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TradewrightError(
      'DATA_UNREADABLE',
      `The recorded file ${path} could not be read: ${reason}.`,
      {
        cause,
        hint: 'check the path in PAPER_DATA',
      },
    );
  }
  return hash.digest('hex');
}
