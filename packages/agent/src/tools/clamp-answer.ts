/** Fits an answer into its bytes. @module */
import type { ToolAnswer } from './tool.ts';

/** The body as shown; `undefined` when not even the answer without its list fits. */
export type ClampedAnswer = {
  readonly body: Readonly<Record<string, unknown>>;
  readonly json: string;
};

/**
 * Drops whole items from the old end of the list until the JSON fits: the newest are kept, nothing
 * is cut in the middle, and `kept` and `of` say so.
 */
export function clampAnswer(
  answer: ToolAnswer,
  head: Readonly<Record<string, unknown>>,
  maxBytes: number,
): ClampedAnswer | undefined {
  const { list } = answer;
  const total = list?.items.length ?? 0;
  for (let kept = total; ; kept = Math.floor(kept * 0.8)) {
    const items = list?.items.slice(total - kept) ?? [];
    const shown =
      list === undefined
        ? {}
        : {
            ...(kept < total ? { truncated: { kept, of: total } } : {}),
            [list.name]: list.encode === undefined ? items : list.encode(items),
          };
    const json = JSON.stringify({ ...head, ...answer.body, ...shown });
    if (Buffer.byteLength(json) <= maxBytes)
      // Parsed back, so that what is kept as evidence is what was shown and nothing that lies behind it.
      return { body: JSON.parse(json) as Record<string, unknown>, json };
    if (kept === 0) return undefined;
  }
}
