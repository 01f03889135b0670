/** Carries the MCP server: standard input and output, or HTTP on loopback. @module */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpRefusal, createMcpServer, type McpServerOptions } from '@tradewright/agent/mcp';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { SystemRandom } from '@tradewright/core';

/** Serves the one client at the other end of standard input, until it closes it or a signal comes. */
export async function serveStdio(options: McpServerOptions): Promise<void> {
  const server = createMcpServer(options);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once('end', resolve);
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await server.connect(new StdioServerTransport());
  await closed;
  await server.close();
}

/** Where to listen, and the token that clients send. Port 0 takes any. */
export type McpHttpOptions = {
  readonly port: number;
  readonly token: string;
  readonly connection: () => McpServerOptions;
};

/** A listening server. */
export type McpHttp = { readonly url: string; readonly close: () => Promise<void> };

const mostConnections = 8;
const mostBytes = 1_000_000;

/**
 * Listens on 127.0.0.1 alone. Every request must hold the token and name this address in Host and
 * Origin; no CORS header is ever sent, so no page of another origin can read an answer.
 */
export async function serveHttp({ port, token, connection }: McpHttpOptions): Promise<McpHttp> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const random = new SystemRandom();
  const opened = async (): Promise<StreamableHTTPServerTransport> => {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => random.hex(16),
      enableJsonResponse: true,
      onsessioninitialized: (id) => {
        sessions.set(id, transport);
        // Clients go away without a word: the one that has waited longest makes room.
        const [oldest] = sessions;
        if (sessions.size > mostConnections && oldest !== undefined) void oldest[1].close();
      },
    });
    transport.onclose = () => {
      if (transport.sessionId !== undefined) sessions.delete(transport.sessionId);
    };
    const server = createMcpServer(connection());
    // The transport's optional members say `undefined` where ours say nothing.
    await server.connect(transport as Parameters<typeof server.connect>[0]);
    return transport;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { host, origin, authorization } = request.headers;
    const refusal = httpRefusal({ host, origin, authorization }, { port: portOf(http), token });
    if (refusal !== undefined) return refuse(response, refusal.status, refusal.reason);
    if (request.url !== '/mcp') return refuse(response, 404, 'the path is /mcp');
    const body = request.method === 'POST' ? await bodyOf(request) : undefined;
    if (body === null) return refuse(response, 413, 'the body was too large or no JSON');
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? sessions.get(id) : undefined;
    if (id !== undefined && known === undefined) return refuse(response, 404, 'unknown session');
    await (known ?? (await opened())).handleRequest(request, response, body);
  };
  const http = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) refuse(response, 500, 'the request could not be answered');
    });
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String(portOf(http))}/mcp`,
    close: async () => {
      for (const transport of sessions.values()) await transport.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function portOf(server: ReturnType<typeof createServer>): number {
  return (server.address() as AddressInfo).port;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  const error = { code: -32_000, message };
  response.end(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
}

/** The parsed body; `null` for one that is too large or no JSON. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
