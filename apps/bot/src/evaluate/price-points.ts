/** The prices of a recorded market, as last known at each moment. @module */
import { recordedMarket } from '../venues/recorded-market.ts';
import type { PaperFile } from '../venues/paper-data.ts';
import type { PricePoint } from './market-path.ts';

/** The middle of the quote where there are quotes, else the close of the bar; by symbol, in order of time. */
export async function pricePoints(
  files: readonly PaperFile[],
): Promise<ReadonlyMap<string, readonly PricePoint[]>> {
  const { feed } = await recordedMarket(files);
  const quotes = new Map<string, PricePoint[]>();
  const closes = new Map<string, PricePoint[]>();
  for await (const event of feed) {
    const [map, price] =
      event.kind === 'bar'
        ? [closes, event.bar.close]
        : [quotes, (event.bid.close + event.ask.close) / 2];
    const list = map.get(event.symbol);
    if (list === undefined) map.set(event.symbol, [{ time: event.end, price }]);
    else list.push({ time: event.end, price });
  }
  return new Map([...closes, ...quotes]);
}
