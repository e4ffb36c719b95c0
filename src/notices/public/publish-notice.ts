import { notFound, type Resource, refuse, type Tx } from '../../platform/index.ts';
import type { PublicState } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { dayOf, noticeRef } from '../refs.ts';
import { findNotice, lockForChange, lockNotice, type NoticeRecord, versionAt } from '../store.ts';
import { neverPublic } from './may-be-public.ts';

interface ConsentRow {
  id: string;
  kind: PublicState['consents'][number]['kind'];
  given_by: string;
  reference: string;
  given_on: string;
  recorded_by: string;
  recorded_at: number;
  withdrawn_by: string | null;
  withdrawn_at: number | null;
}

async function consentsOf(tx: Tx, id: string): Promise<ConsentRow[]> {
  return tx.query<ConsentRow>(
    `SELECT id, kind, given_by, reference, given_on, recorded_by, recorded_at, withdrawn_by, withdrawn_at
     FROM notice_public_consent WHERE notice_id = $1 ORDER BY recorded_at, id`,
    [id],
  );
}

/** What stands in the way of making it public, as codes. */
async function obstaclesOf(tx: Tx, notice: NoticeRecord, consents: readonly ConsentRow[]): Promise<string[]> {
  const version = await versionAt(tx, notice.id, notice.content_version);
  const never = version ? neverPublic(version.form) : null;
  const agreed = consents.some((one) => one.kind !== 'bureau' && one.withdrawn_at === null);
  return [
    ...(notice.relation === 'owner' ? [] : ['notice.not-yours']),
    ...(notice.state === 'issued' ? [] : ['notice.public.not-in-force']),
    ...(never ? [never] : []),
    ...(agreed ? [] : ['notice.public.no-consent']),
  ];
}

/** Whoever wrote the last consent down does not make it public: two people have seen the letter. */
export async function publicResource(tx: Tx, id: string): Promise<Resource | null> {
  const notice = await findNotice(tx, id);
  if (!notice) return null;
  const last = (await consentsOf(tx, id)).findLast((one) => one.kind !== 'bureau' && one.withdrawn_at === null);
  return { compartment: notice.compartment, state: notice.state, author: last?.recorded_by ?? 'nobody' };
}

export async function viewPublicState(deps: NoticesDeps, tx: Tx, id: string): Promise<PublicState> {
  const notice = await findNotice(tx, id);
  if (!notice) throw notFound('notice');
  const consents = await consentsOf(tx, id);
  const [row] = await tx.query<{
    enabled: boolean;
    shown: boolean | null;
    kind: string | null;
    entity_id: string | null;
  }>(
    `SELECT s.enabled, p.shown, p.kind, p.entity_id
     FROM notice_public_setting s LEFT JOIN notice_public p ON p.notice_id = $1`,
    [id],
  );
  deps.audit.record(tx, { act: 'notice.viewed', entity: noticeRef(id), body: { public: true } });
  const shown = row?.shown === true && notice.state === 'issued';
  return {
    shown,
    enabled: row?.enabled ?? false,
    path:
      shown && row.kind && row.entity_id
        ? `/notices/v1/${row.kind.replace('-', '/')}/${row.entity_id.replace('/', '-')}`
        : null,
    consents: consents.map((one) => ({
      id: one.id,
      kind: one.kind,
      givenBy: one.given_by,
      reference: one.reference,
      givenOn: one.given_on,
      recordedBy: one.recorded_by,
      recordedAt: one.recorded_at,
      withdrawnBy: one.withdrawn_by,
      withdrawnAt: one.withdrawn_at,
    })),
    obstacles: await obstaclesOf(tx, notice, consents),
  };
}

async function lockOwn(tx: Tx, id: string): Promise<NoticeRecord> {
  const notice = await lockNotice(tx, id);
  if (!notice) throw notFound('notice');
  if (notice.relation !== 'owner') throw refuse('notice.not-yours');
  return notice;
}

