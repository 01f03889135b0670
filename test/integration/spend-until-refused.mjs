// Reserves a cent at a time from a shared ledger until it is refused, and prints how often it was not. Needs a build.
import { SpendLedger } from '@tradewright/agent';
import { SystemClock, decimal } from '@tradewright/core';
import { SharedSums } from '@tradewright/store';

const [path, cap] = process.argv.slice(2);
const store = new SharedSums(path);
const usd = decimal(cap);
const free = { usd: decimal('1000') };
const ledger = new SpendLedger({
  caps: { decision: free, hour: free, day: { usd, calls: 1_000 }, month: free },
  priceOf: () => ({ input: decimal('1'), cachedInput: decimal('1'), output: decimal('1') }),
  clock: new SystemClock(),
  store,
});
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
let taken = 0;
try {
  // Every third one costs half in the end: what is given back may be taken by the other process.
  for (;;) {
    const held = ledger.spender().reserve('m', 10_000, 0, 1_000);
    taken += 1;
    if (taken % 3 === 0) held.settle({ inputTokens: 5_000, cachedTokens: 0, outputTokens: 0 });
  }
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ taken, reason: error.facts?.reason ?? String(error) })}\n`,
  );
}
store.close();
process.exit(0);
