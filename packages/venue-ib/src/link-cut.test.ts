/** A link that is cut anywhere in a burst of orders. @module */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { decimal, SeededRandom, SystemClock, type OrderIntent } from '@tradewright/core';
import { anOrderIntent } from '@tradewright/core/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IBTrader } from './ib-trader.ts';
import { MemoryMap } from './testing/memory-map.ts';
import { TwsSimulator } from './testing/tws-simulator.ts';

/** Forwards everything; once armed, only so many bytes from the client, then both ends are cut. */
class CuttingProxy {
  #left = Number.POSITIVE_INFINITY;
  passed = 0;
  readonly server = createServer((client) => {
    const upstream = connect(this.target, '127.0.0.1');
    const end = (socket: Socket): void =>
      void socket
        .on('error', () => socket.destroy())
        .on('close', () => [client, upstream].forEach((each) => each.destroy()));
    end(client);
    end(upstream);
    upstream.on('data', (chunk) => client.write(chunk));
    client.on('data', (chunk) => {
      upstream.write(chunk.subarray(0, Math.min(chunk.length, this.#left)));
      this.passed += chunk.length;
      this.#left -= chunk.length;
      if (this.#left > 0) return;
      this.#left = Number.POSITIVE_INFINITY;
      upstream.end();
      client.destroy();
    });
  });
  constructor(target: number) {
    this.target = target;
  }
  readonly target: number;

  arm(bytes: number): void {
    this.passed = 0;
    this.#left = bytes;
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }
}

describe('a link that is cut', () => {
  const clock = new SystemClock();
  let simulator: TwsSimulator;
  let proxy: CuttingProxy;
  let trader: IBTrader;
  let serial = 0;
  const intent = (): OrderIntent =>
    anOrderIntent({ clientOrderId: `cut-${(serial += 1)}`, limitPrice: decimal('44') });
  const outcomeOf = (run: Promise<unknown>): Promise<string> =>
    run.then(
      () => 'accepted',
      (error: { outcome?: string }) => error.outcome ?? 'none',
    );

  beforeAll(async () => {
    simulator = new TwsSimulator({ clock });
    simulator.setQuote('BHP/AUD', { bid: 45.1, ask: 45.12, bidSize: 500, askSize: 300 });
    proxy = new CuttingProxy(await simulator.listen());
    trader = new IBTrader({
      clock,
      random: new SeededRandom(1),
      store: new MemoryMap(),
      port: await proxy.listen(),
    });
    await trader.connect();
    await trader.loadInstrument('BHP/AUD');
  });

  afterAll(async () => {
    await trader.close();
    proxy.server.close();
    await simulator.close();
  });

  test(
    'leaves no order to leave later, doubles none, and claims nothing it cannot know',
    { timeout: 60_000 },
    async () => {
      const frame = 4 + [...(await sampleFrame())].join('\0').length + 1;
      const offsets = new Set([
        1,
        frame - 1,
        frame,
        frame + 1,
        2 * frame - 1,
        2 * frame,
        ...Array.from({ length: Math.floor((2 * frame) / 23) }, (_, step) => 1 + step * 23),
      ]);
      for (const offset of offsets) {
        await trader.loadInstrument('BHP/AUD');
        const orders = [intent(), intent()];
        proxy.arm(offset);
        const outcomes = await Promise.all(
          orders.map((order) => outcomeOf(trader.placeOrder(order))),
        );
        expect(await trader.maybeReconnect()).toBe(true);
        const known = await trader.fetchOpenOrders({ scope: 'own' });
        expect(known.kind).toBe('complete');
        const there = simulator.orders.all.map((order) => order.orderRef);
        expect(new Set(there).size).toBe(there.length);
        orders.forEach((order, index) => {
          if (outcomes[index] === 'not-sent') expect(there).not.toContain(order.clientOrderId);
          else expect(['accepted', 'unknown']).toContain(outcomes[index]);
          if (outcomes[index] === 'accepted') expect(there).toContain(order.clientOrderId);
        });
      }
      const sent = simulator.received.filter(([kind]) => kind === '3').map((fields) => fields[26]);
      expect(new Set(sent).size).toBe(sent.length);
      expect(sent.length).toBeGreaterThan(offsets.size / 2);
    },
  );

  async function sampleFrame(): Promise<readonly string[]> {
    await trader.placeOrder(intent());
    return simulator.received.findLast(([kind]) => kind === '3') ?? [];
  }
});
