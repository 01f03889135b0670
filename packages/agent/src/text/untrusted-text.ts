/** Text that somebody else wrote. @module */

declare const untrusted: unique symbol;

/**
 * Text from outside: news, long names, venue messages, a model's own words. It is data that can be
 * shown as a JSON value and cannot be concatenated into instructions: those take {@link TrustedText} only.
 */
export type UntrustedText = { readonly [untrusted]: string };

declare const trusted: unique symbol;
/** Text written in this code base. */
export type TrustedText = string & { readonly [trusted]: true };

/** Marks a literal of this code base; the only way into instructions. Substitutions must be trusted themselves. */
export function trustedText(
  parts: TemplateStringsArray,
  ...values: readonly (TrustedText | number)[]
): TrustedText {
  return String.raw({ raw: parts }, ...values) as TrustedText;
}

const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

class Cleaned {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toJSON(): string {
    return this.#text;
  }

  /** Says what it is where somebody tries to print or join it. */
  toString(): string {
    return '[untrusted text]';
  }
}

/** Cleans at the boundary: NFKC, no hidden, direction or control characters, one line, at most `maxLength` characters. */
export function untrustedText(text: string, maxLength = 500): UntrustedText {
  return new Cleaned(cleanText(text, maxLength)) as unknown as UntrustedText;
}

/** The cleaned text itself, for eyes: summaries, logs, reasons shown to a person. Never for a prompt. */
export function cleanText(text: string, maxLength = 500): string {
  const plain = text.normalize('NFKC').replace(hidden, '').replace(breaks, ' ').trim();
  const characters = Array.from(plain);
  return characters.length <= maxLength ? plain : `${characters.slice(0, maxLength - 1).join('')}…`;
}
