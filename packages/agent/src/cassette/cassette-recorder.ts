/** Writes what was asked and answered, so that it can be read and replayed. @module */
import type { ModelExchange } from '../strategy/ask-model.ts';
import type { CassetteHeader, CassetteLine } from './cassette-line.ts';
import { withoutPrivate } from './private-text.ts';

/** What the recorder works with. `write` takes one line without its end. */
export type CassetteRecorderOptions = {
  readonly header: Omit<CassetteHeader, 'v' | 'kind'>;
  readonly write: (line: string) => void;
  /** Words that must not be written (account ids, keys, the canary), and what stands in their place. */
  readonly secrets: Readonly<Record<string, string>>;
};

/** Keeps prompts once and exchanges in order. Raw bodies, with ids of the provider, are left out. */
export class CassetteRecorder {
  readonly #options: CassetteRecorderOptions;
  readonly #prompts = new Set<string>();

  constructor(options: CassetteRecorderOptions) {
    this.#options = options;
    this.#write({ v: 1, kind: 'cassette', ...options.header });
  }

  record(exchange: ModelExchange): void {
    const { hash, prompt, request, answer, failure, charged } = exchange;
    const { instructions, tools, answerSchema, purpose, input, exchanges } = request;
    if (!this.#prompts.has(prompt)) {
      this.#prompts.add(prompt);
      this.#write({ kind: 'prompt', hash: prompt, instructions, tools, answerSchema });
    }
    this.#write({
      kind: 'exchange',
      hash,
      prompt,
      purpose,
      input,
      exchanges: [...exchanges],
      answer:
        answer === null
          ? null
          : {
              text: answer.text,
              calls: answer.calls.map((call) => ({ ...call })),
              model: answer.model,
              inputTokens: answer.inputTokens,
              cachedTokens: answer.cachedTokens,
              outputTokens: answer.outputTokens,
              ...(answer.passedOver === undefined ? {} : { passedOver: [...answer.passedOver] }),
            },
      failure,
      charged,
    });
  }

  #write(line: CassetteLine): void {
    this.#options.write(withoutPrivate(JSON.stringify(line), this.#options.secrets));
  }
}
