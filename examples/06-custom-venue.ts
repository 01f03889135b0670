/** A venue of your own under a name that ACTIVE_EXCHANGE takes; docs/venues/new-venue.md has the rules. */
import { Decimal, TradewrightError, VirtualClock, type OrderIntent } from '@tradewright/core';
import { anInstrument, anOrderIntent } from '@tradewright/core/testing';
import { PaperTrader, defaultPaperTerms } from '@tradewright/sim';
import { loadConfig, registerVenue, venueNamed } from 'tradewright';

/** A desk that turns small orders away, and says so as a venue must: refused, with evidence. */
class ParcelDesk extends PaperTrader {
  override async placeOrder(intent: OrderIntent) {
    const value = Decimal.from(intent.quantity).times(Decimal.from(intent.limitPrice ?? '0'));
    if (!value.isLessThan(Decimal.from('500'))) return super.placeOrder(intent);
    const message = `A parcel of A$${value.toString()} was below A$500.`;
    throw new TradewrightError('ORDER_REFUSED', message, { outcome: 'refused' });
  }
}
const account = {
  accountId: 'desk',
  baseCurrency: 'AUD',
  openingCash: { AUD: '10000' },
  instruments: [anInstrument({ symbol: 'BHP/AUD' })],
  terms: defaultPaperTerms,
};
registerVenue({
  name: 'DESK',
  trades: 'shares in parcels',
  setupPage: 'docs/venues/new-venue.md',
  requiredKeys: [],
  accountKey: () => 'desk',
  driven: () => false,
  create: async ({ clock }) => new ParcelDesk({ ...account, clock }),
});
const config = loadConfig({ env: { ACTIVE_EXCHANGE: 'DESK', BASE_CURRENCY: 'AUD' }, folder: '.' });
const state = { get: () => undefined, set: () => {}, delete: () => {}, entries: () => [] };
const clock = new VirtualClock(0);
const desk = venueNamed(config.ACTIVE_EXCHANGE);
const trader = await desk.create({ config, clock, state, readOnly: false });
await trader.connect();
console.log(desk.name, 'trades', desk.trades);
console.log(await trader.placeOrder(anOrderIntent()).catch((error: Error) => error.message));
