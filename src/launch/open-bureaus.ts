import { join } from 'node:path';
import type { Logger } from 'pino';
import { createNode, type Node } from '../node.ts';
import { ensureDatabase, startPostgres } from '../platform/index.ts';
import { databasePrefix } from './database-prefix.ts';

export interface OpenOptions {
  readonly bureaus: readonly string[];
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly log: Logger;
  readonly hostingSettings?: string | undefined;
  /** Before a bureau's node is made: its database is there, and perhaps nothing in it. */
  readonly prepare?: ((bureau: { code: string; databaseUrl: string; dataDir: string }) => Promise<void>) | undefined;
}

/**
 * Opens bureaus for the command line: database and rooms, but no port, no jobs, no following. An embedded PostgreSQL
 * that a running Homeward uses is joined, and left running.
 */
export async function openBureaus(
  options: OpenOptions,
): Promise<{ nodes: Node[]; [Symbol.asyncDispose](): Promise<void> }> {
  const postgres = options.databaseUrl
    ? null
    : await startPostgres({ dataDir: join(options.dataDir, 'postgres'), log: options.log });
  const nodes: Node[] = [];
  const close = async (): Promise<void> => {
    for (const node of nodes) await node.close();
    await postgres?.stop();
  };
  try {
    const prefix = databasePrefix(options.databaseUrl);
    for (const code of options.bureaus) {
      const adminUrl = options.databaseUrl ?? postgres?.adminUrl ?? '';
      const databaseUrl = await ensureDatabase(adminUrl, `${prefix}_${code.toLowerCase()}`);
      const dataDir = join(options.dataDir, code.toLowerCase());
      await options.prepare?.({ code, databaseUrl, dataDir });
      nodes.push(
        await createNode(
          {
            code,
            host: '127.0.0.1',
            port: 0,
            databaseUrl,
            dataDir,
            ipsg: { url: '', rootFingerprint: '' },
            sole: false,
            poolSize: 2,
            hostingSettings: options.hostingSettings,
          },
          { log: options.log },
        ),
      );
    }
    return { nodes, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
