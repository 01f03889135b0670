/** A start that fails leaves nothing behind. @module */

/** Ends whatever had begun before the failure is told: nothing goes on behind a session that never was. */
export async function orStopped(begun: Promise<void>, stop: () => Promise<void>): Promise<void> {
  try {
    await begun;
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}
