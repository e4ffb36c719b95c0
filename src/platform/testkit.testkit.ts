import { pino } from 'pino';
import { createTestDatabase } from '../testing/database.ts';
import { createRuntime, type Database, migrate, openDatabase, type Runtime } from './index.ts';

/** A migrated database, its door and a runtime, for tests of the platform and of the rooms above it. */
export async function openTestPlatform(
  overrides: Partial<Pick<Runtime, 'bureau' | 'clock' | 'random' | 'fetch'>> = {},
): Promise<{ db: Database; runtime: Runtime; url: string; [Symbol.asyncDispose](): Promise<void> }> {
  const root = new URL('../../migrations', import.meta.url).pathname;
  const database = await createTestDatabase();
  await migrate(database.url, root);
  const runtime = createRuntime({ bureau: 'US', log: pino({ level: 'silent' }), ...overrides });
  const db = openDatabase({ url: database.url, runtime });
  return {
    db,
    runtime,
    url: database.url,
    async [Symbol.asyncDispose]() {
      await db.close();
      await database.drop();
    },
  };
}
