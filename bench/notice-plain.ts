import { createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/** The same errand with nothing but the errand: fetch, ES256, two inserts. No log, no proof, no encryption, no ledger, no rules. */
export interface PlainFollower extends AsyncDisposable {
  take(url: string, jwk: object): Promise<number>;
}

const ES256 = { dsaEncoding: 'ieee-p1363' } as const;

export async function openPlainFollower(databaseUrl: string): Promise<PlainFollower> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  let ready = false;
  let key: KeyObject | null = null;
  return {
    async take(url, jwk) {
      if (!ready) {
        await pool.query('CREATE TABLE IF NOT EXISTS plain_notice (id text PRIMARY KEY, at bigint NOT NULL)');
        await pool.query('CREATE TABLE IF NOT EXISTS plain_version (id text PRIMARY KEY, form jsonb NOT NULL)');
        ready = true;
      }
      key ??= createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
      const text = await (await fetch(url)).text();
      const [payload = '', signature = ''] = text.split('.');
      if (!verify('sha256', Buffer.from(payload), { key, ...ES256 }, Buffer.from(signature, 'base64url'))) {
        throw new Error('a signature that does not hold');
      }
      const { id, form } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { id: string; form: object };
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('INSERT INTO plain_notice (id, at) VALUES ($1, $2)', [id, Date.now()]);
        await client.query('INSERT INTO plain_version (id, form) VALUES ($1, $2)', [id, JSON.stringify(form)]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
      return performance.timeOrigin + performance.now();
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

export interface PlainSource extends AsyncDisposable {
  /** Signs a body once, and serves it to whoever asks. */
  offer(body: object): string;
}

export async function startPlainSource(privateKey: KeyObject): Promise<PlainSource> {
  let current = '';
  const server = createServer((_request, response) => response.end(current));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    offer(body) {
      const payload = Buffer.from(JSON.stringify(body)).toString('base64url');
      const signature = sign('sha256', Buffer.from(payload), { key: privateKey, ...ES256 }).toString('base64url');
      current = `${payload}.${signature}`;
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
