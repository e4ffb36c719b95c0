import { createServer } from 'node:net';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createRuntime, openDatabase, systemScope } from '../index.ts';

/** One message of PostgreSQL's protocol: its letter, its length, its body (PostgreSQL manual, "Message Formats"). */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

it('outlives a database that ends the connection in the same breath in which it opens it', async () => {
  const ready = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
  const gone = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'));
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([ready, gone])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const runtime = createRuntime({ bureau: 'US', log: pino({ level: 'silent' }) });
  const db = openDatabase({ url: `postgresql://x:x@127.0.0.1:${address.port}/x`, runtime });
  await expect(db.tx(systemScope('US'), async () => 'done')).rejects.toMatchObject({ code: 'unavailable' });
  await db.close();
  await new Promise((resolve) => server.close(resolve));
});
