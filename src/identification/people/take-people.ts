import type { Tx } from '../../platform/index.ts';
import type { ClaimView, OffenderView, SeriesSummary, VictimView } from '../contract.ts';
import { type Deps, due, roles } from '../deps.ts';
import type { People } from '../wire.ts';

export type { People } from '../wire.ts';

type Told = (VictimView | OffenderView) & { kind: 'victim' | 'offender' };

interface HeldPerson {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly charge: 'none' | 'open' | 'done' | 'released';
}

/** Takes Lyon's word on the victims and offenders of a series; of each an older word changes nothing. */
export async function takePeople(deps: Deps, tx: Tx, series: SeriesSummary, people: People): Promise<void> {
  const told: Told[] = [
    ...people.victims.map((one) => ({ ...one, kind: 'victim' as const })),
    ...people.offenders.map((one) => ({ ...one, kind: 'offender' as const })),
  ];
  const rows = await tx.query<HeldPerson>(
    'SELECT id, state, version, charge FROM ident_series_person WHERE id = ANY($1::uuid[]) FOR UPDATE',
    [told.map((one) => one.id)],
  );
  const held = new Map(rows.map((row) => [row.id, row]));
  for (const one of told) {
    const before = held.get(one.id) ?? null;
    if (before && before.version >= one.version) continue;
    await store(tx, series.id, one);
    await settleCharge(deps, tx, series, one, before);
  }
  await tx.query(
    `INSERT INTO ident_series_claim (id, series_id, of_id, bureau, wanted, code, at)
     SELECT c.id, $1, c.of, c.bureau, c.wanted, c.code, c.at
     FROM jsonb_to_recordset($2::jsonb) AS c(id uuid, of uuid, bureau text, wanted text, code text, at bigint)
     ON CONFLICT (id) DO UPDATE SET series_id = excluded.series_id`,
    [series.id, JSON.stringify(people.claims)],
  );
}

async function store(tx: Tx, seriesId: string, one: Told): Promise<void> {
  await tx.query(
    `INSERT INTO ident_series_person (id, kind, series_id, label, sex, age_from, age_to, state, by_bureau, since, active_at,
       version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (id) DO UPDATE SET series_id = $3, label = $4, sex = $5, age_from = $6, age_to = $7, state = $8,
       by_bureau = $9, since = $10, active_at = $11, version = $12`,
    [
      one.id,
      one.kind,
      seriesId,
      one.label,
      one.sex,
      one.ageFrom,
      one.ageTo,
      one.state,
      one.by,
      one.since,
      one.activeAt,
      one.version,
    ],
  );
}

/** What a bureau owes for a victim or an offender it leads on, or has identified and not seen through. */
function taskOf(one: Told): { task: string; within: number } | null {
  if (one.state === 'lead') return { task: 'identification.person-lead', within: due.lead };
  if (one.state !== 'identified') return null;
  return one.kind === 'victim'
    ? { task: 'identification.person-protect', within: due.protect }
    : { task: 'identification.offender-outcome', within: due.lead };
}

async function settleCharge(
  deps: Deps,
  tx: Tx,
  series: SeriesSummary,
  one: Told,
  held: HeldPerson | null,
): Promise<void> {
  const mine = one.by === deps.runtime.bureau;
  const task = mine ? taskOf(one) : null;
  const before = held?.charge ?? 'none';
  const ended = mine && one.state !== 'unidentified' ? 'done' : 'released';
  const after = task ? 'open' : before !== 'open' ? before : ended;
  if (before === after && (after !== 'open' || held?.state === one.state)) return;
  const ref = { kind: 'series-person', id: one.id };
  const about = [{ kind: 'series', id: series.id }];
  await tx.query('UPDATE ident_series_person SET charge = $2 WHERE id = $1', [one.id, after]);
  if (before === 'open') await deps.work.close(tx, { ref, outcome: `series-person.${one.state}` });
  if (!task) {
    deps.audit.record(tx, { act: `series-person.charge-${after}`, entity: ref, about });
    return;
  }
  if (before !== 'open') deps.audit.record(tx, { act: 'series-person.charge-taken', entity: ref, about });
  await deps.work.open(tx, {
    ref,
    task: task.task,
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + task.within,
    urgency: one.kind === 'victim' && one.state === 'identified' ? 'urgent' : 'routine',
    params: { label: series.label, of: one.label },
    about,
  });
}

/** The victims, offenders and claims of a series, as Lyon told this bureau. */
export async function readToldPeople(tx: Tx, seriesId: string): Promise<People> {
  const rows = await tx.query<Told>(
    `SELECT id, kind, label, sex, age_from AS "ageFrom", age_to AS "ageTo", by_bureau AS by, since, active_at AS "activeAt",
       version, state FROM ident_series_person WHERE series_id = $1 ORDER BY kind, length(label), label LIMIT 1000`,
    [seriesId],
  );
  const claims = await tx.query<ClaimView>(
    `SELECT id, of_id AS of, bureau, wanted, code, at FROM ident_series_claim WHERE series_id = $1
     ORDER BY at DESC, id DESC LIMIT 200`,
    [seriesId],
  );
  const of = (kind: Told['kind']) => rows.filter((row) => row.kind === kind).map(({ kind: _kind, ...view }) => view);
  return { victims: of('victim') as VictimView[], offenders: of('offender') as OffenderView[], claims };
}
