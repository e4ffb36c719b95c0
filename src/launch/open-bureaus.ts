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
      nodes.push(
        await createNode(
          {
            code,
            host: '127.0.0.1',
            port: 0,
            databaseUrl: await ensureDatabase(
              options.databaseUrl ?? postgres?.adminUrl ?? '',
              `${prefix}_${code.toLowerCase()}`,
            ),
            dataDir: join(options.dataDir, code.toLowerCase()),
            ipsg: { url: '', rootFingerprint: '' },
            sole: false,
            poolSize: 2,
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
