import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { SeriesState, SeriesSummary } from '../contract.ts';
import { type Deps, due } from '../deps.ts';
import type { Outcome, StateChange } from '../wire.ts';
import { judgeChange } from './judge-change.ts';
import { listPersons } from './person-store.ts';
import { addParty, lockSeries, readSummary, type SeriesRow } from './series-store.ts';
import { setPerson } from './set-person.ts';
import { tellClaimants } from './tell-claimants.ts';
import { tellParties } from './tell-parties.ts';
import { watchLead } from './watch-leads.ts';

/** Request `icse/series-state`. A refused claim is no error: its answer shows who holds the series, and the holder is told. */
export async function changeState(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: StateChange },
): Promise<{ code: string | null; series: SeriesSummary }> {
  const series = await lockSeries(tx, body.series);
  if (!series) throw refuse('series.unknown');
  const [earlier] = await tx.query<{ code: string | null; bureau: string }>(
    'SELECT code, bureau FROM icse_claim WHERE id = $1',
    [body.id],
  );
  if (earlier && earlier.bureau !== from) throw refuse('icse.id-used');
  if (earlier) return { code: earlier.code, series: await readSummary(tx, series.id) };
  const victims = (await listPersons(tx, series.id)).filter((one) => one.kind === 'victim');
  const judged: ReturnType<typeof judgeChange> =
    series.merged_into !== null
      ? { code: 'series.merged' }
      : victims.length > 1
        ? { code: 'series.by-victim' }
        : judgeChange(series, body, from);
  const code = 'code' in judged ? judged.code : null;
  await tx.query('INSERT INTO icse_claim (id, series_id, bureau, wanted, code, at) VALUES ($1, $2, $3, $4, $5, $6)', [
    body.id,
    series.id,
    from,
    body.to,
    code,
    tx.now,
  ]);
  await addParty(tx, series.id, from, false);
  if ('code' in judged) {
    deps.audit.record(tx, {
      act: 'icse.claim-refused',
      entity: { kind: 'series', id: series.id },
      body: { bureau: from, wanted: body.to, code: judged.code },
    });
    if (judged.code === 'series.lead-held') await tellClaimants(deps, tx, series.id, from, series.by_bureau, null);
    await tellParties(deps, tx, series.id, 'claim-refused');
  } else if (judged.state !== series.state || judged.by !== series.by_bureau) {
    await applyState(deps, tx, series, judged);
    for (const victim of victims) await setPerson(tx, victim, judged);
    await tellParties(deps, tx, series.id, body.to);
  }
  return { code, series: await readSummary(tx, series.id) };
}

const OWED: Record<SeriesState, { task: string; within: number } | null> = {
  unidentified: { task: 'icse.unidentified', within: due.unidentified },
  lead: { task: 'icse.lead', within: due.lead },
  identified: { task: 'icse.protect', within: due.protect },
  protected: null,
};

/** Sets where a series stands, with what is then owed at Lyon. The caller has locked the series. */
export async function applyState(
  deps: Deps,
  tx: Tx,
  series: SeriesRow,
  next: { state: SeriesState; by: BureauCode | null },
): Promise<void> {
  await tx.query(
    `UPDATE icse_series SET state = $2, by_bureau = $3, since = $4, version = version + 1, state_version = version + 1,
       updated_at = $5, active_at = $5 WHERE id = $1`,
    [series.id, next.state, next.by, next.by === null ? null : tx.now, tx.now],
  );
  const ref = { kind: 'series', id: series.id };
  const act = next.state === 'unidentified' ? 'icse.series-released' : `icse.series-${next.state}`;
  deps.audit.record(tx, { act, entity: ref, body: { bureau: next.by ?? series.by_bureau ?? '', state: next.state } });
  await deps.work.close(tx, { ref, outcome: `series.${next.state}` });
  if (next.state === 'lead') await watchLead(deps, tx, { id: series.id, of: 'series' });
  const owed = OWED[next.state];
  if (!owed) return;
  await deps.work.open(tx, {
    ref,
    task: owed.task,
    owner: { role: 'curator' },
    dueAt: tx.now + owed.within,
    urgency: 'routine',
    params: { label: series.label, by: next.by ?? '' },
  });
}

/** Request `icse/outcome`: an arrest, an identification, told to the series' parties. Numbers and a country, no one's name. */
export async function holdOutcome(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Outcome },
): Promise<{ series: SeriesSummary }> {
  const series = await lockSeries(tx, body.series);
  if (!series) throw refuse('series.unknown');
  const rows = await tx.query(
    `INSERT INTO icse_outcome (id, series_id, bureau, kind, country, date, number, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [body.id, series.id, from, body.kind, body.country, body.date, body.number, tx.now],
  );
  if (rows.length > 0) {
    await addParty(tx, series.id, from, false);
    deps.audit.record(tx, {
      act: 'icse.outcome',
      entity: { kind: 'series', id: series.id },
      body: { bureau: from, kind: body.kind, country: body.country, number: body.number, date: body.date },
    });
    await tellParties(deps, tx, series.id, 'outcome');
  }
  return { series: await readSummary(tx, series.id) };
}
