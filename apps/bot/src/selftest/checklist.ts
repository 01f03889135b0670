/** The rows of a selftest, and what they add up to. @module */
import { TradewrightError } from '@tradewright/core';
import { exitCodeOf, type ExitCode } from '../exit-code.ts';

/** How a check ended; `not-offered` is no fault: the venue does not have it. */
type CheckState = 'ok' | 'failed' | 'skipped' | 'not-offered';

/** One row. `hint` names the fix of what failed. */
export type CheckResult = {
  readonly check: string;
  readonly state: CheckState;
  readonly detail: string;
  readonly hint: string | null;
};

/** A check that ends otherwise than by doing its work: `ok` is what a plain text means. */
export type CheckEnd =
  | string
  | { readonly state: 'skipped' | 'not-offered'; readonly detail: string };

/** Runs checks one after another; what rests on a failed one is skipped by name. */
export class Checklist {
  readonly #results: CheckResult[] = [];
  readonly #codes: ExitCode[] = [];
  readonly #onResult: (result: CheckResult) => void;
  #stoppedBy: string | undefined;

  /** @param onResult - Told of each row as soon as it is known. */
  constructor(onResult: (result: CheckResult) => void = () => undefined) {
    this.#onResult = onResult;
  }

  get results(): readonly CheckResult[] {
    return this.#results;
  }

  /** True once a check has failed on which the later ones rest. */
  get isStopped(): boolean {
    return this.#stoppedBy !== undefined;
  }

  /** 0 when nothing failed, else the worst: outcome unknown, denied, usage, failed. */
  get exitCode(): ExitCode {
    return ([4, 3, 2, 1] as const).find((code) => this.#codes.includes(code)) ?? 0;
  }

  /** Runs one check. One that is essential stops the rest when it fails. */
  async run(
    check: string,
    work: () => Promise<CheckEnd> | CheckEnd,
    { isEssential }: { readonly isEssential: boolean } = { isEssential: true },
  ): Promise<void> {
    if (this.#stoppedBy !== undefined) {
      this.#add({ check, state: 'skipped', detail: `"${this.#stoppedBy}" failed`, hint: null });
      return;
    }
    try {
      const end = await work();
      const row = typeof end === 'string' ? ({ state: 'ok', detail: end } as const) : end;
      this.#add({ check, ...row, hint: null });
    } catch (error) {
      if (isEssential) this.#stoppedBy = check;
      const known = TradewrightError.is(error) ? error : undefined;
      this.#codes.push(known === undefined ? 1 : exitCodeOf(known));
      const detail = error instanceof Error ? error.message : String(error);
      this.#add({ check, state: 'failed', detail, hint: known?.hint ?? null });
    }
  }

  #add(result: CheckResult): void {
    this.#results.push(result);
    this.#onResult(result);
  }
}

/** `9 ok, 1 not offered`, without what there was none of. */
export function sumText(results: readonly CheckResult[]): string {
  const states: readonly CheckState[] = ['ok', 'failed', 'skipped', 'not-offered'];
  return states
    .map((state) => [results.filter((row) => row.state === state).length, state] as const)
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${state.replace('-', ' ')}`)
    .join(', ');
}

/** One row for eyes. */
export function rowText({ check, state, detail, hint }: CheckResult): string {
  const word = state === 'failed' ? 'FAILED' : state.replace('-', ' ');
  const fix = hint === null ? '' : `\n${' '.repeat(15)}hint: ${hint}`;
  return `  ${word.padEnd(13)}${check.padEnd(32)}${detail}${fix}\n`;
}
