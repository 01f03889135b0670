/** What the doctor looked at and found. @module */

/** One check. `fix` is set where something must or should be done; a `warning` does not stop a session. */
export type Finding = {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly found: string;
  readonly fix: string | null;
};

/** Nothing to do. */
export function fine(check: string, found: string): Finding {
  return { check, state: 'ok', found, fix: null };
}

/** Something that stops a session. */
export function problem(check: string, found: string, fix: string): Finding {
  return { check, state: 'problem', found, fix };
}

/** Something that does not stop a session. */
export function warning(check: string, found: string, fix: string): Finding {
  return { check, state: 'warning', found, fix };
}
