/** The bot's ear: takes commands from verbs and answers their questions. @module */
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { z } from 'zod';
import {
  TradewrightError,
  type Clock,
  type CommandResult,
  type SessionCommand,
} from '@tradewright/core';
import { accountKey, type AccountLockOptions } from '../lock/account-lock.ts';
import { CommandTable } from './command-table.ts';
import { onFirstLine, sendLine } from './line-socket.ts';
import { commandSocketPath } from './socket-path.ts';

/** What arrives over the socket: a command that stands in the table, or a question. */
const messageSchema = z.union([
  z.strictObject({ command: z.string() }),
  z.strictObject({ ask: z.string(), about: z.unknown() }),
]);

/** Who listens, and what is done with what arrives. */
export type CommandServerOptions = {
  readonly account: AccountLockOptions;
  /** Fencing token of the listener: commands for an earlier owner are not taken. */
  readonly token: number;
  /** File of the command table. */
  readonly path: string;
  readonly clock: Clock;
  readonly handle: (command: SessionCommand, id: string) => Promise<CommandResult>;
  /** A JSON-safe answer. @throws TradewrightError for what it cannot answer */
  readonly answer: (question: string, about: unknown) => unknown;
};

/** Listens on a local socket. Only the owner of the account's lock may make one. */
export class CommandServer {
  readonly #options: CommandServerOptions;
  readonly #table: CommandTable;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #working = new Set<Promise<void>>();

  private constructor(options: CommandServerOptions) {
    this.#options = options;
    this.#table = new CommandTable(options.path);
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** @throws TradewrightError `STORE_UNWRITABLE` when the socket or the table cannot be made */
  static async listen(options: CommandServerOptions): Promise<CommandServer> {
    const server = new CommandServer(options);
    const path = commandSocketPath(options.account);
    // The lock is ours, so a socket that lies there belongs to a dead owner.
    if (process.platform !== 'win32') rmSync(path, { force: true });
    try {
      await new Promise<void>((resolve, reject) => {
        server.#server.once('error', reject);
        server.#server.listen(path, resolve);
      });
      if (process.platform !== 'win32') chmodSync(path, 0o600);
    } catch (cause) {
      server.#table.close();
      throw new TradewrightError('STORE_UNWRITABLE', `The socket ${path} could not be made.`, {
        cause,
        hint: 'set DATA_PATH to a place that can be written',
      });
    }
    return server;
  }

  /** Takes no more commands and waits until those under way have their result. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await Promise.all(this.#working);
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    this.#table.close();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A verb that went away has its result in the table.
    socket.on('error', () => socket.destroy());
    onFirstLine(socket, (line) => {
      const message = messageSchema.safeParse(line);
      if (!message.success) {
        socket.destroy();
        return;
      }
      const work = this.#serve(socket, message.data);
      this.#working.add(work);
      void work.finally(() => this.#working.delete(work));
    });
  }

  async #serve(socket: Socket, message: z.infer<typeof messageSchema>): Promise<void> {
    const reply = await this.#reply(message);
    if (socket.destroyed) return;
    sendLine(socket, reply);
    socket.end();
  }

  async #reply(message: z.infer<typeof messageSchema>): Promise<unknown> {
    try {
      if ('ask' in message)
        return { answer: await this.#options.answer(message.ask, message.about) };
      return await this.#carryOut(message.command);
    } catch (error) {
      return { error: TradewrightError.is(error) ? error : String(error) };
    }
  }

  async #carryOut(id: string): Promise<unknown> {
    const { account, token, clock, handle } = this.#options;
    const command = this.#table.take(id, { account: accountKey(account), token }, clock.now());
    if (command === undefined) return { taken: false };
    const result = await handle(command, id).catch(failed);
    this.#table.finish(id, result, clock.now());
    return { result };
  }
}

/** A handler that threw: the error is the result, and what became of the command is not known unless it says so. */
function failed(error: unknown): CommandResult {
  const known = TradewrightError.is(error);
  const message = error instanceof Error ? error.message : String(error);
  const harmless = known && error.outcome !== 'unknown';
  return {
    outcome: harmless ? 'failed' : 'unknown',
    message,
    body: known ? error.toJSON() : { error: { code: 'INTERNAL', message } },
  };
}
