import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { OffenderView, SeriesState } from '../contract.ts';
import type { Deps } from '../deps.ts';
import type { PeopleAnswer, PersonChange, Registration } from '../wire-curation.ts';
import { applyState } from './change-state.ts';
import { judgeChange, judgeOffender } from './judge-change.ts';
import { listPersons, lockPerson, type PersonRow, personLabel, readPeople } from './person-store.ts';
import { addParty, lockSeries, readSummary, type SeriesRow } from './series-store.ts';
import { setPerson } from './set-person.ts';
import { tellClaimants } from './tell-claimants.ts';
import { tellParties } from './tell-parties.ts';
import { watchLead } from './watch-leads.ts';

/**
 * Request `icse/register-person`: one more victim or offender of a series, by number. The first victim takes over where the
 * series stands; from then on the series stands where its least advanced victim does.
 */
export async function registerPerson(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Registration },
): Promise<PeopleAnswer> {
  const series = await lockSeries(tx, body.series);
  if (!series) throw refuse('series.unknown');
  if (series.merged_into !== null) throw refuse('series.merged');
  const [held] = await tx.query<{ opened_by: string }>('SELECT opened_by FROM icse_person WHERE id = $1', [body.id]);
  if (held && held.opened_by !== from) throw refuse('icse.id-used');
  if (held) return answer(tx, series.id, null);
  const before = (await listPersons(tx, series.id)).filter((one) => one.kind === body.kind);
  const takesOver = body.kind === 'victim' && before.length === 0;
  const { state, by_bureau, since } = takesOver ? series : { state: 'unidentified', by_bureau: null, since: null };
  const number = Math.max(0, ...before.map((one) => one.number)) + 1;
  await tx.query(
    `INSERT INTO icse_person (id, kind, series_id, number, sex, age_from, age_to, state, by_bureau, since, active_at, opened_by,
       opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      body.id,
      body.kind,
      series.id,
      number,
      body.sex,
      body.ageFrom,
      body.ageTo,
      state,
      by_bureau,
      since,
      by_bureau === null ? null : tx.now,
      from,
      tx.now,
    ],
  );
  if (takesOver && state === 'lead') await watchLead(deps, tx, { id: body.id, of: 'person' });
  await addParty(tx, series.id, from, false);
  deps.audit.record(tx, {
    act: 'icse.person-registered',
    entity: { kind: 'icse-person', id: body.id },
    about: [{ kind: 'series', id: series.id }],
    body: { bureau: from, of: personLabel({ kind: body.kind, number }) },
  });
  await followVictims(deps, tx, series);
  await tellParties(deps, tx, series.id, 'person-registered');
  return answer(tx, series.id, null);
}

/** Request `icse/person-state`. A refused claim is no error: its answer shows who holds the victim, and both are told. */
export async function changePerson(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: PersonChange },
): Promise<PeopleAnswer> {
  const [where] = await tx.query<{ series_id: string }>(
    'SELECT series_id FROM icse_person WHERE id = $1 AND kind = $2',
    [body.person, body.kind],
  );
  const series = where && (await lockSeries(tx, where.series_id));
  const person = series && (await lockPerson(tx, body.person));
  if (!series || !person) throw refuse('series-person.unknown');
  const [earlier] = await tx.query<{ code: string | null; bureau: string }>(
    'SELECT code, bureau FROM icse_claim WHERE id = $1',
    [body.id],
  );
  if (earlier && earlier.bureau !== from) throw refuse('icse.id-used');
  if (earlier) return answer(tx, series.id, earlier.code);
  const judged = judge(person, body, from);
  const code = 'code' in judged ? judged.code : null;
  await tx.query(
    'INSERT INTO icse_claim (id, series_id, bureau, wanted, code, at, of_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [body.id, series.id, from, body.to, code, tx.now, person.id],
  );
  await addParty(tx, series.id, from, false);
  const about = [{ kind: 'series', id: series.id }];
  const entity = { kind: 'icse-person', id: person.id };
  const of = personLabel(person);
  if ('code' in judged) {
    deps.audit.record(tx, {
      act: 'icse.claim-refused',
      entity,
      about,
      body: { bureau: from, wanted: body.to, code: judged.code, of },
    });
    if (judged.code === 'series.lead-held') await tellClaimants(deps, tx, series.id, from, person.by_bureau, person);
  } else {
    await setPerson(tx, person, judged);
    if (judged.state === 'lead') await watchLead(deps, tx, { id: person.id, of: 'person' });
    deps.audit.record(tx, {
      act: 'icse.person-changed',
      entity,
      about,
      body: { bureau: from, of, state: judged.state, by: judged.by ?? '' },
    });
    if (person.kind === 'victim') await followVictims(deps, tx, series);
  }
  await tellParties(deps, tx, series.id, code === null ? `person-${body.to}` : 'claim-refused');
  return answer(tx, series.id, code);
}

function judge(
  person: PersonRow,
  body: PersonChange,
  from: BureauCode,
): { code: string } | { state: string; by: BureauCode | null } {
  if (body.kind === 'victim') {
    const victim = { state: person.state as SeriesState, by_bureau: person.by_bureau, state_version: person.version };
    return judgeChange(victim, body, from);
  }
  return judgeOffender({ ...person, state: person.state as OffenderView['state'] }, body, from);
}

const RANK: readonly string[] = ['unidentified', 'lead', 'identified', 'protected'];

/** The series stands where its least advanced victim stands. The caller has locked the series. */
export async function followVictims(deps: Deps, tx: Tx, series: SeriesRow): Promise<void> {
  const victims = (await listPersons(tx, series.id)).filter((one) => one.kind === 'victim');
  const [least] = victims.toSorted((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state));
  if (!least || (least.state === series.state && least.by_bureau === series.by_bureau)) return;
  await applyState(deps, tx, series, { state: least.state as SeriesState, by: least.by_bureau });
}

async function answer(tx: Tx, seriesId: string, code: string | null): Promise<PeopleAnswer> {
  return { code, series: await readSummary(tx, seriesId), people: await readPeople(tx, seriesId) };
}
