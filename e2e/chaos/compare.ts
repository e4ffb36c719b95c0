import type { Databases } from './databases.ts';
import { BUREAUS, type Code } from './fleet.ts';
import type { Tally } from './tally.ts';

/** What was promised and is not there, and what is there more than once. */
export interface Comparison {
  readonly lost: string[];
  readonly doubled: string[];
  /** Where something is left of what was purged. */
  readonly kept: string[];
}

/** Holds everything that was acknowledged against what each side's database has. */
export async function compare(db: Databases, tally: Tally, run: string): Promise<Comparison> {
  const found: Comparison = { lost: [], doubled: [], kept: [] };
  await compareRequests(db, tally, run, found);
  await compareMessages(db, tally, run, found);
  await compareNotices(db, tally, found);
  await findPurged(db, tally, found);
  return found;
}

type Index = Map<string, string[]>;

/** Ids by marker. */
function index(rows: readonly { marker: string; id: string }[]): Index {
  const map: Index = new Map();
  for (const { marker, id } of rows) map.set(marker, [...(map.get(marker) ?? []), id]);
  return map;
}

function judge(
  where: string,
  have: Index,
  wanted: readonly { marker: string; id?: string }[],
  found: Comparison,
): void {
  for (const { marker, id } of wanted) {
    const ids = have.get(marker) ?? [];
    if (ids.length === 0) found.lost.push(`${where}: ${marker} is not there`);
    else if (id !== undefined && !ids.includes(id)) found.lost.push(`${where}: ${marker} is there, but not as ${id}`);
  }
  // Whatever was promised, nothing may be there twice.
  for (const [marker, ids] of have) {
    if (ids.length > 1) found.doubled.push(`${where}: ${marker} is there ${ids.length} times (${ids.join(', ')})`);
  }
}

async function compareRequests(db: Databases, tally: Tally, run: string, found: Comparison): Promise<void> {
  const rows = await db.rows<{ marker: string; id: string }>(
    'US',
    'SELECT agency_reference AS marker, id FROM case_request WHERE starts_with(agency_reference, $1)',
    [`${run}-R`],
  );
  judge('request at US', index(rows), tally.requests, found);
}

async function compareMessages(db: Databases, tally: Tally, run: string, found: Comparison): Promise<void> {
  const messages = async (code: Code, direction: 'out' | 'in'): Promise<Index> =>
    index(
      await db.rows<{ marker: string; id: string }>(
        code,
        // The marker ends where the sentence does.
        `SELECT substring(text FROM $1) AS marker, id FROM thread_message WHERE direction = $2 AND text ~ $1`,
        [`(${run}-[MA][0-9a-f-]+)`, direction],
      ),
    );
  const there = new Map<Code, Index>();
  for (const code of BUREAUS) there.set(code, await messages(code, 'in'));
  const received = (code: Code): Index => there.get(code) ?? new Map();
  judge('message sent by US', await messages('US', 'out'), tally.messages, found);
  judge('answer sent by NL', await messages('NL', 'out'), tally.answers, found);
  for (const code of ['NL', 'IPSG'] as const) {
    const wanted = tally.messages.filter((one) => one.to.includes(code)).map(({ marker }) => ({ marker }));
    judge(`message received by ${code}`, received(code), wanted, found);
  }
  judge(
    'answer received by US',
    received('US'),
    tally.answers.map(({ marker }) => ({ marker })),
    found,
  );
}

interface NoticeRow {
  readonly id: string;
  readonly state: string;
  readonly number: string | null;
  readonly purged: boolean;
  /** Contents still held. */
  readonly contents: number;
  readonly marked: number;
}

