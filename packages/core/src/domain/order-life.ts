/** The life of an order: three axes that move on evidence alone (docs/order-life.md). @module */
import { z } from 'zod';

/** Where an order stands. Only evidence leaves `unknown`. */
export const orderLifeSchema = z.enum([
  'intent',
  'sending',
  'unknown',
  'staged',
  'pending',
  'working',
  'suspended',
  'filled',
  'canceled',
  'expired',
  'refused',
  'denied',
  'not-placed',
]);
/** Where an order stands. */
export type OrderLife = z.infer<typeof orderLifeSchema>;

/** Life state as shown: `partially-filled` is working with 0 < filled < quantity. */
export type OrderStatus = OrderLife | 'partially-filled';

/** The states that end an order. A late fill is still booked in any of them. */
export const endedLives: ReadonlySet<OrderLife> = new Set<OrderLife>([
  'filled',
  'canceled',
  'expired',
  'refused',
  'denied',
  'not-placed',
]);

/** The command axis: what was last asked of the venue for this order, and how that stands. */
export const pendingCommandSchema = z.object({
  kind: z.enum(['new', 'modify', 'cancel']),
  state: z.enum(['requested', 'sent', 'acknowledged', 'refused', 'unknown']),
});
/** What was last asked of the venue for an order, and how that stands. */
export type PendingCommand = z.infer<typeof pendingCommandSchema>;
