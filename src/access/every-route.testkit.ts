import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNode } from '../node.ts';
import { createLogger, generateKeys, type Route } from '../platform/index.ts';
import { publicPart, thumbprint } from '../protocol/index.ts';
import { createTestDatabase } from '../testing/database.ts';

/** The routes of a national bureau and of the Secretariat, as the one place that knits the rooms together has them. */
export async function everyRoute(): Promise<readonly Route[]> {
  const found = new Map<string, Route>();
  for (const code of ['US', 'IPSG']) {
    await using database = await createTestDatabase();
    const dataDir = await mkdtemp(join(tmpdir(), 'homeward-routes-'));
    const keys = generateKeys();
    try {
      await using node = await createNode(
        {
          code,
          host: '127.0.0.1',
          port: 0,
          databaseUrl: database.url,
          dataDir,
          ipsg: { url: 'http://127.0.0.1:9', rootFingerprint: thumbprint(publicPart(keys.recovery)) },
          sole: true,
        },
        { log: createLogger('silent'), keys },
      );
      for (const route of node.routes) found.set(`${route.method} ${route.path} ${route.action}`, route);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }
  return [...found.values()];
}
