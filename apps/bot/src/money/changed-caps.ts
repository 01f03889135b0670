/** Which caps two configurations differ in. @module */
import type { AssetClass, ClassCaps, RiskCaps } from '@tradewright/engine';

/** What has to change to get from one to the other; caps of classes only where they differ. */
export function changedCaps(from: RiskCaps, to: RiskCaps): Partial<RiskCaps> {
  const { classes: before = {}, ...own } = from;
  const { classes: after = {}, ...next } = to;
  const classes = Object.entries(after).flatMap(([name, caps]) => {
    const change = differing(before[name as AssetClass] ?? {}, caps);
    return Object.keys(change).length === 0 ? [] : [[name, change] as [string, ClassCaps]];
  });
  return {
    ...differing(own, next),
    ...(classes.length === 0 ? {} : { classes: Object.fromEntries(classes) }),
  };
}

function differing<Caps extends object>(from: Caps, to: Caps): Partial<Caps> {
  const changed = Object.entries(to).filter(
    ([name, cap]) => JSON.stringify(cap) !== JSON.stringify(from[name as keyof Caps]),
  );
  return Object.fromEntries(changed) as Partial<Caps>;
}
