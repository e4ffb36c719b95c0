import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, anyoneScope, type Scope, systemScope } from '../index.ts';
import { openTestPlatform } from '../testkit.testkit.ts';

type Platform = Awaited<ReturnType<typeof openTestPlatform>>;
let p: Platform;

const person = (over: Partial<Scope>): Scope => ({
  actor: { kind: 'person', id: 'person:00000000-0000-7000-8000-000000000001' },
  bureau: 'US',
  agency: null,
  roles: [],
  compartments: [],
  ...over,
});

beforeAll(async () => {
  p = await openTestPlatform();
  const owner = new pg.Client({ connectionString: p.url });
  await owner.connect();
  await owner.query(`
    CREATE TABLE secret (id int PRIMARY KEY, compartment text NOT NULL, note text);
    SELECT hw_protect('secret');
    CREATE TABLE wish (id int PRIMARY KEY, compartment text NOT NULL, agency text);
    SELECT hw_protect_agency('wish');
    INSERT INTO secret VALUES (1, 'general', 'a'), (2, 'victim-identity', 'b');
    INSERT INTO wish VALUES (1, 'general', 'XX001'), (2, 'general', 'XX002');
  `);
  await owner.end();
});
afterAll(async () => {
  await p[Symbol.asyncDispose]();
});

const ids = (scope: Scope, table: string): Promise<number[]> =>
  p.db.tx(scope, async (tx) =>
    (await tx.query<{ id: number }>(`SELECT id FROM ${table} ORDER BY id`)).map((r) => r.id),
  );

