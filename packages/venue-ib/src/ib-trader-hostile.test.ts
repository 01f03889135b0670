/** Bytes that no TWS would send, and bytes that a network cuts anywhere. @module */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { SystemClock, decimal, type Fill } from '@tradewright/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { anIntent, startRig, type IBTraderRig } from './testing/ib-trader-rig.ts';
import { encodeFrame, type WireField } from './testing/wire-frame.ts';

const many = 2_000_000_000;

/** Well-framed nonsense: the connection must live through each. */
const nonsense: readonly (readonly [string, readonly WireField[]])[] = [
  ['an unknown message', [9_999, 1, 2, 3]],
  ['a message of no fields', ['']],
  ['a message id that is no number', ['abc', 1]],
  ['history with a huge count', [17, 1, 'a', 'b', many]],
  ['history with a negative count', [17, 1, 'a', 'b', -4]],
  ['prints with a huge count', [98, 1, many]],
  ['a schedule with a negative count', [106, 1, 'a', 'b', 'UTC', -1]],
  ['a price rule with a huge count', [93, 557, many]],
  ['an order that is cut off', [5, 1, 4036812, 'BHP']],
  ['an execution that is cut off', [11, -1, 1, 4036812]],
  ['a status of an unknown order', [3, 777, 'Filled', 1, 0, 1, 5, 0, 1, 99, '', 0]],
  ['a commission of an unknown execution', [59, 1, 'nobody.01', 'NaN', 'AUD', '', '', '']],
  ['a quote of an unknown request', [1, 6, 42, 1, 'NaN', 'Infinity', 0]],
  ['depth far outside', [12, 1, 42, many, 0, 0, 1, 1]],
  ['a reject field that is no JSON', [4, 2, 5, 201, 'no', '{"cut']],
  ['contract details of nothing', [10, 42, '', '', '', '', '', '', '', '', '', '', '', '', '']],
  ['text with odd characters', [4, 2, -1, 2104, '\u{1F600}\\u0000\u202E', '']],
];

