import { conflict, type EntityRef, notFound, refuse, type Tx } from '../platform/index.ts';
import { type AskHandler, askLyon } from './ask-lyon.ts';
import type { AppealView, AskAppeal } from './contract.ts';
import { type Deps, due, roles } from './deps.ts';
import * as wire from './wire.ts';

export interface AppealRow {
  readonly id: string;
  readonly clue_id: string;
  readonly series_id: string;
  readonly series_label: string;
  readonly text: string;
  readonly requester: string;
  readonly owners: AppealView['owners'];
  readonly state: AppealView['state'];
  readonly consent: AppealView['consent'];
  readonly published: AppealView['published'];
  readonly crop: AppealView['crop'];
  readonly expires_at: number | null;
  readonly withdrawn: AppealView['withdrawn'];
  readonly taken_down_at: number | null;
  readonly case_id: string | null;
  readonly at: number;
  readonly lyon_version: number;
  readonly version: number;
}

export async function findAppeal(tx: Tx, id: string): Promise<AppealRow | null> {
  const [row] = await tx.query<AppealRow>('SELECT * FROM ident_appeal WHERE id = $1', [id]);
  return row ?? null;
}

export async function listAppeals(tx: Tx, filter: { state?: string; seriesId?: string }): Promise<AppealView[]> {
  const rows = await tx.query<AppealRow>(
    `SELECT * FROM ident_appeal WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR series_id = $2)
     ORDER BY at DESC, id DESC LIMIT 200`,
    [filter.state ?? null, filter.seriesId ?? null],
  );
  return rows.map(appealView);
}

