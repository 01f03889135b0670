/** The venues that can be simulated, by name. @module */
import type { RaiseStage } from './stage.ts';

/** Loads a stage; a client library comes in with its own stage alone. */
export const stages = {
  paper: async (): Promise<RaiseStage> => (await import('./paper-stage.ts')).paperStage,
  gemini: async (): Promise<RaiseStage> =>
    (await import('./gemini/gemini-stage.ts')).loadGeminiStage(),
};

/** One of them. */
export type StageName = keyof typeof stages;

/** True for the name of a stage. */
export function isStageName(name: string): name is StageName {
  return Object.hasOwn(stages, name);
}
