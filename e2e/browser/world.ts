import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient, ApiProblem } from '../../src/launch/api-client.ts';
import { type Login, readPeople, seedPeople } from '../../src/launch/people.ts';
import { type Launched, startBureaus } from '../../src/launch/start-bureaus.ts';
import { createLogger } from '../../src/platform/index.ts';
import { createTestDatabase } from '../../src/testing/database.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples', 'rabbit');

/** Real bureaus in this process, on free ports, with the rabbit case's people. */
export interface World extends AsyncDisposable {
  readonly launched: Launched;
  url(bureau: string): string;
  login(bureau: string, username: string): Login;
  /** Somebody who calls the API instead of using the console. */
  client(bureau: string, username: string): Promise<ApiClient>;
}

export interface WorldSettings {
  readonly hostingSettings?: string;
}

export async function startWorld(bureaus: readonly string[], more: WorldSettings = {}): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'homeward-console-'));
  // Its name is the prefix of the bureaus' databases, so that they go with the run's others.
  const database = await createTestDatabase();
  const remove = async (): Promise<void> => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  let launched: Launched;
  try {
    launched = await startBureaus({
      bureaus,
      host: '127.0.0.1',
      port: 0,
      dataDir,
      databaseUrl: database.url,
      log: createLogger('silent'),
      poolSize: 6,
      ...more,
    });
  } catch (error) {
    await remove();
    throw error;
  }
  const logins = await seedPeople(launched.nodes.values(), await readPeople(join(EXAMPLES, 'people.json')), dataDir);
  const login = (bureau: string, username: string): Login => {
    const found = logins.find((l) => l.bureau === bureau && l.username === username);
    if (!found) throw new Error(`no ${username} at ${bureau}`);
    return found;
  };
  return {
    launched,
    url: (bureau) => launched.node(bureau).url,
    login,
    client: (bureau, username) => ApiClient.signIn(launched.node(bureau).url, login(bureau, username)),
    async [Symbol.asyncDispose]() {
      await launched.stop();
      await remove();
    },
  };
}

export async function example<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as T;
}

export function examplePath(file: string): string {
  return join(EXAMPLES, file);
}

/** Asks again until there is an answer: bureaus tell each other within moments, not at once. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = performance.now() + 60_000;
  for (let last: unknown; ; ) {
    try {
      const found = await look();
      if (found !== null && found !== undefined && found !== false) return found;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status >= 500) throw error;
      last = error;
    }
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
