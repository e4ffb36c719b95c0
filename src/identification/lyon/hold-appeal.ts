import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { type Deps, due } from '../deps.ts';
import type { Appeal, AppealConsent, AppealMessage, AppealPublished } from '../wire.ts';
import { APPEAL_JOB, oweTakeDown } from './end-appeal.ts';
import { readSummary } from './series-store.ts';

/** Request `icse/appeal`: may this crop be shown to the public? Every owner of the series is asked; who asks says yes by asking. */
export async function holdAppeal(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Appeal },
): Promise<AppealMessage> {
  const [clue] = await tx.query<{ series_id: string }>(
    "SELECT series_id FROM icse_clue WHERE id = $1 AND state <> 'withdrawn'",
    [body.clue],
  );
  if (!clue || clue.series_id !== body.series) throw refuse('clue.unknown');
  const expiresAt = tx.now + body.days * 86_400_000;
  const rows = await tx.query(
    `INSERT INTO icse_appeal (id, clue_id, series_id, text, requester, state, at, expires_at)
     VALUES ($1, $2, $3, $4, $5, 'asked', $6, $7) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [body.id, body.clue, body.series, body.text, from, tx.now, expiresAt],
  );
  if (rows.length === 0) {
    const held = await readAppeal(tx, body.id);
    if (held.requester !== from) throw refuse('icse.id-used');
    return held;
  }
  await deps.jobs.enqueue(tx, { kind: APPEAL_JOB, key: body.id, payload: { id: body.id }, runAt: expiresAt });
  const { contributors: owners, label } = await readSummary(tx, body.series);
  await tx.query(
    `INSERT INTO icse_appeal_owner (appeal_id, bureau, answer, at)
     SELECT $1, o, CASE WHEN o = $3 THEN 'yes' END, CASE WHEN o = $3 THEN $4::bigint END FROM unnest($2::text[]) AS o`,
    [body.id, owners, from, tx.now],
  );
  const ref = { kind: 'icse-appeal', id: body.id };
  deps.audit.record(tx, {
    act: 'icse.appeal-asked',
    entity: ref,
    about: [{ kind: 'series', id: body.series }],
    body: { bureau: from, owners: owners.length },
  });
  await deps.work.open(tx, {
    ref,
    task: 'icse.appeal-await',
    owner: { role: 'curator' },
    dueAt: tx.now + due.appeal,
    urgency: 'urgent',
    params: { label, requester: from },
  });
  const others = owners.filter((owner) => owner !== from);
  if (others.length > 0) {
    await deps.lyon.tell(tx, others, 'icse.appeal-consent-request', { ...(await readAppeal(tx, body.id)) });
  }
  if (await decide(deps, tx, body.id)) await tellAppeal(deps, tx, body.id);
  return readAppeal(tx, body.id);
}

/** Request `icse/appeal-consent`: one owner's answer. All yes clears it; one no refuses it for all. */
export async function holdConsent(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: AppealConsent },
): Promise<AppealMessage> {
  await lockAppeal(tx, body.appeal);
  const [own] = await tx.query<{ answer: string | null }>(
    'SELECT answer FROM icse_appeal_owner WHERE appeal_id = $1 AND bureau = $2',
    [body.appeal, from],
  );
  if (!own) throw refuse('appeal.not-owner');
  if (own.answer !== null && own.answer !== body.answer) throw refuse('appeal.no-answer-owed');
  if (own.answer === null) {
    await tx.query(
      'UPDATE icse_appeal_owner SET answer = $3, reason = $4, at = $5 WHERE appeal_id = $1 AND bureau = $2',
      [body.appeal, from, body.answer, body.reason, tx.now],
    );
    deps.audit.record(tx, {
      act: 'icse.appeal-answered',
      entity: { kind: 'icse-appeal', id: body.appeal },
      body: { bureau: from, answer: body.answer },
    });
    await decide(deps, tx, body.appeal);
    await tellAppeal(deps, tx, body.appeal);
  }
  return readAppeal(tx, body.appeal);
}

/** Request `icse/appeal-published`: the asking bureau says that and where it was published. */
export async function holdPublication(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: AppealPublished },
): Promise<AppealMessage> {
  const row = await lockAppeal(tx, body.appeal);
  if (row.requester !== from) throw refuse('appeal.not-yours');
  if (row.state === 'asked' || row.state === 'refused') throw refuse('appeal.not-cleared');
  if (row.published === null) {
    // Published there just before it was withdrawn or ran out: then it is at once to be taken down.
    const isOver = row.state !== 'cleared';
    await tx.query(
      "UPDATE icse_appeal SET state = CASE WHEN state = 'cleared' THEN 'published' ELSE state END, published = $2 WHERE id = $1",
      [body.appeal, JSON.stringify({ where: body.where, at: tx.now })],
    );
    const { crop } = await readAppeal(tx, body.appeal);
    deps.audit.record(tx, {
      act: 'icse.appeal-published',
      entity: { kind: 'icse-appeal', id: body.appeal },
      about: [{ kind: 'series', id: row.series_id }],
      body: { bureau: from, where: body.where, sha256: crop?.sha256 ?? '' },
    });
    if (isOver) await oweTakeDown(deps, tx, body.appeal, row.requester);
    await tellAppeal(deps, tx, body.appeal);
  }
  return readAppeal(tx, body.appeal);
}

export interface LockedAppeal {
  readonly requester: string;
  readonly state: AppealMessage['state'];
  readonly series_id: string;
  readonly published: object | null;
  readonly taken_down_at: number | null;
}

export async function lockAppeal(tx: Tx, id: string): Promise<LockedAppeal> {
  const [row] = await tx.query<LockedAppeal>(
    'SELECT requester, state, series_id, published, taken_down_at FROM icse_appeal WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!row) throw refuse('appeal.unknown');
  return row;
}

/** Clears or refuses it when the answers say so. Returns whether it did. */
async function decide(deps: Deps, tx: Tx, id: string): Promise<boolean> {
  const { state, owners } = await readAppeal(tx, id);
  const refused = owners.some((owner) => owner.answer === 'no');
  if (state !== 'asked' || !(refused || owners.every((owner) => owner.answer === 'yes'))) return false;
  const next = refused ? 'refused' : 'cleared';
  const ref = { kind: 'icse-appeal', id };
  await tx.query('UPDATE icse_appeal SET state = $2 WHERE id = $1', [id, next]);
  deps.audit.record(tx, { act: `icse.appeal-${next}`, entity: ref });
  await deps.work.close(tx, { ref, outcome: `appeal.${next}` });
  return true;
}

/** Every telling is a version, so that an older word never undoes a newer one at the receiver. */
export async function tellAppeal(deps: Deps, tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE icse_appeal SET version = version + 1 WHERE id = $1', [id]);
  const message = await readAppeal(tx, id);
  const to = [...new Set([message.requester, ...message.owners.map((owner) => owner.bureau)])];
  await deps.lyon.tell(tx, to, 'icse.appeal-state', { ...message });
}

export async function readAppeal(tx: Tx, id: string): Promise<AppealMessage> {
  const [row] = await tx.query<Omit<AppealMessage, 'series' | 'owners'> & { series_id: string; label: string }>(
    `SELECT a.id AS appeal, a.clue_id AS clue, a.series_id, s.label, a.text, a.requester, a.state, a.published, a.at, a.version,
       a.expires_at AS "expiresAt", a.withdrawn, a.taken_down_at AS "takenDownAt",
       jsonb_build_object('sha256', c.sha256, 'pdq', c.pdq) AS crop
     FROM icse_appeal a JOIN icse_series s ON s.id = a.series_id JOIN icse_clue c ON c.id = a.clue_id WHERE a.id = $1`,
    [id],
  );
  if (!row) throw refuse('appeal.unknown');
  const owners = await tx.query<AppealMessage['owners'][number]>(
    'SELECT bureau, answer, reason, at FROM icse_appeal_owner WHERE appeal_id = $1 ORDER BY bureau',
    [id],
  );
  const { series_id, label, ...rest } = row;
  return { ...rest, series: { id: series_id, label }, owners };
}
