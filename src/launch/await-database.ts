import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { asAdmin } from '../platform/index.ts';

const PATIENCE_MS = 60_000;
/** Refused or cut connections, and a server that is starting up, shutting down or in recovery. */
const NOT_YET = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123])$|Connection terminated/;

/**
 * Waits for a PostgreSQL that somebody else runs: after a power cut both start at once, and it may be recovering.
 * @throws the connection's error: at once when it says that waiting is of no use, else after a minute
 */
export async function awaitDatabase(url: string, log: Logger): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let told = false; ; told = true) {
    try {
      return await asAdmin(url, async (client) => {
        await client.query('SELECT 1');
      });
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (!NOT_YET.test(code ?? message) || Date.now() > deadline) throw error;
      if (!told) log.warn({ err: message }, 'PostgreSQL does not answer yet; waiting for it');
      await sleep(200);
    }
  }
}
