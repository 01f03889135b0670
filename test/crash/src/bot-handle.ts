/** One bot process as its killer sees it. @module */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BotOrder, BotStart, BotWord } from './doomed-bot.ts';
import { readLines } from './line-reader.ts';

/** How a bot ended: killed, at a named point where it had reached one, or by a failure of its own. */
export type BotEnd = { readonly point: string | null; readonly failure: string | null };

const script = fileURLToPath(new URL('doomed-bot.js', import.meta.url));

/** Warms up at once, so that the next bot is there when the last one dies, and does nothing before {@link BotHandle.start}. */
export class BotHandle {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #words = new Map<BotWord['kind'], () => void>();
  readonly ended: Promise<BotEnd>;
  readonly warm: Promise<void>;
  /** Resolves when the session has resynchronised; never for a bot that ends before. */
  readonly ready: Promise<void>;
  isOver = false;
  #point: string | null = null;
  #failure: string | null = null;

  /** @param planted - Name of a defect to plant. */
  constructor(planted: string | undefined) {
    const words = planted === undefined ? [] : [planted];
    this.#child = spawn(process.execPath, [script, ...words]);
    this.warm = this.#word('warm');
    this.ready = this.#word('ready');
    let complaint = '';
    this.#child.stderr.on('data', (text) => (complaint += String(text)));
    // Whatever is still to be written to a process that has just died is lost.
    this.#child.stdin.on('error', () => undefined);
    readLines(this.#child.stdout, (line) => this.#hear(line as BotWord));
    this.ended = new Promise((resolve) => {
      this.#child.on('close', (code, signal) => {
        this.isOver = true;
        if (signal !== 'SIGKILL') this.#failure ??= `it ended with ${code ?? signal}: ${complaint}`;
        resolve({ point: this.#point, failure: this.#failure });
      });
    });
  }

  start(start: BotStart): void {
    this.#tell({ start });
  }

  trade(): void {
    this.#tell({ trade: true });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #tell(order: BotOrder): void {
    this.#child.stdin.write(`${JSON.stringify(order)}\n`);
  }

  #word(kind: BotWord['kind']): Promise<void> {
    return new Promise((resolve) => this.#words.set(kind, resolve));
  }

  #hear(word: BotWord): void {
    if (word.kind === 'doomed') this.#point = word.point;
    if (word.kind === 'failed') this.#failure = word.reason;
    this.#words.get(word.kind)?.();
  }
}
