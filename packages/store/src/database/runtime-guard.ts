/** Keeps better-sqlite3 from crashing the process. @module */
import { TradewrightError } from '@tradewright/core';

/**
 * better-sqlite3 13 is built for Node-API 10 and ends the process without a word where that is
 * missing (measured on Node 20.20 and 22.12).
 *
 * @param driverVersion - Version of better-sqlite3, such as `12.11.1`.
 * @param nodeApi - `process.versions.napi`; `undefined` counts as missing.
 * @throws TradewrightError `STORE_INCOMPATIBLE_RUNTIME`
 */
export function guardRuntime(driverVersion: string, nodeApi: string | undefined): void {
  const major = Number(driverVersion.split('.')[0]);
  if (major < 13 || Number(nodeApi ?? 0) >= 10) return;
  throw new TradewrightError(
    'STORE_INCOMPATIBLE_RUNTIME',
    `better-sqlite3 ${driverVersion} needs Node-API 10 and this Node has ${nodeApi ?? 'none'}.`,
    { hint: 'use Node 22.14 or newer, or install better-sqlite3 12 on Node 20' },
  );
}