describe('IBTrader, hostile bytes', () => {
  let rig: IBTraderRig;
  const fills: Fill[] = [];

  beforeEach(async () => {
    rig = await startRig();
    fills.length = 0;
    rig.trader.on('fill', (fill) => fills.push(fill));
  });

  afterEach(() => rig.stop());

  test.each(nonsense)('%s changes nothing and stops nothing', async (_what, fields) => {
    const { epoch } = rig.trader.connection();
    const order = anIntent({ limitPrice: decimal('44') });
    await rig.trader.placeOrder(order);
    const started = performance.now();
    rig.simulator.raw(encodeFrame(fields));
    await rig.trader.manager.roundTrip();
    // A frame that made the decoder walk its count would take minutes.
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(rig.trader.connection()).toMatchObject({ epoch, socket: 'up' });
    expect(await rig.trader.fetchOpenOrders({ scope: 'own' })).toMatchObject({
      kind: 'complete',
      items: [{ clientOrderId: order.clientOrderId, life: 'working', filled: '0' }],
    });
    expect(fills).toEqual([]);
  });

  test('no hostile frame keeps the loop for 50 ms of work, and what does is seen', async () => {
    const bar = ['20260302', 1, 1, 1, 1, 1, 1, 1];
    const large: readonly (readonly [string, readonly WireField[]])[] = [
      [
        'history of 12,000 bars that nobody asked for',
        [17, 9, 'a', 'b', 12_000, ...repeated(bar, 12_000)],
      ],
      ['four hundred thousand fields', repeated(['250'], 400_000)],
      ['one field of two million characters', [51, 1, 9, 'x'.repeat(2_000_000)]],
    ];
    const slow: string[] = [];
    for (const [what, fields] of [...nonsense, ...large]) {
      const frame = encodeFrame(fields);
      const works: number[] = [];
      for (let round = 0; round < 5; round += 1)
        works.push(
          await workOf(async () => {
            rig.simulator.raw(frame);
            await rig.trader.manager.roundTrip();
          }),
        );
      if (Math.min(...works) >= 50) slow.push(`${what}: ${Math.min(...works)} ms`);
    }
    expect(slow).toEqual([]);
    expect(await workOf(async () => burn(60))).toBeGreaterThanOrEqual(50);
  }, 60_000);

  test('frames that are glued together and frames that come byte by byte are the same', async () => {
    const tick = (bid: number): Buffer => encodeFrame([1, 6, 1_500_000_000, 1, bid, 5, 0]);
    rig.simulator.raw(Buffer.concat([tick(1), tick(2), encodeFrame([9_999]), tick(3)]));
    for (const byte of encodeFrame([4, 2, -1, 2104, 'Market data farm is OK', '']))
      rig.simulator.raw(Buffer.from([byte]));
    await rig.trader.placeOrder(anIntent());
    await vi.waitFor(() => expect(fills).toHaveLength(1));
  });

  test('whatever a caller asks for, an order is 118 fields or is not sent', async () => {
    const unpaced = rig.make({ clientId: 9, messagesPerSecond: 1_000_000 });
    await unpaced.connect();
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 70 }),
      fc.constantFrom('\0', 'a\0b', '\n', '1e-7', '\u{1F4A9}', "'; DROP"),
    );
    const amount = fc.constantFrom('1', '100', '0', '-1', '1e3', 'NaN', 'Infinity', '1\0', '0.5');
    await fc.assert(
      fc.asyncProperty(text, amount, amount, async (tag, quantity, limitPrice) => {
        const parts = { tag, quantity: quantity as never, limitPrice: limitPrice as never };
        await unpaced.placeOrder(anIntent(parts)).catch(() => undefined);
      }),
      // One that is sent for certain: by chance alone there may be none.
      { numRuns: 150, examples: [['a tag', '100', '44']] },
    );
    await unpaced.close();
    const lengths = new Set(rig.placed().map((fields) => fields.length));
    expect([...lengths]).toEqual([118]);
    for (const fields of rig.placed()) expect(fields[17]).toMatch(/^\d+$/);
  }, 30_000);
});

function repeated(fields: readonly WireField[], times: number): WireField[] {
  return Array.from({ length: fields.length * times }, (_, at) => fields[at % fields.length] ?? '');
}

/** Milliseconds that this process worked, simulator and all; waiting for the machine does not count. */
async function workOf(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function burn(milliseconds: number): void {
  const before = process.cpuUsage();
  while (process.cpuUsage(before).user < milliseconds * 1_000);
}

/** Passes bytes on in pieces of one to seven. */
function slicer(target: number): Server {
  return createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const end = (): void => [client, upstream].forEach((socket) => void socket.destroy());
    const pass = (from: Socket, to: Socket): void => {
      let at = 0;
      from.on('error', end).on('close', end);
      from.on('data', (chunk: Buffer) => {
        for (let start = 0; start < chunk.length; at += 1) {
          const size = 1 + (at % 7);
          to.write(chunk.subarray(start, start + size));
          start += size;
        }
      });
    };
    pass(client, upstream);
    pass(upstream, client);
    client.setNoDelay(true);
    upstream.setNoDelay(true);
  });
}

test('a network that cuts every message into small pieces changes nothing', async () => {
  const rig = await startRig();
  const server = slicer(rig.port);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const trader = rig.make({ port: (server.address() as AddressInfo).port, clientId: 4 });
  await trader.connect();
  expect(await trader.fetchQuote('BHP/AUD')).toMatchObject({ bid: 45.1, ask: 45.12 });
  const order = anIntent();
  await trader.placeOrder(order);
  await vi.waitFor(async () =>
    expect(await trader.fetchFills({ since: new SystemClock().now() - 5_000 })).toMatchObject({
      items: [{ clientOrderId: order.clientOrderId, quantity: '100' }],
    }),
  );
  await trader.close();
  server.close();
  await rig.stop();
});