async function compareNotices(db: Databases, tally: Tally, found: Comparison): Promise<void> {
  const promised = tally.notices.filter((one) => one.state !== 'submitted');
  const numbers = new Map<string, string>();
  for (const code of BUREAUS) {
    const rows = await db.rows<NoticeRow>(
      code,
      `SELECT n.id, n.state, n.number, n.purged_at IS NOT NULL AS purged, count(v.n)::int AS contents,
         (count(v.n) FILTER (WHERE w.marker = v.form #>> '{subject,familyName}' AND v.state = 'issued'))::int AS marked
       FROM unnest($1::uuid[], $2::text[]) AS w(id, marker) JOIN notice n ON n.id = w.id
       LEFT JOIN notice_version v ON v.notice_id = n.id GROUP BY n.id`,
      [promised.map((one) => one.id), promised.map((one) => one.marker)],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const notice of promised) {
      const row = byId.get(notice.id);
      const where = `notice at ${code}: ${notice.marker}`;
      if (!row) {
        found.lost.push(`${where} is not there`);
        continue;
      }
      if (row.state !== notice.state) found.lost.push(`${where} is ${row.state}, promised: ${notice.state}`);
      if (row.number === null) found.lost.push(`${where} has no number`);
      else if ((numbers.get(notice.id) ?? row.number) !== row.number) found.doubled.push(`${where} has another number`);
      else numbers.set(notice.id, row.number);
      if (notice.state === 'issued') {
        if (row.marked === 0) found.lost.push(`${where} has lost what it says`);
        if (row.marked > 1) found.doubled.push(`${where} says it ${row.marked} times`);
      } else if (!row.purged || row.contents > 0) found.lost.push(`${where}: its purge is lost`);
    }
  }
  await compareFeed(db, promised, found);
}

/** On the circulation feed each notice is issued once, and ended once if it was. */
async function compareFeed(db: Databases, promised: Tally['notices'], found: Comparison): Promise<void> {
  const issued = await db.rows<{ id: string; n: number }>(
    'IPSG',
    `SELECT substr(entity, 8) AS id, count(*)::int AS n FROM federation_feed_entry
     WHERE starts_with(entity, 'notice:') AND kind = 'notice.issued' GROUP BY 1`,
  );
  const times = new Map(issued.map((row) => [row.id, row.n]));
  for (const { id, marker } of promised) {
    const n = times.get(id) ?? 0;
    if (n === 0) found.lost.push(`feed: ${marker} is not issued`);
    if (n > 1) found.doubled.push(`feed: ${marker} is issued ${n} times`);
  }
  // The order to purge names nobody outside its body, so these can only be counted.
  const [ended] = await db.rows<{ n: number }>(
    'IPSG',
    `SELECT count(*)::int AS n FROM federation_feed_entry WHERE kind = 'notice.cancelled'`,
  );
  const wanted = promised.filter((one) => one.state !== 'issued').length;
  const n = ended?.n ?? 0;
  if (n < wanted) found.lost.push(`feed: ${n} orders to purge, promised: ${wanted}`);
  if (n > wanted) found.doubled.push(`feed: ${n} orders to purge, promised: ${wanted}`);
}

/**
 * What was purged must be nowhere: every table of every bureau is searched for the person's name, at the beginning of a
 * JSON text. (The keys of the calls have it further on: they are the caller's own words.)
 */
async function findPurged(db: Databases, tally: Tally, found: Comparison): Promise<void> {
  const names = tally.notices.filter((one) => one.state === 'withdrawn' || one.state === 'cancelled');
  const pattern = names.map((one) => `%"${one.marker}%`);
  if (pattern.length === 0) return;
  for (const code of BUREAUS) {
    const tables = await db.rows<{ name: string }>(
      code,
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    for (const { name } of tables) {
      const [row] = await db.rows<{ n: number }>(
        code,
        `SELECT count(*)::int AS n FROM ${name} AS t WHERE to_jsonb(t)::text LIKE ANY($1)`,
        [pattern],
      );
      if (row && row.n > 0) found.kept.push(`${code}: ${row.n} rows of ${name} still carry a purged notice`);
    }
  }
}
