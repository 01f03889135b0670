/** The venue process as the judge sees it. @module */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TraderCapabilities } from '@tradewright/core';
import type { RoundTerms } from './crash-terms.ts';
import { readLines } from './line-reader.ts';
import { WireClient } from './wire-client.ts';
import type { VenueTruth } from './wire.ts';

const script = fileURLToPath(new URL('venue-process.js', import.meta.url));

/** Started once per round, and never killed before its end. */
export class VenueHandle {
  readonly capabilities: TraderCapabilities;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #client: WireClient;

  private constructor(
    child: ChildProcessWithoutNullStreams,
    client: WireClient,
    capabilities: TraderCapabilities,
  ) {
    this.#child = child;
    this.#client = client;
    this.capabilities = capabilities;
  }

  static async start(terms: RoundTerms): Promise<VenueHandle> {
    const child = spawn(process.execPath, [script, JSON.stringify(terms)]);
    child.stderr.pipe(process.stderr);
    const word = await new Promise((resolve, reject) => {
      readLines(child.stdout, resolve);
      child.once('close', () => reject(new Error('The venue ended before it listened.')));
    });
    const { capabilities } = word as { readonly capabilities: TraderCapabilities };
    return new VenueHandle(child, await WireClient.open(terms.socket), capabilities);
  }

  truth(): Promise<VenueTruth> {
    return this.#client.call('truth', []);
  }

  /** The market stands still, so that both sides can come to rest. */
  freeze(): Promise<void> {
    return this.#client.call('freeze', []);
  }

  move(): Promise<void> {
    return this.#client.call('move', []);
  }

  stop(): void {
    this.#client.close();
    this.#child.kill('SIGKILL');
  }
}
