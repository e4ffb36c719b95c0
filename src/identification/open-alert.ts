import type { Tx } from '../platform/index.ts';
import type { AlertView, ReadingView, SeriesSummary } from './contract.ts';
import { type Deps, due, roles } from './deps.ts';

export interface NewAlert {
  readonly id: string;
  readonly kind: AlertView['kind'];
  /** Null for a list at Lyon alone. */
  readonly series: SeriesSummary | null;
  readonly bureaus: readonly string[];
  readonly because: AlertView['because'];
  readonly detail?: Readonly<Record<string, string>>;
  readonly lookupId?: string | null;
  readonly match?: object | null;
  readonly reading?: Pick<ReadingView, 'words' | 'make' | 'country'> | null;
  readonly cases?: readonly string[];
}

const TASKS: Record<AlertView['kind'], string> = {
  match: 'identification.contact',
  reading: 'identification.reading',
  claim: 'identification.claim-meets',
  'stale-lead': 'identification.lead-stale',
  curation: 'identification.curation-told',
  'series-moved': 'identification.series-moved',
  listed: 'identification.listed',
  withdrawn: 'identification.withdrawn',
  conflict: 'identification.classification-conflict',
};

const ROUTINE: ReadonlySet<AlertView['kind']> = new Set(['curation', 'series-moved', 'withdrawn', 'conflict']);

/** What was read, in a line of the timeline. */
function readingInWords({ words, make, country }: NonNullable<NewAlert['reading']>): string {
  return [words, make, country].filter(Boolean).join(' · ');
}

/** Something Lyon told that a person here must act on: kept, and owed, once. */
export async function openAlert(deps: Deps, tx: Tx, alert: NewAlert): Promise<void> {
  const rows = await tx.query(
    `INSERT INTO ident_alert (id, kind, series_id, bureaus, because, lookup_id, match, reading, detail, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      alert.id,
      alert.kind,
      alert.series?.id ?? null,
      alert.bureaus,
      alert.because,
      alert.lookupId ?? null,
      alert.match ? JSON.stringify(alert.match) : null,
      alert.reading ? JSON.stringify(alert.reading) : null,
      alert.detail ? JSON.stringify(alert.detail) : null,
      tx.now,
    ],
  );
  if (rows.length === 0) return;
  const ref = { kind: 'series-alert', id: alert.id };
  const cases = (alert.cases ?? []).flatMap((id) => deps.cases.timelineRefs(id));
  const about = [...(alert.series ? [{ kind: 'series', id: alert.series.id }] : []), ...cases];
  const label = alert.series?.label ?? alert.detail?.list ?? '';
  const bureaus = alert.bureaus.join(', ');
  deps.audit.record(tx, {
    act: 'series-alert.received',
    entity: ref,
    about,
    body: {
      because: alert.because,
      bureaus,
      label,
      ...(alert.reading ? { reading: readingInWords(alert.reading) } : {}),
    },
  });
  await deps.work.open(tx, {
    ref,
    task: TASKS[alert.kind],
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + (alert.kind === 'match' ? due.contact : due.reading),
    urgency: ROUTINE.has(alert.kind) ? 'routine' : 'urgent',
    params: { bureaus, label, of: alert.detail?.of ?? '' },
    about,
  });
}

/** Cases here that a series' pictures belong to. */
export async function casesOfSeries(tx: Tx, seriesId: string): Promise<string[]> {
  const rows = await tx.query<{ case_id: string }>(
    `SELECT DISTINCT c.case_id FROM ident_media_case c JOIN ident_media m ON m.id = c.media_id WHERE m.series_id = $1 LIMIT 20`,
    [seriesId],
  );
  return rows.map((row) => row.case_id);
}
