import type { Tx } from '../../platform/index.ts';
import type { HashSourceView, PullState } from '../contract.ts';
import type { CategorizationGroup, Member, Reason } from './wire.ts';

/** What a source says of itself. */
export interface SourceAbout {
  readonly member: Member;
  readonly reasons: readonly Reason[];
  readonly categorizations: readonly CategorizationGroup[];
}

export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
  readonly base_url: string;
  readonly credentials: string;
  readonly list_id: string;
  readonly state: 'active' | 'paused';
  readonly every_ms: number;
  readonly from_at: number;
  readonly version: number;
  readonly complete_to: number;
  readonly window_ms: number;
  readonly range_from: number | null;
  readonly range_to: number | null;
  readonly next_path: string | null;
  readonly next_path_at: number | null;
  readonly pull_state: PullState;
  readonly pages: number;
  readonly entries: number;
  readonly unreadable: number;
  readonly estimated: number | null;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly next_at: number | null;
  readonly failures: number;
  readonly code: string | null;
  readonly about: SourceAbout | null;
  readonly about_at: number | null;
}

export async function findSource(tx: Tx, id: string): Promise<SourceRow | null> {
  const [row] = await tx.query<SourceRow>('SELECT * FROM ident_hash_source WHERE id = $1', [id]);
  return row ?? null;
}

/** The same, held until the transaction ends. */
export async function lockSource(tx: Tx, id: string): Promise<SourceRow | null> {
  const [row] = await tx.query<SourceRow>('SELECT * FROM ident_hash_source WHERE id = $1 FOR UPDATE', [id]);
  return row ?? null;
}

type Change = Partial<Omit<SourceRow, 'id' | 'about'>> & { readonly about?: SourceAbout };

/** Sets the columns named. */
export async function updateSource(tx: Tx, id: string, change: Change): Promise<void> {
  const columns = Object.entries(change);
  const sets = columns.map(([name], n) => `${name} = $${n + 2}`);
  const values = columns.map(([name, value]) => (name === 'about' ? JSON.stringify(value) : value));
  await tx.query(`UPDATE ident_hash_source SET ${sets.join(', ')} WHERE id = $1`, [id, ...values]);
}

type Counts = HashSourceView['counts'];

export async function listSources(tx: Tx): Promise<HashSourceView[]> {
  const rows = await tx.query<SourceRow & Counts>(
    `SELECT s.*, coalesce(c.images, 0)::int AS images, coalesce(c.videos, 0)::int AS videos, coalesce(c.removed, 0)::int AS removed
     FROM ident_hash_source s LEFT JOIN (
       SELECT source_id, count(*) FILTER (WHERE NOT deleted AND kind = 'image') AS images,
         count(*) FILTER (WHERE NOT deleted AND kind = 'video') AS videos, count(*) FILTER (WHERE deleted) AS removed
       FROM ident_source_entry GROUP BY source_id) c ON c.source_id = s.id
     ORDER BY s.created_at, s.id`,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    environment: row.environment,
    baseUrl: row.base_url,
    listId: row.list_id,
    state: row.state,
    everyMinutes: Math.round(row.every_ms / 60_000),
    from: row.from_at,
    version: row.version,
    completeTo: row.complete_to,
    pull: {
      state: row.pull_state,
      range: row.range_from === null || row.range_to === null ? null : { from: row.range_from, to: row.range_to },
      pages: row.pages,
      entries: row.entries,
      unreadable: row.unreadable,
      estimated: row.estimated,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      nextAt: row.state === 'active' ? row.next_at : null,
      failures: row.failures,
      code: row.code,
    },
    counts: { images: row.images, videos: row.videos, removed: row.removed },
    member: row.about?.member ?? null,
  }));
}
