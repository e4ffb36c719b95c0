import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { writeNotices } from './notices-import-file.ts';
import { rounded } from './statistics.ts';
import type { Bench } from './types.ts';
import { createWorkplace } from './workplace.ts';

const DEFAULT = 100_000;
const PEER =
  'COPY of the same rows, made ready, into tables with the same indexes: no reading, no checks, no record of it';

/** `homeward import notices` as a person runs it, in a process of its own: from its start to its end, stored durably, on the record. */
export const noticesImport: Bench = {
  summary: 'notices a second from a crawler’s JSON lines into PostgreSQL, beside COPY of the same rows',
  async run(context) {
    const count = context.n ?? DEFAULT;
    await using workplace = await createWorkplace();
    const path = join(workplace.folder, 'notices.jsonl');
    const warmUp = join(workplace.folder, 'warm-up.jsonl');
    await writeNotices(path, count);
    await writeNotices(warmUp, 1);
    const env = {
      ...process.env,
      HOMEWARD_DATABASE_URL: workplace.postgres.adminUrl,
      HOMEWARD_DATA_DIR: workplace.folder,
      HOMEWARD_BUREAUS: 'US',
      HOMEWARD_LOG_LEVEL: 'fatal',
    };
    const run = async (file: string, source: string): Promise<{ seconds: number; stdout: string }> => {
      const started = performance.now();
      const args = [
        join(import.meta.dirname, '../src/cli.ts'),
        'import',
        'notices',
        file,
        '--source',
        source,
        '--json',
      ];
      const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], signal: context.signal });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        stderr = `${stderr}${chunk.toString()}`.slice(-2_000);
      });
      const [code] = (await once(child, 'close')) as [number | null];
      if (code !== 0) throw new Error(`import ended with ${code}: ${stderr}`);
      return { seconds: (performance.now() - started) / 1_000, stdout };
    };
    // The database is made and migrated by the first command that needs it.
    await run(warmUp, 'warm-up');
    context.say(`importing ${count} notices, ${Math.round((await stat(path)).size / 1e6)} MB`);
    const ours = await run(path, 'bench');
    const { import: done } = JSON.parse(ours.stdout) as {
      import: { accepted: number; refused: number; state: string };
    };
    if (done.accepted !== count || done.refused !== 0 || done.state !== 'done') {
      throw new Error(`not all of it was imported: ${ours.stdout.slice(0, 500)}`);
    }
    context.say('the same rows by COPY');
    const plain = await copySame(workplace.postgres.adminUrl);
    const rate = count / ours.seconds;
    const more = { peer: PEER, ratio: rounded(plain / ours.seconds) };
    context.emit({
      name: 'notices-import.s',
      value: rounded(ours.seconds),
      unit: 's',
      peerValue: rounded(plain),
      ...more,
    });
    context.emit({
      name: 'notices-import.rate',
      value: rounded(rate),
      unit: 'notices/s',
      peerValue: rounded(count / plain),
      ...more,
    });
  },
};

/** Seconds that the server takes to read the rows from its own files into empty tables of the same shape. */
async function copySame(adminUrl: string): Promise<number> {
  const url = new URL(adminUrl);
  url.pathname = '/homeward_us';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    const file = (name: string): string => pg.escapeLiteral(`${rows[0]?.folder}/bench-${name}`);
    await client.query(`COPY (SELECT * FROM notice WHERE source = 'bench') TO ${file('notice')}`);
    await client.query(
      `COPY (SELECT v.* FROM notice_version v JOIN notice n ON n.id = v.notice_id WHERE n.source = 'bench') TO ${file('version')}`,
    );
    await client.query(
      'CREATE TABLE bench_notice (LIKE notice INCLUDING ALL); CREATE TABLE bench_version (LIKE notice_version INCLUDING ALL)',
    );
    const started = performance.now();
    await client.query(
      `BEGIN; COPY bench_notice FROM ${file('notice')}; COPY bench_version FROM ${file('version')}; COMMIT`,
    );
    return (performance.now() - started) / 1_000;
  } finally {
    await client.end();
  }
}
