import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createLogger,
  createRuntime,
  type Database,
  migrate,
  openDatabase,
  systemScope,
  type Tx,
} from '../../platform/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { HashIndexes } from './hash-indexes.ts';
import { IndexFollower } from './index-follower.ts';
import { readSnapshot } from './index-snapshot.ts';
import { meetAsContribution } from './turns.ts';

const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations');
const scope = systemScope('IPSG');
const runtime = createRuntime({ bureau: 'IPSG', log: createLogger('silent') });

let database: TestDatabase;
/** Two processes of one node, as far as the database and an index can tell. */
let one: Database;
let two: Database;
let folder: string;
let serial = 0;

const hashOf = (n: number): string => createHash('sha256').update(`picture ${n}`).digest('hex');

async function template(url: string): Promise<void> {
  await migrate(url, MIGRATIONS);
}

beforeAll(async () => {
  database = await createTestDatabase({ template: { key: 'all-migrations', fill: template } });
  one = openDatabase({ url: database.url, runtime });
  two = openDatabase({ url: database.url, runtime });
  await one.tx(scope, (tx) =>
    tx.query(
      `INSERT INTO icse_series (id, label, opened_by, opened_at, state, version, state_version, updated_at)
       VALUES ('018f0000-0000-7000-8000-000000000001', 'Series', 'NL', 1, 'unidentified', 1, 1, 1)`,
    ),
  );
}, 60_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-index-'));
  return () => rm(folder, { recursive: true, force: true });
});
afterAll(async () => {
  await one.close();
  await two.close();
  await database.drop();
});

/** Adds so many pictures and answers their serial numbers; the hash of each is `hashOf`. */
async function addPictures(tx: Tx, count: number, quality = 90): Promise<number[]> {
  const numbers = Array.from({ length: count }, () => serial++);
  await tx.query(
    `INSERT INTO icse_media (id, series_id, type, width, height, size, md5, sha1, sha256, pdq, quality, at)
     SELECT u.id, '018f0000-0000-7000-8000-000000000001', 'image/png', 8, 8, 1, left(u.pdq, 32), '', md5(u.pdq) || md5(u.id::text),
       u.pdq, $3, 1
     FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS u(id, pdq, n) ORDER BY u.n`,
    [numbers.map(() => randomUUID()), numbers.map(hashOf), quality],
  );
  return numbers;
}

async function addQuestion(tx: Tx, n: number): Promise<void> {
  await tx.query(
    "SELECT icse_ask($1, 'US', 'x', 1, ARRAY[NULL], ARRAY[NULL], ARRAY[$2], ARRAY[90]::smallint[], ARRAY[NULL]::bytea[])",
    [randomUUID(), hashOf(n)],
  );
}

async function finds(indexes: HashIndexes, n: number, what: 'media' | 'questions' = 'media'): Promise<boolean> {
  const [found] = await indexes[what].near.findNear([{ pdq: hashOf(n), quality: 90 }]);
  return found?.some((match) => match.distance === 0) ?? false;
}

const follow = (db: Database, indexes: HashIndexes): Promise<void> =>
  db.tx(scope, async (tx) => {
    await indexes.media.follow(tx);
    await indexes.questions.follow(tx, false);
  });

const follower = (db: Database, indexes: HashIndexes): IndexFollower =>
  new IndexFollower({ db, runtime, indexes, dataDir: folder });
const snapshotFile = (): string => join(folder, 'index', 'media.index');

