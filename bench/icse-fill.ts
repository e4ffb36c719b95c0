import { createHash } from 'node:crypto';
import pg from 'pg';

/** So many pictures a series. */
const A_SERIES = 200;
const AT_ONCE = 500_000;
const AT = 1_700_000_000_000;

/** An id made of a text, in SQL. */
const id = (text: string): string => `overlay(overlay(md5(${text}) placing '7' from 13) placing '8' from 17)::uuid`;

/** The perceptual hash of picture `n` of the bench: even bits of chance, known on both sides without asking. */
export function hashOf(n: number): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(n));
  return createHash('sha256').update('picture').update(number).digest();
}

/** The hash with `bits` of its 256 bits changed, spread over all of it. */
export function changed(hash: Buffer, bits: number): Buffer {
  const copy = Buffer.from(hash);
  for (let n = 0; n < bits; n++) {
    const bit = (n * 256) / bits;
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  }
  return copy;
}

/**
 * Puts pictures `from` … `from + count - 1` into Lyon's database: by the database itself, each contributed by NL. US, which
 * asks, is in contact with NL over every series already, as it is from the second question on.
 */
export async function fillPictures(url: string, from: number, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let at = from; at < from + count; at += AT_ONCE) {
      const last = Math.min(at + AT_ONCE, from + count) - 1;
      await client.query('BEGIN');
      await client.query('SET LOCAL synchronous_commit = off');
      await client.query(
        `INSERT INTO icse_series (id, label, opened_by, opened_at, state, version, state_version, updated_at)
         SELECT ${id("'series' || s")}, 'bench ' || s, 'NL', ${AT}, 'unidentified', 1, 1, ${AT}
         FROM generate_series($1::bigint, $2::bigint) AS s ON CONFLICT DO NOTHING`,
        [Math.floor(at / A_SERIES), Math.floor(last / A_SERIES)],
      );
      await client.query(
        `INSERT INTO icse_party (series_id, bureau, contributes, since)
         SELECT ${id("'series' || s")}, bureau, bureau = 'NL', ${AT}
         FROM generate_series($1::bigint, $2::bigint) AS s, unnest(ARRAY['NL', 'US']) AS bureau ON CONFLICT DO NOTHING`,
        [Math.floor(at / A_SERIES), Math.floor(last / A_SERIES)],
      );
      await client.query(
        `INSERT INTO icse_contact (series_id, bureau_a, bureau_b, because, at)
         SELECT ${id("'series' || s")}, 'NL', 'US', 'lookup', ${AT} FROM generate_series($1::bigint, $2::bigint) AS s
         ON CONFLICT DO NOTHING`,
        [Math.floor(at / A_SERIES), Math.floor(last / A_SERIES)],
      );
      await client.query(
        `INSERT INTO icse_media (id, series_id, type, width, height, size, md5, sha1, sha256, pdq, quality, at)
         SELECT ${id("'media' || n")}, ${id(`'series' || n / ${A_SERIES}`)}, 'image/jpeg', 1024, 768, 100000,
           md5('md5' || n), left(encode(sha256(('sha1' || n)::bytea), 'hex'), 40), encode(sha256(('file' || n)::bytea), 'hex'),
           encode(sha256('picture'::bytea || int8send(n)), 'hex'), 100, ${AT}
         FROM generate_series($1::bigint, $2::bigint) AS n`,
        [at, last],
      );
      await client.query(
        `INSERT INTO icse_contribution (media_id, bureau, their_media, handling, at)
         SELECT ${id("'media' || n")}, 'NL', ${id("'their' || n")}, '{"purpose":"Identification"}', ${AT}
         FROM generate_series($1::bigint, $2::bigint) AS n`,
        [at, last],
      );
      await client.query('COMMIT');
    }
  } finally {
    await client.end();
  }
}

/** After bulk data, so that what follows is planned as in service. */
export async function settleDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('ANALYZE');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** The indexes of the two large tables are made after the rows, which takes a fraction of the time. */
export async function withoutIndexes(url: string, fill: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET maintenance_work_mem = '512MB'");
    const { rows: constraints } = await client.query<{ table: string; name: string; text: string }>(
      `SELECT conrelid::regclass AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint
       WHERE conrelid IN ('icse_media'::regclass, 'icse_contribution'::regclass) AND contype = 'f'
          OR confrelid IN ('icse_media'::regclass, 'icse_contribution'::regclass)`,
    );
    const { rows: indexes } = await client.query<{ table: string; name: string; text: string; keeps: string | null }>(
      `SELECT i.indrelid::regclass AS table, i.indexrelid::regclass AS name, pg_get_indexdef(i.indexrelid) AS text,
         (SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u')) AS keeps
       FROM pg_index i WHERE i.indrelid IN ('icse_media'::regclass, 'icse_contribution'::regclass)`,
    );
    for (const { table, name } of constraints) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    for (const { table, name, keeps } of indexes) {
      await client.query(keeps === null ? `DROP INDEX ${name}` : `ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    }
    await fill();
    for (const { table, name, text, keeps } of indexes) {
      await client.query(keeps === null ? text : `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${keeps}`);
    }
    for (const { table, name, text } of constraints) {
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${text} NOT VALID`);
    }
  } finally {
    await client.end();
  }
}