describe('db.tx', () => {
  it('shows a scope only the rows of its compartments', async () => {
    expect(await ids(systemScope('US'), 'secret')).toEqual([1, 2]);
    expect(await ids(person({ compartments: ['general'] }), 'secret')).toEqual([1]);
    expect(await ids(person({ compartments: ['general', 'victim-identity'] }), 'secret')).toEqual([1, 2]);
    expect(await ids(anyoneScope('US'), 'secret')).toEqual([]);
  });

  it('shows an agency its own rows and no others', async () => {
    expect(await ids(person({ agency: 'XX001' }), 'wish')).toEqual([1]);
    expect(await ids(person({ agency: null }), 'wish')).toEqual([]);
    expect(await ids(person({ compartments: ['general'] }), 'wish')).toEqual([1, 2]);
  });

  it('refuses to write a row into a compartment that the scope does not hold', async () => {
    const write = p.db.tx(person({ compartments: ['general'] }), (tx) =>
      tx.query("INSERT INTO secret VALUES (9, 'victim-identity', 'x')"),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('does not run as the owner of the tables', async () => {
    const [row] = await p.db.tx(systemScope('US'), (tx) => tx.query<{ current_user: string }>('SELECT current_user'));
    expect(row?.current_user).toBe('homeward_app');
    await expect(
      p.db.tx(systemScope('US'), (tx) => tx.query('ALTER TABLE secret DISABLE ROW LEVEL SECURITY')),
    ).rejects.toThrow(/must be owner/);
  });

  it('leaves no scope behind on a connection that is used again', async () => {
    await ids(systemScope('US'), 'secret');
    const session = await p.db.session();
    const seen = await session.query("SELECT current_setting('homeward.compartments', true) AS c, current_user AS u");
    session.release();
    expect(seen.rows[0].c ?? '').toBe('');
    expect(seen.rows[0].u).not.toBe('homeward_app');
  });

  it('runs commit hooks after a commit and never after a rollback', async () => {
    const heard: string[] = [];
    await p.db.tx(systemScope('US'), async (tx) => {
      tx.onCommit(() => heard.push('committed'));
      tx.beforeCommit('k', async () => {
        heard.push('before');
      });
      tx.beforeCommit('k', async () => {
        heard.push('twice');
      });
    });
    await expect(
      p.db.tx(systemScope('US'), async (tx) => {
        tx.onCommit(() => heard.push('never'));
        throw new AppError('refused', 'no');
      }),
    ).rejects.toThrow('refused');
    expect(heard).toEqual(['before', 'committed']);
  });

  it('never takes the roll-back of a broken transaction for a commit', async () => {
    const heard: string[] = [];
    const swallowed = p.db.tx(systemScope('US'), async (tx) => {
      tx.onCommit(() => heard.push('committed'));
      await tx.query("INSERT INTO secret VALUES (20, 'general', 'lost')");
      await tx.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow(/rolled back/);
    expect(heard).toEqual([]);
    expect(await ids(systemScope('US'), 'secret')).not.toContain(20);
  });
  it('sends the last writes with the commit: all of it stays, or none', async () => {
    const at = systemScope('US');
    const last = (id: number, text: string) =>
      p.db.tx(at, async (tx) => {
        await tx.query("INSERT INTO secret VALUES ($1, 'general', 'body')", [id]);
        tx.withCommit?.('k', () => tx.query(text).then(() => undefined));
      });
    await last(30, "INSERT INTO secret VALUES (31, 'general', 'last')");
    await expect(last(32, "INSERT INTO secret VALUES (31, 'general', 'there already')")).rejects.toThrow(
      /duplicate key/,
    );
    const thrown = p.db.tx(at, async (tx) => {
      await tx.query("INSERT INTO secret VALUES (33, 'general', 'body')");
      tx.withCommit?.('k', () => {
        throw new Error('before it sent anything');
      });
    });
    await expect(thrown).rejects.toThrow('before it sent');
    expect((await ids(at, 'secret')).filter((id) => id >= 30)).toEqual([30, 31]);
    await p.db.tx(at, (tx) => tx.query('DELETE FROM secret WHERE id >= 30'));
  });
  it('runs a transaction anew when its last write says so', async () => {
    let tries = 0;
    const value = await p.db.tx(systemScope('US'), async (tx) => {
      const text = ++tries < 3 ? "DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$" : 'SELECT 1';
      tx.withCommit?.('k', () => tx.query(text).then(() => undefined));
      return tries;
    });
    expect(value).toBe(3);
  });
  it('takes no commit back because a hook after it failed', async () => {
    const value = await p.db.tx(systemScope('US'), async (tx) => {
      tx.onCommit(() => {
        throw new Error('a hook that must not throw');
      });
      await tx.query("INSERT INTO secret VALUES (21, 'general', 'kept')");
      return 'answer';
    });
    expect(value).toBe('answer');
    expect(await ids(systemScope('US'), 'secret')).toContain(21);
    await p.db.tx(systemScope('US'), (tx) => tx.query('DELETE FROM secret WHERE id = 21'));
  });
  it('retries a deadlock and keeps both effects', async () => {
    await p.db.tx(systemScope('US'), (tx) =>
      tx.query("INSERT INTO secret VALUES (10,'general','0'), (11,'general','0')"),
    );
    let first = 0;
    const meet = Promise.withResolvers<void>();
    const bump = (a: number, b: number) =>
      p.db.tx(systemScope('US'), async (tx) => {
        await tx.query('UPDATE secret SET note = (note::int + 1)::text WHERE id = $1', [a]);
        if (++first === 2) meet.resolve();
        await meet.promise;
        await tx.query('UPDATE secret SET note = (note::int + 1)::text WHERE id = $1', [b]);
      });
    await Promise.all([bump(10, 11), bump(11, 10)]);
    const rows = await p.db.tx(systemScope('US'), (tx) =>
      tx.query<{ note: string }>('SELECT note FROM secret WHERE id >= 10'),
    );
    expect(rows.map((r) => r.note)).toEqual(['2', '2']);
  });

  it('holds forced row-level security on every table that has a compartment', async () => {
    const rows = await p.db.tx(systemScope('US'), (tx) =>
      tx.query<{ name: string }>(
        `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'compartment' AND NOT a.attisdropped
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
      ),
    );
    expect(rows).toEqual([]);
  });
});