/** Asks every owner of the series, through Lyon, whether a clue's crop may be shown to the public. */
export async function askAppeal(deps: Deps, tx: Tx, input: AskAppeal): Promise<{ id: string; version: number }> {
  const [series] = await tx.query<{ label: string }>(
    'SELECT label FROM ident_series WHERE id = $1 UNION ALL SELECT label FROM icse_series WHERE id = $1 LIMIT 1',
    [input.seriesId],
  );
  if (!series) throw notFound('series');
  if (input.caseId !== undefined && !(await deps.cases.case(tx, input.caseId))) throw notFound('case');
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO ident_appeal (id, clue_id, series_id, series_label, text, requester, state, case_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, 'asking', $7, $8)`,
    [id, input.clueId, input.seriesId, series.label, input.text, deps.runtime.bureau, input.caseId ?? null, tx.now],
  );
  await received(deps, tx, id);
  const ref = { kind: 'appeal', id };
  if (input.caseId !== undefined) await deps.cases.link(tx, input.caseId, ref, series.label);
  await askLyon(deps, tx, {
    kind: 'appeal',
    payload: { id, clue: input.clueId, series: input.seriesId, text: input.text, days: input.days },
    about: ref,
    caseId: input.caseId,
    urgency: 'urgent',
  });
  return { id, version: 1 };
}

/** This bureau's answer, as an owner. Its first answer stands. */
export async function consentAppeal(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; answer: 'yes' | 'no'; reason: string },
): Promise<{ id: string; version: number }> {
  const row = await findAppeal(tx, input.id);
  if (!row) throw notFound('appeal');
  if (row.consent !== 'owed' || row.state !== 'asked') throw refuse('appeal.no-answer-owed');
  await update(tx, row, input.version, { consent: input.answer });
  deps.audit.record(tx, {
    act: 'appeal.consent',
    entity: { kind: 'appeal', id: row.id },
    about: about(deps, row),
    body: { answer: input.answer, reason: input.reason },
  });
  await settleWork(deps, tx, row, { ...row, consent: input.answer });
  await askLyon(deps, tx, {
    kind: 'appeal-consent',
    payload: { appeal: row.id, answer: input.answer, reason: input.reason },
    about: { kind: 'appeal', id: row.id },
    urgency: 'urgent',
  });
  return { id: row.id, version: input.version + 1 };
}

/** Records that the cleared crop and words were published, and where. */
export async function publishAppeal(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; where: string },
): Promise<{ id: string; version: number }> {
  const row = await findAppeal(tx, input.id);
  if (!row) throw notFound('appeal');
  if (row.requester !== deps.runtime.bureau) throw refuse('appeal.not-yours');
  if (row.state !== 'cleared') throw refuse('appeal.not-cleared');
  if (row.expires_at !== null && row.expires_at <= tx.now) throw refuse('appeal.time-over');
  const published = { where: input.where, at: tx.now };
  await update(tx, row, input.version, { state: 'published', published: JSON.stringify(published) });
  await settleWork(deps, tx, row, { ...row, state: 'published', published });
  await askLyon(deps, tx, {
    kind: 'appeal-published',
    payload: { appeal: row.id, where: input.where },
    about: { kind: 'appeal', id: row.id },
    caseId: row.case_id,
  });
  return { id: row.id, version: input.version + 1 };
}

/** Takes Lyon's word on an appeal, from an answer or a message; an older word changes nothing. */
export async function takeAppealWord(deps: Deps, tx: Tx, word: wire.AppealMessage): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7236003))', [word.appeal]);
  const before = await findAppeal(tx, word.appeal);
  if (before && before.lyon_version >= word.version) return;
  const own = word.owners.find((owner) => owner.bureau === deps.runtime.bureau);
  const isRequester = word.requester === deps.runtime.bureau;
  const consent = before?.consent ?? (own && !isRequester ? (own.answer ?? 'owed') : null);
  // What was published here is not undone by Lyon's word of the moment before.
  const isEarlier = word.state === 'asked' || word.state === 'cleared';
  const state = before?.state === 'published' && isEarlier ? before.state : word.state;
  await tx.query(
    `INSERT INTO ident_appeal (id, clue_id, series_id, series_label, text, requester, owners, state, consent, published, at,
       lyon_version, crop, expires_at, withdrawn, taken_down_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (id) DO UPDATE SET owners = $7, state = $8, consent = $9, published = coalesce($10, ident_appeal.published),
       lyon_version = $12, crop = $13, expires_at = $14, withdrawn = $15,
       taken_down_at = coalesce($16, ident_appeal.taken_down_at), version = ident_appeal.version + 1`,
    [
      word.appeal,
      word.clue,
      word.series.id,
      word.series.label,
      word.text,
      word.requester,
      JSON.stringify(word.owners),
      state,
      consent,
      word.published ? JSON.stringify(word.published) : null,
      word.at,
      word.version,
      word.crop ? JSON.stringify(word.crop) : null,
      word.expiresAt,
      word.withdrawn ? JSON.stringify(word.withdrawn) : null,
      word.takenDownAt,
    ],
  );
  if (!before) {
    // Told of an appeal that is over already: counted, and finished at once below.
    await received(deps, tx, word.appeal);
  }
  const after = await findAppeal(tx, word.appeal);
  if (after) await settleWork(deps, tx, before ?? { ...after, state: 'asked', consent: null }, after);
}

export function appealKind(deps: Deps, path: string): AskHandler {
  return {
    perform: (ask) => deps.lyon.ask(path, ask.payload as never, wire.appealMessage),
    async settle(tx, _ask, answer) {
      await takeAppealWord(deps, tx, wire.appealMessage.parse(answer));
      return { code: null };
    },
    async refused(tx, ask, code) {
      if (ask.kind !== 'appeal') return;
      const row = await findAppeal(tx, ask.about_id);
      if (row?.state !== 'asking') return;
      await update(tx, row, row.version, { state: 'refused' });
      deps.runtime.log.info({ appeal: row.id, code }, 'appeal refused by the Secretariat');
      await settleWork(deps, tx, row, { ...row, state: 'refused' });
    },
  };
}

async function received(deps: Deps, tx: Tx, id: string): Promise<void> {
  const row = await findAppeal(tx, id);
  if (!row) throw notFound('appeal');
  deps.audit.record(tx, {
    act: 'appeal.asked',
    entity: { kind: 'appeal', id },
    about: about(deps, row),
    body: { requester: row.requester, series: row.series_label },
  });
  await owe(deps, tx, row);
}

type Owed = 'appeal-consent' | 'appeal-await' | 'appeal-publish' | 'appeal-take-down' | null;

/** What this bureau has to do about it, from the row alone. */
function owed(row: AppealRow, bureau: string): Owed {
  if (row.state === 'asking' || row.state === 'asked')
    return row.consent === 'owed' ? 'appeal-consent' : 'appeal-await';
  if (row.requester !== bureau) return null;
  if (row.state === 'cleared') return 'appeal-publish';
  const isOver = row.state === 'withdrawn' || row.state === 'expired';
  return isOver && row.published !== null && row.taken_down_at === null ? 'appeal-take-down' : null;
}

async function owe(deps: Deps, tx: Tx, row: AppealRow): Promise<void> {
  const task = owed(row, deps.runtime.bureau);
  if (task === null) return;
  const who = roles(deps.runtime.bureau);
  await deps.work.open(tx, {
    ref: { kind: 'appeal', id: row.id },
    task: `identification.${task}`,
    owner: { role: task === 'appeal-await' ? who.worker : who.chief },
    dueAt: tx.now + (task === 'appeal-take-down' ? due.takeDown : due.appeal),
    urgency: 'urgent',
    params: { label: row.series_label, requester: row.requester },
    about: about(deps, row),
  });
}

/** Closes what was owed and opens what is; writes the end of it to the ledger once. */
export async function settleWork(deps: Deps, tx: Tx, before: AppealRow, after: AppealRow): Promise<void> {
  const { bureau } = deps.runtime;
  const ref = { kind: 'appeal', id: after.id };
  const [was, is] = [owed(before, bureau), owed(after, bureau)];
  if (before.state !== after.state && after.state === 'cleared') {
    deps.audit.record(tx, { act: 'appeal.cleared', entity: ref, about: about(deps, after) });
  }
  if (was === null && is !== null) {
    deps.audit.record(tx, { act: 'appeal.take-down-owed', entity: ref, about: about(deps, after) });
  }
  if (was !== is) {
    await deps.work.close(tx, { ref, outcome: `appeal.${after.state}` });
    await owe(deps, tx, after);
  }
  if (was === null || is !== null) return;
  deps.audit.record(tx, { act: `appeal.${endOf(after, bureau)}`, entity: ref, about: about(deps, after) });
}

/** How it ended for this bureau, as its ledger says it. */
function endOf(row: AppealRow, bureau: string): 'refused' | 'settled' | 'published' | 'taken-down' | 'lapsed' {
  if (row.state === 'refused') return 'refused';
  if (row.requester !== bureau) return 'settled';
  if (row.state === 'published') return 'published';
  return row.published === null ? 'lapsed' : 'taken-down';
}

export function about(deps: Deps, row: AppealRow): EntityRef[] {
  return [{ kind: 'series', id: row.series_id }, ...deps.cases.timelineRefs(row.case_id)];
}

async function update(
  tx: Tx,
  row: AppealRow,
  version: number,
  set: { state?: string; consent?: string; published?: string },
): Promise<void> {
  const rows = await tx.query(
    `UPDATE ident_appeal SET state = coalesce($3, state), consent = coalesce($4, consent),
       published = coalesce($5::jsonb, published), version = version + 1 WHERE id = $1 AND version = $2 RETURNING id`,
    [row.id, version, set.state ?? null, set.consent ?? null, set.published ?? null],
  );
  if (rows.length === 0) throw conflict('appeal', { version }, appealView(row));
}

export function appealView(row: AppealRow): AppealView {
  return {
    id: row.id,
    clueId: row.clue_id,
    series: { id: row.series_id, label: row.series_label },
    text: row.text,
    requester: row.requester,
    owners: row.owners,
    state: row.state,
    consent: row.consent,
    published: row.published,
    crop: row.crop,
    expiresAt: row.expires_at,
    withdrawn: row.withdrawn,
    takenDownAt: row.taken_down_at,
    caseId: row.case_id,
    at: row.at,
    version: row.version,
  };
}
