/** Answers that are too long, too slow or broken end the request, and nothing else. @module */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createHttpSender, type SentRequest } from './http-sender.ts';

async function aServer(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  };
  return { url, stop, [Symbol.asyncDispose]: stop };
}

const get: SentRequest = { method: 'GET', headers: {} };

describe('createHttpSender', () => {
  test.each([
    ['gzip', gzipSync('{"a":1}')],
    ['br', brotliCompressSync('{"a":1}')],
    ['deflate', deflateSync('{"a":1}')],
    ['identity', Buffer.from('{"a":1}')],
  ])('an answer in %s is read', async (encoding, body) => {
    await using server = await aServer((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    const answer = await createHttpSender()(server.url, get);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('{"a":1}');
  });

  test('200 MiB out of 200 KiB are cut off', { timeout: 60_000 }, async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    await using server = await aServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const before = process.memoryUsage().rss;
    await expect(createHttpSender()(server.url, get)).rejects.toMatchObject({
      code: 'VENUE_BAD_ANSWER',
      message: 'The venue answered with more than 33554432 bytes.',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  test('the longest answer that is allowed is read, one byte more is not', async () => {
    await using server = await aServer((request, response) =>
      response.end('x'.repeat(request.url === '/long' ? 1_001 : 1_000)),
    );
    const send = createHttpSender(1_000);
    expect(await (await send(server.url, get)).text()).toHaveLength(1_000);
    await expect(send(`${server.url}long`, get)).rejects.toMatchObject({
      code: 'VENUE_BAD_ANSWER',
    });
  });

  test('a body that never ends is given up with the timeout', async () => {
    await using server = await aServer((_, response) => void response.writeHead(200).write('{'));
    const controller = new AbortController();
    const answer = createHttpSender()(server.url, { ...get, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  test.each([
    ['garbage for gzip', 'gzip', Buffer.from('no gzip at all')],
    ['half a gzip', 'gzip', gzipSync('{"a":1}'.repeat(1_000)).subarray(0, 20)],
    ['an unknown encoding', 'x-rot13', Buffer.from('{}')],
  ])('%s is a bad answer', async (_, encoding, body) => {
    await using server = await aServer((__, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    await expect(createHttpSender()(server.url, get)).rejects.toMatchObject({
      code: 'VENUE_BAD_ANSWER',
    });
  });

  test('a socket that ends in the middle of the answer keeps its code', async () => {
    await using server = await aServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      response.socket?.end();
    });
    await expect(createHttpSender()(server.url, get)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
  });

  test('nobody at the address is told by its code', async () => {
    const server = await aServer(() => undefined);
    await server.stop();
    await expect(createHttpSender()(server.url, get)).rejects.toThrow('ECONNREFUSED');
  });

  test('a redirect is an answer and is not followed', async () => {
    const asked: (string | undefined)[] = [];
    await using server = await aServer((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await createHttpSender()(server.url, get)).toMatchObject({ status: 302 });
    expect(asked).toEqual(['/']);
  });
});
