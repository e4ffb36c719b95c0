import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPeople, seedPeople } from '../launch/people.ts';
import { type Launched, startBureaus } from '../launch/start-bureaus.ts';
import { createLogger } from '../platform/index.ts';
import { asAdmin } from '../platform/postgres/index.ts';
import {
  draftAndSubmit,
  everywhere,
  noticeAt,
  purgedEverywhere,
  reviewAndPass,
} from '../scenario/chapters/notice-steps.ts';
import { Story } from '../scenario/story.ts';
import { StoryClock } from '../scenario/story-clock.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const BUREAUS = ['US', 'IPSG', 'NL'];
let database: TestDatabase;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'homeward-backup-'));
  dataDir = join(folder, 'data');
});
afterAll(async () => {
  for (const code of BUREAUS) await dropDatabase(code);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const dropDatabase = (code: string): Promise<void> =>
  asAdmin(database.url, async (client) => {
    const name = `${decodeURIComponent(new URL(database.url).pathname.slice(1))}_${code.toLowerCase()}`;
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  });

/** The command line as a person calls it; answers its one line of JSON. A failure throws with what it said. */
async function homeward<T>(...args: string[]): Promise<T> {
  const env = {
    ...process.env,
    HOMEWARD_DATA_DIR: dataDir,
    HOMEWARD_DATABASE_URL: database.url,
    HOMEWARD_BUREAUS: BUREAUS.join(','),
    HOMEWARD_LOG_LEVEL: 'silent',
  };
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, 'src', 'cli.ts'), ...args, '--json'], {
    env,
  });
  return JSON.parse(stdout) as T;
}

async function open(): Promise<{ launched: Launched; story: Story }> {
  const clock = new StoryClock(new Date().toISOString());
  const log = createLogger('silent');
  const options = { bureaus: BUREAUS, host: '127.0.0.1', port: 0, dataDir, databaseUrl: database.url, log };
  const launched = await startBureaus({ ...options, poolSize: 4 });
  const people = await readPeople(join(ROOT, 'examples', 'rabbit', 'people.json'));
  const logins = await seedPeople(launched.nodes.values(), people, dataDir);
  const told = { step: () => undefined, chapter: () => undefined };
  return { launched, story: new Story({ launched, clock, logins, told }) };
}

test('a backup of a running installation comes back, and what was cancelled since is purged before anybody is answered', async () => {
  const first = await open();
  const { story } = first;
  const washington = await story.as('US', 'abara');
  const { id: caseId } = await washington.post<{ id: string }>('/api/cases', {
    title: 'A co-offender has fled',
    offence: 'csam',
    wanted: ['locate-and-arrest'],
    countries: ['NL'],
    urgency: 'urgent',
    legalBasis: 'Warrant',
    purpose: 'To find him',
    summary: 'Charged, and gone.',
  });
  const form = await story.json<object>('notice-red.json');
  const id = await draftAndSubmit(story, form, caseId, 'urgent');
  await reviewAndPass(story, id, 'moreau', 'FR');
  await reviewAndPass(story, id, 'haddad', 'TN');
  await everywhere(story, id);
  const { checkpoints } = await homeward<{ checkpoints: Record<string, string> }>('audit', 'checkpoint');
  const kept = Object.entries(checkpoints).map(([code, note]) => [join(folder, `${code}.checkpoint`), note] as const);
  for (const [file, note] of kept) await writeFile(file, note);
  const backup = join(folder, 'backup');
  const written = await homeward<{ bureaus: { bureau: string; rows: number }[] }>(
    'backup',
    '--to',
    backup,
    '--with-keys',
  );
  expect(written.bureaus.map((one) => one.bureau)).toEqual(BUREAUS);
  expect(await readFile(join(backup, 'ipsg-root.json'), 'utf8')).toContain('"d"');

  const ours = await noticeAt(story, 'US', 'delacroix', id);
  await (await story.as('US', 'delacroix')).post(`/api/notices/${id}/withdraw`, {
    version: ours.version,
    reason: 'Arrested at home',
  });
  await purgedEverywhere(story, id);
  await first.launched.stop();

  // The Hague loses its database and its files.
  await dropDatabase('NL');
  await rm(join(dataDir, 'nl'), { recursive: true });
  await expect(homeward('restore', '--from', backup, '--bureau', 'US')).rejects.toThrow(/in use already/);
  const restored = await homeward<{ ok: boolean; bureaus: object[] }>('restore', '--from', backup, '--bureau', 'NL');
  expect(restored).toMatchObject({ ok: true, bureaus: [{ bureau: 'NL', ledger: true }] });

  const again = await open();
  try {
    await again.story.until('The Hague answers', async () => {
      const answer = await fetch(new URL('/api/session', again.launched.node('NL').url));
      return answer.status !== 503;
    });
    const copy = await noticeAt(again.story, 'NL', 'dewit', id);
    expect(copy).toMatchObject({ state: 'withdrawn', name: null, versions: [] });
    const check = await homeward<{ ok: boolean; bureaus: { bureau: string; items: object[] }[] }>('check');
    expect(check.ok).toBe(true);
    const files = kept.flatMap(([file]) => ['--checkpoint', file]);
    const audit = await homeward<{ ok: boolean; unused: number }>('audit', 'verify', ...files);
    expect(audit).toMatchObject({ ok: true, unused: 0 });
  } finally {
    await again.launched.stop();
  }
}, 180_000);
