import type { Orientation } from '../../imagehash/index.ts';
import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';

const TELL_LISTED_JOB = 'icse.tell-listed';

/** Matches told in one message. */
const AT_ONCE = 200;

interface ListedRow {
  readonly entry: number;
  readonly question: number;
  readonly kind: 'exact' | 'near' | 'turned';
  readonly distance: number | null;
  readonly orientation: Orientation | null;
  readonly bureau: BureauCode;
  readonly item: number;
  readonly list_id: string;
  readonly list_name: string;
  readonly list_source: string;
  readonly scheme: string | null;
  readonly code: string | null;
  readonly label: string | null;
  readonly series: string | null;
}

/** Whoever asked is told what lists know of it, after the commit of what was found. */
export async function owedTelling(deps: Pick<Deps, 'jobs'>, tx: Tx, lookups: readonly string[]): Promise<void> {
  for (const lookup of lookups) {
    await deps.jobs.enqueue(tx, { kind: TELL_LISTED_JOB, key: lookup, payload: { lookup } });
  }
}

/** Tells one look-up's asker, a list and a message at a time that each commit: one alert for each list, whatever follows it. */
export function tellListedJob(deps: Deps): Readonly<Record<string, JobHandler>> {
  const scope = systemScope(deps.runtime.bureau);
  const run: JobHandler = async (job) => {
    const { lookup } = job.payload as { lookup: string };
    for (;;) {
      job.signal.throwIfAborted();
      const isLast = await deps.db.tx(scope, async (tx) => {
        const told = await tellPage(deps, tx, lookup);
        if (told === 0) await job.done(tx);
        return told === 0;
      });
      if (isLast) return undefined;
    }
  };
  return { [TELL_LISTED_JOB]: run };
}

async function tellPage(deps: Deps, tx: Tx, lookup: string): Promise<number> {
  const rows = await tx.query<ListedRow>(
    `SELECT f.entry_id AS entry, f.question, f.kind, f.distance, f.orientation, f.bureau, f.item, f.list_id,
       h.name AS list_name, h.source AS list_source, e.scheme, e.code, e.label, e.series
     FROM icse_listed f JOIN ident_hash_entry e ON e.id = f.entry_id JOIN ident_hash_list h ON h.id = f.list_id
     WHERE f.lookup_id = $1 AND f.told_at IS NULL AND f.list_id =
       (SELECT list_id FROM icse_listed WHERE lookup_id = $1 AND told_at IS NULL ORDER BY list_id LIMIT 1)
     ORDER BY f.item, f.entry_id LIMIT $2 FOR UPDATE OF f`,
    [lookup, AT_ONCE],
  );
  const [first] = rows;
  if (!first) return 0;
  const isNews =
    (
      await tx.query('SELECT FROM icse_listed WHERE lookup_id = $1 AND list_id = $2 AND told_at IS NOT NULL LIMIT 1', [
        lookup,
        first.list_id,
      ])
    ).length === 0;
  await deps.lyon.tell(tx, [first.bureau], 'icse.listed', {
    alert: isNews ? deps.runtime.newId() : null,
    lookup,
    list: { id: first.list_id, name: first.list_name, source: first.list_source },
    found: rows.map((row) => ({
      item: row.item,
      entry: row.entry,
      kind: row.kind,
      distance: row.distance,
      orientation: row.orientation,
      classification:
        row.scheme !== null && row.code !== null
          ? { scheme: row.scheme, code: row.code, label: row.label ?? row.code }
          : null,
      series: row.series,
    })),
  });
  deps.audit.record(tx, {
    act: 'icse.listed-told',
    entity: { kind: 'lookup', id: lookup },
    about: [{ kind: 'hash-list', id: first.list_id }],
    body: { bureau: first.bureau, matches: rows.length },
  });
  await tx.query(
    `UPDATE icse_listed f SET told_at = $3 FROM unnest($1::bigint[], $2::bigint[]) AS t (entry, question)
     WHERE f.entry_id = t.entry AND f.question = t.question`,
    [rows.map((row) => row.entry), rows.map((row) => row.question), tx.now],
  );
  return rows.length;
}
