/** Recording, sanitising and replaying real traffic between the client library and a TWS. @module */
import { SystemClock, VirtualClock, decimal } from '@tradewright/core';
import { describe, expect, test } from 'vitest';
import { anIntent, startRig } from '../ib-trader-rig.ts';
import { MemoryMap } from '../memory-map.ts';
import { PlaybackServer } from './playback-server.ts';
import { RecordingProxy } from './recording-proxy.ts';
import { findPrivate, sanitiseRecording } from './sanitise-recording.ts';
import { formatRecording, parseRecording, type WireRecording } from './wire-recording.ts';

const clock = new SystemClock();
const order = anIntent({ limitPrice: decimal('45.12') });
const resting = anIntent({ limitPrice: decimal('44') });

/** A filled and a canceled order, recorded from the wire. */
async function recordOrders(): Promise<WireRecording> {
  const rig = await startRig();
  const place = { host: '127.0.0.1', port: rig.port, source: 'simulator' } as const;
  const proxy = new RecordingProxy({ ...place, clock, date: '2026-11-25' });
  const trader = rig.make({ port: await proxy.listen(), clientId: 3 });
  await trader.connect();
  await trader.placeOrder(order);
  await trader.placeOrder(resting);
  await trader.cancelOrder(resting.clientOrderId);
  await trader.manager.roundTrip();
  const recording = proxy.recording();
  await trader.close();
  await proxy.close();
  await rig.stop();
  return recording;
}

/** A trader on a strict playback that has all the time of the recording. */
async function replay(recording: WireRecording) {
  const end = recording.header.start + (recording.frames.at(-1)?.at ?? 0);
  const server = new PlaybackServer(recording, 'strict', new VirtualClock(end));
  const rig = await startRig();
  const port = await server.listen();
  const trader = rig.make({ port, clientId: 3, store: new MemoryMap() });
  const stop = async (): Promise<void> => {
    await trader.close();
    await server.close();
    await rig.stop();
  };
  return { trader, server, stop };
}

describe('a recording', () => {
  test('replays through the real client: the same orders get the same answers', async () => {
    const recording = sanitiseRecording(await recordOrders());
    const { trader, server, stop } = await replay(recording);
    await trader.connect();
    expect(trader.accountId).toBe('DU9000001');
    await trader.placeOrder({ ...order, clientOrderId: 'another-id' });
    await trader.placeOrder({ ...resting, clientOrderId: 'a-third-id' });
    await trader.cancelOrder('a-third-id');
    await trader.manager.roundTrip();
    expect(server.difference()).toBeUndefined();
    await stop();
  });

  test('names how a client left it', async () => {
    const { trader, server, stop } = await replay(sanitiseRecording(await recordOrders()));
    await trader.connect();
    await trader.placeOrder({ ...order, quantity: decimal('7') }).catch(() => undefined);
    expect(server.difference()).toMatch(/the client said \[3 1 .*the recording has \[3 1 /);
    await stop();
  });

  test('is text and back, and a broken line is named', async () => {
    const recording = sanitiseRecording(await recordOrders());
    const text = formatRecording(recording);
    expect(parseRecording(text, 'a.jsonl')).toEqual(recording);
    expect(() => parseRecording('{}\n', 'a.jsonl')).toThrow(/a\.jsonl, line 1: the header/);
    const cut = `${text.split('\n').slice(0, 3).join('\n')}\n[1,"in"`;
    expect(() => parseRecording(cut, 'a.jsonl')).toThrow(/a\.jsonl, line 4: the line/);
  });
});

describe('a sanitised recording', () => {
  const header: WireRecording['header'] = {
    kind: 'ib-wire',
    version: 1,
    source: 'gateway',
    serverVersion: 193,
    library: '@stoqey/ib 1.6.10',
    date: '2026-11-25',
    start: 0,
    dropped: 0,
  };
  const raw = (frames: readonly (readonly string[])[]): WireRecording => ({
    header,
    frames: [['193', 'now'], ...frames].map((fields) => ({ at: 0, way: 'in', fields })),
  });

  test('has other accounts and ids, the same one for the same id, and keeps corrections', () => {
    const { frames } = sanitiseRecording(
      raw([
        ['15', '1', 'U1234567,DU7654321,'],
        ['3', '1', 'Filled', '1', '0', '1', '998877', '0', '1', '0', '', '0'],
        ['59', '1', '0001f4e8.aa.01.01', '6', 'AUD', '', '', ''],
        ['59', '1', '0001f4e8.aa.01.02', '6', 'AUD', '', '', ''],
        ['63', '1', '9', 'U1234567', 'NetLiquidation', '5', 'AUD'],
        ['4', '2', '-1', '502', 'account U1234567 at 192.168.1.7 of a.person@mail.com', ''],
      ]),
    );
    expect(frames.slice(1).map((frame) => frame.fields)).toEqual([
      ['15', '1', 'DU9000001,DU9000002,'],
      ['3', '1', 'Filled', '1', '0', '1', '700000001', '0', '1', '0', '', '0'],
      ['59', '1', '0000e000.1.01', '6', 'AUD', '', '', ''],
      ['59', '1', '0000e000.1.02', '6', 'AUD', '', '', ''],
      ['63', '1', '9', 'DU9000001', 'NetLiquidation', '5', 'AUD'],
      ['4', '2', '-1', '502', 'account DU9000001 at address of mail', ''],
    ]);
  });

  test('holds only listed kinds, and counts what it left out', () => {
    const news = ['84', '12', 'some article'];
    const result = sanitiseRecording(raw([news, ['8', '1', '10:00']]));
    expect(result.frames).toHaveLength(2);
    expect(result.header.dropped).toBe(1);
    expect(findPrivate(raw([news]))).toEqual(['frame 2: kind 84 is not on the list']);
  });

  test.each([
    ['an account', ['63', '1', '9', 'U1234567', 'x', '5', 'AUD'], 'U1234567'],
    ['an address', ['4', '2', '-1', '502', '10.0.0.7', ''], '10.0.0.7'],
    ['a mail', ['4', '2', '-1', '502', 'a.b@c.de', ''], 'a.b@c.de'],
  ])('%s that was left is found', (_what, fields, found) => {
    expect(findPrivate(raw([fields]))).toEqual([`frame 2: ${found}`]);
  });
});