describe('an index that follows the database', () => {
  it('holds what any process committed, once it is committed', async () => {
    const [a, b] = [new HashIndexes(), new HashIndexes()];
    const first = await one.tx(scope, (tx) => addPictures(tx, 3));
    await follow(two, b);
    expect(await Promise.all(first.map((n) => finds(b, n)))).toEqual([true, true, true]);
    const second = await two.tx(scope, async (tx) => {
      const added = await addPictures(tx, 2);
      await follow(one, a);
      expect(await finds(a, added[0] ?? -1)).toBe(false);
      return added;
    });
    await follow(one, a);
    expect(await Promise.all([...first, ...second].map((n) => finds(a, n)))).toEqual([true, true, true, true, true]);
  });

  it('passes over pictures with too little to see', async () => {
    const indexes = new HashIndexes();
    const [dull = -1, clear = -1] = await one.tx(scope, async (tx) => [
      ...(await addPictures(tx, 1, 49)),
      ...(await addPictures(tx, 1, 50)),
    ]);
    await follow(one, indexes);
    expect([await finds(indexes, dull), await finds(indexes, clear)]).toEqual([false, true]);
  });

  it('lets go of what was removed', async () => {
    const indexes = new HashIndexes();
    const [gone = -1, stays = -1] = await one.tx(scope, (tx) => addPictures(tx, 2));
    await follow(one, indexes);
    await two.tx(scope, (tx) => tx.query('DELETE FROM icse_media WHERE pdq = $1', [hashOf(gone)]));
    await follow(one, indexes);
    expect([await finds(indexes, gone), await finds(indexes, stays)]).toEqual([false, true]);
  });

  it('keeps the numbers of pictures in the order of commits, whoever inserts', async () => {
    const order: string[] = [];
    const held = Promise.withResolvers<void>();
    const first = one.tx(scope, async (tx) => {
      await addPictures(tx, 1);
      held.resolve();
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push('first');
    });
    await held.promise;
    await two.tx(scope, async (tx) => {
      await addPictures(tx, 1);
      order.push('second');
    });
    await first;
    expect(order).toEqual(['first', 'second']);
  });

  it('finds questions whose numbers were passed over while they were under way', async () => {
    const indexes = new HashIndexes();
    const [early, late, undone] = [serial++, serial++, serial++];
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const slow = one.tx(scope, async (tx) => {
      await addQuestion(tx, early);
      begun.resolve();
      await finish.promise;
    });
    await begun.promise;
    await two
      .tx(scope, async (tx) => {
        await addQuestion(tx, undone);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await two.tx(scope, (tx) => addQuestion(tx, late));
    await follow(two, indexes);
    expect([await finds(indexes, early, 'questions'), await finds(indexes, late, 'questions')]).toEqual([false, true]);
    expect(indexes.questions.mark.missing.length).toBeGreaterThanOrEqual(2);
    // A contribution waits for the question under way, and is then complete.
    const alone = two.tx(scope, async (tx) => {
      await meetAsContribution(tx);
      await indexes.questions.follow(tx, true);
    });
    finish.resolve();
    await Promise.all([slow, alone]);
    expect(await finds(indexes, early, 'questions')).toBe(true);
    expect(indexes.questions.mark.missing).toEqual([]);
  });
});

describe('an index saved in the node’s folder', () => {
  it('is taken up again, with what was committed since, and without what was removed since', async () => {
    const before = new HashIndexes();
    const [kept = -1, gone = -1] = await one.tx(scope, (tx) => addPictures(tx, 2));
    const asked = serial++;
    await one.tx(scope, (tx) => addQuestion(tx, asked));
    const first = follower(one, before);
    await first.start();
    await first.save(true);
    await first.stop();
    const [later = -1] = await two.tx(scope, (tx) => addPictures(tx, 1));
    await two.tx(scope, (tx) => tx.query('DELETE FROM icse_media WHERE pdq = $1', [hashOf(gone)]));

    const saved = await readSnapshot(snapshotFile(), 'media', async () => true);
    expect(saved?.index.size).toBe(before.media.near.size);
    const after = new HashIndexes();
    const again = follower(two, after);
    await again.start();
    expect(await Promise.all([kept, gone, later].map((n) => finds(after, n)))).toEqual([true, false, true]);
    expect(await finds(after, asked, 'questions')).toBe(true);
    // Only what is new was read: the rest came out of the file.
    expect(after.media.changed).toBe(2);
    await again.stop();
  });

  it('is made anew when a byte of it is wrong, when it is cut short, and when it is something else', async () => {
    const [known = -1] = await one.tx(scope, (tx) => addPictures(tx, 1));
    const first = follower(one, new HashIndexes());
    await first.start();
    await first.save(true);
    await first.stop();
    const whole = await readFile(snapshotFile());
    const flipped = Buffer.from(whole);
    const middle = Math.floor(whole.length / 2);
    flipped[middle] = (flipped[middle] ?? 0) ^ 4;
    for (const bytes of [flipped, whole.subarray(0, whole.length - 9), Buffer.from('not an index'), Buffer.alloc(0)]) {
      await writeFile(snapshotFile(), bytes);
      const indexes = new HashIndexes();
      const next = follower(one, indexes);
      await next.start();
      expect(await finds(indexes, known)).toBe(true);
      // All of it was read from the database.
      expect(indexes.media.changed).toBeGreaterThanOrEqual(indexes.media.near.size);
      await next.stop();
    }
  });

  it('is made anew over another database', async () => {
    await one.tx(scope, (tx) => addPictures(tx, 3));
    const first = follower(one, new HashIndexes());
    await first.start();
    await first.save(true);
    await first.stop();
    await using other = await createTestDatabase({ template: { key: 'all-migrations', fill: template } });
    await using db = openDatabase({ url: other.url, runtime });
    const indexes = new HashIndexes();
    const next = follower(db, indexes);
    await next.start();
    expect(indexes.media.near.size).toBe(0);
    await next.stop();
  });

  it('leaves nothing half written beside it', async () => {
    await one.tx(scope, (tx) => addPictures(tx, 1));
    const keeper = follower(one, new HashIndexes());
    await keeper.start();
    await Promise.all([keeper.save(true), keeper.save(true)]);
    await keeper.stop();
    expect((await readdir(join(folder, 'index'))).sort()).toEqual(['media.index', 'questions.index']);
    const file = await open(snapshotFile());
    expect((await file.stat()).mode & 0o777).toBe(0o600);
    await file.close();
    // What a killed process left half written goes at a later start.
    const [old, young] = [`${snapshotFile()}.1-a`, `${snapshotFile()}.2-b`];
    for (const path of [old, young]) await writeFile(path, 'half');
    await utimes(old, 1_000, 1_000);
    const again = follower(one, new HashIndexes());
    await again.start();
    await again.stop();
    expect((await readdir(join(folder, 'index'))).sort()).toEqual([
      'media.index',
      'media.index.2-b',
      'questions.index',
    ]);
  });
});