/** Writes down that a guardian or a prosecutor agrees. */
export async function recordConsent(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; kind: 'guardian' | 'prosecutor'; givenBy: string; reference: string; givenOn: string },
): Promise<void> {
  const notice = await lockOwn(tx, input.id);
  if (input.givenOn > dayOf(tx.now)) throw refuse('notice.evidence-in-future', {}, '/body/givenOn');
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO notice_public_consent (id, notice_id, kind, given_by, reference, given_on, recorded_by, recorded_at, compartment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      notice.id,
      input.kind,
      input.givenBy,
      input.reference,
      input.givenOn,
      tx.scope.actor.id,
      tx.now,
      notice.compartment,
    ],
  );
  deps.audit.record(tx, {
    act: 'notice.consent-recorded',
    entity: noticeRef(notice.id),
    body: { kind: input.kind, reference: input.reference, givenOn: input.givenOn },
  });
}

/** A consent that is taken back takes the notice out of the extract at once, unless another one still stands. */
export async function withdrawConsent(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; consent: string },
): Promise<void> {
  const notice = await lockOwn(tx, input.id);
  const [changed] = await tx.query<{ kind: string }>(
    `UPDATE notice_public_consent SET withdrawn_by = $3, withdrawn_at = $4
     WHERE id = $1 AND notice_id = $2 AND withdrawn_at IS NULL RETURNING kind`,
    [input.consent, notice.id, tx.scope.actor.id, tx.now],
  );
  if (!changed) throw notFound('consent');
  deps.audit.record(tx, {
    act: 'notice.consent-withdrawn',
    entity: noticeRef(notice.id),
    body: { kind: changed.kind },
  });
  const left = (await consentsOf(tx, notice.id)).filter((one) => one.withdrawn_at === null);
  if (!left.some((one) => one.kind === 'bureau') || !left.some((one) => one.kind !== 'bureau'))
    await hide(tx, notice.id);
}

/** At the owner bureau, by a supervisor: the notice goes into the public extract. */
export async function publishNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const notice = await lockForChange(tx, input.id, input.version);
  const [first] = await obstaclesOf(tx, notice, await consentsOf(tx, notice.id));
  if (first) throw refuse(first);
  const entityId = entityIdOf(notice);
  await tx.query(
    `INSERT INTO notice_public_consent (id, notice_id, kind, given_by, reference, given_on, recorded_by, recorded_at, compartment)
     VALUES ($1, $2, 'bureau', $3, $4, $5, $3, $6, $7)`,
    [
      deps.runtime.newId(),
      notice.id,
      tx.scope.actor.id,
      input.reason.slice(0, 200),
      dayOf(tx.now),
      tx.now,
      notice.compartment,
    ],
  );
  await tx.query(
    `INSERT INTO notice_public (notice_id, kind, entity_id, shown, published_by, published_at) VALUES ($1, $2, $3, true, $4, $5)
     ON CONFLICT (notice_id) DO UPDATE SET shown = true, published_by = excluded.published_by, published_at = excluded.published_at`,
    [notice.id, notice.colour, entityId, tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'notice.made-public',
    entity: noticeRef(notice.id),
    body: { entityId, reason: input.reason },
  });
}

/** `A-000123/11-2026` is 2026/123 to the public: never a number that says how many there are of whom. */
function entityIdOf(notice: NoticeRecord): string {
  const [, serial, year] = /^A-(\d+)\/\d{2}-(\d{4})$/.exec(notice.number ?? '') ?? [];
  if (serial === undefined || year === undefined) throw refuse('notice.public.not-in-force');
  return `${year}/${Number(serial)}`;
}

/** Always open: a supervisor takes the notice out of the extract. */
export async function unpublishNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<void> {
  const notice = await lockForChange(tx, input.id, input.version);
  await tx.query(
    `UPDATE notice_public_consent SET withdrawn_by = $2, withdrawn_at = $3
     WHERE notice_id = $1 AND kind = 'bureau' AND withdrawn_at IS NULL`,
    [notice.id, tx.scope.actor.id, tx.now],
  );
  await hide(tx, notice.id);
  deps.audit.record(tx, { act: 'notice.made-private', entity: noticeRef(notice.id), body: { reason: input.reason } });
}

async function hide(tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE notice_public SET shown = false WHERE notice_id = $1 AND shown', [id]);
}
