import type { Tx } from '../platform/index.ts';
import type { SeriesOutcome, SeriesState, SeriesSummary } from './contract.ts';
import { type Deps, due, roles } from './deps.ts';
import { type People, takePeople } from './people/take-people.ts';

interface HeldSeries {
  readonly state: SeriesState;
  readonly by_bureau: string | null;
  readonly version: number;
  readonly charge: 'none' | 'open' | 'done' | 'released';
}

/**
 * Takes Lyon's word on a series, from an answer or a message. Words may come out of order: an older one changes nothing. What
 * this bureau has charge of follows from the newest word alone, so it comes out the same whatever came first.
 */
export async function takeSeriesWord(
  deps: Deps,
  tx: Tx,
  word: { series: SeriesSummary; outcomes?: readonly SeriesOutcome[]; people?: People; because?: string },
): Promise<void> {
  const { series } = word;
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7236002))', [series.id]);
  const [held] = await tx.query<HeldSeries>(
    'SELECT state, by_bureau, version, charge FROM ident_series WHERE id = $1',
    [series.id],
  );
  if (!held || held.version < series.version) await store(tx, series);
  for (const outcome of word.outcomes ?? []) {
    await tx.query(
      `INSERT INTO ident_series_outcome (id, series_id, bureau, kind, country, date, number, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
      [outcome.id, series.id, outcome.bureau, outcome.kind, outcome.country, outcome.date, outcome.number, outcome.at],
    );
  }
  if (word.people) await takePeople(deps, tx, series, word.people);
  if (held && held.version >= series.version) return;
  if (word.because !== undefined) {
    deps.audit.record(tx, {
      act: 'series.told',
      entity: { kind: 'series', id: series.id },
      body: { because: word.because, state: series.state, by: series.by },
    });
  }
  await settleCharge(deps, tx, series, held ?? null);
}

async function store(tx: Tx, series: SeriesSummary): Promise<void> {
  await tx.query(
    `INSERT INTO ident_series (id, label, state, by_bureau, since, contributors, workers, media, version, updated_at, victims,
       offenders, merged_into) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (id) DO UPDATE SET label = $2, state = $3, by_bureau = $4, since = $5, contributors = $6, workers = $7,
       media = $8, version = $9, updated_at = $10, victims = $11, offenders = $12, merged_into = $13`,
    [
      series.id,
      series.label,
      series.state,
      series.by,
      series.since,
      series.contributors,
      series.workers,
      series.media,
      series.version,
      series.updatedAt,
      series.victims,
      series.offenders,
      series.mergedInto,
    ],
  );
}

/**
 * While this bureau leads, or has identified the child and not yet reported it protected, that is owed here. Once victims are
 * registered it is owed for each of them instead.
 */
async function settleCharge(deps: Deps, tx: Tx, series: SeriesSummary, held: HeldSeries | null): Promise<void> {
  const mine = series.by === deps.runtime.bureau && series.victims === 0 && series.mergedInto === null;
  const before = held?.charge ?? 'none';
  const open = mine && (series.state === 'lead' || series.state === 'identified');
  const after = open ? 'open' : before !== 'open' ? before : mine && series.state === 'protected' ? 'done' : 'released';
  const sameTask = before === 'open' && after === 'open' && held?.state === series.state;
  if (before === after && (after !== 'open' || sameTask)) return;
  const ref = { kind: 'series-charge', id: series.id };
  const about = [{ kind: 'series', id: series.id }];
  await tx.query('UPDATE ident_series SET charge = $2 WHERE id = $1', [series.id, after]);
  if (before === 'open') await deps.work.close(tx, { ref, outcome: `series.${series.state}` });
  if (after !== 'open') {
    deps.audit.record(tx, { act: `series-charge.${after}`, entity: ref, about });
    return;
  }
  if (before !== 'open') deps.audit.record(tx, { act: 'series-charge.taken', entity: ref, about });
  const identified = series.state === 'identified';
  await deps.work.open(tx, {
    ref,
    task: identified ? 'identification.protect' : 'identification.lead',
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + (identified ? due.protect : due.lead),
    urgency: identified ? 'urgent' : 'routine',
    params: { label: series.label },
    about,
  });
}
