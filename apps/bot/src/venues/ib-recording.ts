/** Records the traffic with a TWS into a sanitised file. @module */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TradewrightError, type Clock } from '@tradewright/core';
import { RecordingProxy, formatRecording, sanitiseRecording } from '@tradewright/venue-ib/testing';

/** Where the TWS is, and what it is. `stamp` is the market's time, `wall` the day of the recording. */
export type RecordingPlace = {
  readonly file: string;
  readonly host: string;
  readonly port: number;
  readonly source: 'gateway' | 'simulator';
  readonly stamp: Clock;
  readonly wall: Clock;
};

/** A running recording: connect to `port` instead; `close` writes the file. */
export type Recording = { readonly port: number; readonly close: () => Promise<void> };

/** @throws TradewrightError `STORE_UNWRITABLE` from `close` */
export async function startRecording(place: RecordingPlace): Promise<Recording> {
  const { host, port, source, stamp, wall, file } = place;
  const date = new Date(wall.now()).toISOString().slice(0, 10);
  const proxy = new RecordingProxy({ host, port, source, clock: stamp, date });
  return {
    port: await proxy.listen(),
    close: async () => {
      await proxy.close();
      write(file, formatRecording(sanitiseRecording(proxy.recording())));
    },
  };
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    throw new TradewrightError('STORE_UNWRITABLE', `The recording ${file} could not be written.`, {
      cause,
      hint: 'set IB_RECORD to a file in a folder that can be written',
    });
  }
}
