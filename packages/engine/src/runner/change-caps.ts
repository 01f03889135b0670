/** Changes the caps of a running session. @module */
import type { CommandResult } from '@tradewright/core';
import type { RiskCaps } from '../risk/risk-caps.ts';
import type { RiskManager } from '../risk/risk-manager.ts';

/** Tightening is anybody's right; what loosens needs the name of an operator, which is written down with it. */
export function changeCaps(
  risk: RiskManager,
  change: Readonly<Record<string, unknown>>,
  operator: string | null,
): CommandResult {
  const before = risk.caps;
  const changed = risk.changeCaps(
    change as Partial<RiskCaps>,
    operator === null ? 'anyone' : 'operator',
  );
  if (changed.kind === 'refused') {
    return {
      outcome: 'denied',
      message: `Only an operator may loosen ${changed.loosened.join(', ')}; nothing was changed.`,
      body: { loosened: changed.loosened },
    };
  }
  const lines = Object.keys(change).map(
    (name) =>
      `${name} from ${textOf(before[name as keyof RiskCaps])} to ${textOf(changed.caps[name as keyof RiskCaps])}`,
  );
  const by = operator === null ? '' : ` by ${operator}`;
  return {
    outcome: 'done',
    message: `Changed${by}, until the session ends: ${lines.join('; ')}.`,
    body: { caps: changed.caps },
  };
}

function textOf(cap: unknown): string {
  return cap === null || cap === undefined ? 'none' : JSON.stringify(cap).replaceAll('"', '');
}
