/** Questions that a running bot answers, and a reading verb answers for itself when none runs. @module */
import { TradewrightError } from '@tradewright/core';
import { z } from 'zod';
import { AccountView, type AccountSource } from './account-view.ts';
import { healthReport, type HealthOptions } from './health-report.ts';

/** Everything that can be asked. */
export type Question =
  | { readonly ask: 'ping' | 'account' | 'positions' | 'fills' | 'health' }
  | { readonly ask: 'orders'; readonly all: boolean }
  | { readonly ask: 'order'; readonly id: string };

const questionSchema = z.discriminatedUnion('ask', [
  z.object({ ask: z.enum(['ping', 'account', 'positions', 'fills', 'health']) }),
  z.object({ ask: z.literal('orders'), all: z.boolean() }),
  z.object({ ask: z.literal('order'), id: z.string() }),
]);

/** @throws TradewrightError `USAGE` for a question that there is not, `VENUE_*` */
export async function answerQuestion(
  question: unknown,
  source: AccountSource & {
    readonly health: () => Promise<Omit<HealthOptions, 'trader'>> | Omit<HealthOptions, 'trader'>;
  },
): Promise<unknown> {
  const parsed = questionSchema.safeParse(question);
  if (!parsed.success)
    throw new TradewrightError('USAGE', `There is no question ${JSON.stringify(question)}.`);
  const view = new AccountView(source);
  switch (parsed.data.ask) {
    case 'ping':
      return null;
    case 'account':
      return view.account();
    case 'positions':
      return view.positions();
    case 'fills':
      return view.fills();
    case 'orders':
      return view.orders(parsed.data.all);
    case 'order':
      return view.matching(parsed.data.id);
    case 'health':
      return healthReport({ ...(await source.health()), trader: source.trader });
  }
}
