import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/** Somebody who keeps messages with nothing but `pg`: one row in one transaction. */
export interface PlainStore extends AsyncDisposable {
  insert(id: string, body: string): Promise<void>;
}

export interface PlainPlace {
  readonly url: string;
  readonly table: string;
  readonly connections: number;
}

export async function openPlainStore({ url, table, connections }: PlainPlace): Promise<PlainStore> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const name = pg.escapeIdentifier(table);
  await pool.query(`CREATE TABLE IF NOT EXISTS ${name} (id text PRIMARY KEY, body text NOT NULL, at bigint NOT NULL)`);
  return {
    async insert(id, body) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(`INSERT INTO ${name} (id, body, at) VALUES ($1, $2, $3)`, [id, body, Date.now()]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

/** Takes a message by POST, inserts it in one transaction, and answers when that is committed. */
export interface PlainReceiver extends AsyncDisposable {
  readonly url: string;
}

export async function startPlainReceiver(place: PlainPlace): Promise<PlainReceiver> {
  const store = await openPlainStore(place);
  const server: Server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const { id, body } = JSON.parse(text) as { id: string; body: string };
      store.insert(id, body).then(
        () => response.end('{}'),
        (error: Error) => response.writeHead(500).end(error.message),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store[Symbol.asyncDispose]();
    },
  };
}

/** @throws Error when the receiver did not keep it */
export async function postPlain(url: string, id: string, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ id, body }) });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`the plain receiver failed: ${text}`);
}
