// Holds an account and carries out commands until it is killed, writing each one to a file. Needs a build.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '@tradewright/core';
import { AccountLock, CommandServer } from '@tradewright/store';

const folder = process.argv[2];
const account = { folder, venue: 'PAPER', accountId: 'DU1' };
const { token } = AccountLock.acquire(account);
await CommandServer.listen({
  account,
  token,
  path: join(folder, 'commands.db'),
  clock: new SystemClock(),
  handle: async (command, id) => {
    appendFileSync(join(folder, 'done.txt'), `${id}\n`);
    if (command.reason === 'die') process.kill(process.pid, 'SIGKILL');
    if (command.reason === 'never') await new Promise(() => undefined);
    return { outcome: 'done', message: `${command.verb} done`, body: { pid: process.pid } };
  },
  answer: (question, about) => ({ question, about }),
});
process.stdout.write('listening\n');
