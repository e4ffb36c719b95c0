import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { conflict, notFound, type Tx } from '../platform/index.ts';
import type { NoticeForm, RuleReport } from './contract.ts';
import { standingOf } from './life.ts';
import type { EndingTable, HolderTable, NoticeTable, Tables, VersionTable } from './tables.ts';

export type NoticeRecord = Selectable<NoticeTable>;
export type VersionRecord = Selectable<VersionTable>;
export type EndingRecord = Selectable<EndingTable>;
export type HolderRecord = Selectable<HolderTable>;
export type NoticeChange = Omit<
  Updateable<NoticeTable>,
  'id' | 'version' | 'updated_at' | 'owner' | 'relation' | 'changed_by'
>;

export const q = (tx: Tx) => tx.as<Tables>();

export async function findNotice(tx: Tx, id: string): Promise<NoticeRecord | undefined> {
  return q(tx).selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The row, locked until the transaction ends: every change of a notice goes through here first. */
export async function lockNotice(tx: Tx, id: string): Promise<NoticeRecord | undefined> {
  return q(tx).selectFrom('notice').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/**
 * Locks the notice for a change that names the version it was based on.
 * @throws AppError `not-found`, `conflict` (with both versions)
 */
export async function lockForChange(tx: Tx, id: string, version: number): Promise<NoticeRecord> {
  const notice = await lockNotice(tx, id);
  if (!notice) throw notFound('notice');
  if (notice.version !== version) {
    throw conflict(
      'notice',
      { version },
      {
        version: notice.version,
        state: notice.state,
        standing: standingOf(notice),
        amendment: notice.amendment,
        contentVersion: notice.content_version,
        suspendedUntil: notice.suspended_until,
        endsAt: notice.ends_at,
        ending: (await openEnding(tx, id))?.state ?? null,
        changedBy: notice.changed_by,
        changedAt: notice.updated_at,
      },
    );
  }
  return notice;
}

export async function insertNotice(tx: Tx, row: Insertable<NoticeTable>): Promise<void> {
  await q(tx).insertInto('notice').values(row).execute();
}

/** Writes a change to a locked row and counts its version up. */
export async function changeNotice(tx: Tx, notice: NoticeRecord, change: NoticeChange): Promise<NoticeRecord> {
  return q(tx)
    .updateTable('notice')
    .set({ ...change, updated_at: tx.now, changed_by: tx.scope.actor.id, version: notice.version + 1 })
    .where('id', '=', notice.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function versionsOf(tx: Tx, noticeId: string): Promise<VersionRecord[]> {
  return q(tx)
    .selectFrom('notice_version')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .orderBy('n', 'desc')
    .execute();
}

export async function latestVersion(tx: Tx, noticeId: string): Promise<VersionRecord | undefined> {
  return q(tx)
    .selectFrom('notice_version')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function versionAt(tx: Tx, noticeId: string, n: number): Promise<VersionRecord | undefined> {
  return q(tx)
    .selectFrom('notice_version')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .where('n', '=', n)
    .executeTakeFirst();
}

export interface NewVersion {
  readonly noticeId: string;
  readonly n: number;
  readonly state: VersionTable['state'];
  readonly form: NoticeForm;
  readonly report: RuleReport;
  readonly reason?: string | null;
  readonly author?: string | null;
}

/** Adds the version, or replaces what is there under its number. */
export async function putVersion(tx: Tx, v: NewVersion): Promise<void> {
  const values = {
    state: v.state,
    form: JSON.stringify(v.form),
    report: JSON.stringify(v.report),
    reason: v.reason ?? null,
    author: v.author ?? null,
    at: tx.now,
  };
  await q(tx)
    .insertInto('notice_version')
    .values({
      ...values,
      notice_id: v.noticeId,
      n: v.n,
      authors: v.author ? [v.author] : [],
      submitted_by: null,
      submit_message: null,
      compartment: 'general',
    })
    .onConflict((oc) =>
      oc.columns(['notice_id', 'n']).doUpdateSet({
        ...values,
        authors: sql`(SELECT coalesce(array_agg(DISTINCT a), '{}') FROM unnest(notice_version.authors || excluded.authors) AS a)`,
      }),
    )
    .execute();
}

export async function setVersionState(
  tx: Tx,
  noticeId: string,
  n: number,
  state: VersionTable['state'],
  submitted?: { by: string; message: string },
): Promise<void> {
  await q(tx)
    .updateTable('notice_version')
    .set({ state, ...(submitted ? { submitted_by: submitted.by, submit_message: submitted.message } : {}) })
    .where('notice_id', '=', noticeId)
    .where('n', '=', n)
    .execute();
}

/** The version in force becomes `n`; the one before it stays readable until the purge. */
export async function issueVersion(tx: Tx, noticeId: string, n: number): Promise<void> {
  await q(tx)
    .updateTable('notice_version')
    .set({ state: 'superseded' })
    .where('notice_id', '=', noticeId)
    .where('n', '<', n)
    .where('state', '=', 'issued')
    .execute();
  await setVersionState(tx, noticeId, n, 'issued');
}

export async function openEnding(tx: Tx, noticeId: string): Promise<EndingRecord | undefined> {
  return q(tx)
    .selectFrom('notice_ending')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .where('state', 'in', ['proposed', 'requested'])
    .executeTakeFirst();
}

export async function endingsOf(tx: Tx, noticeId: string): Promise<EndingRecord[]> {
  return q(tx)
    .selectFrom('notice_ending')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .orderBy('at', 'desc')
    .execute();
}

export async function holdersOf(tx: Tx, noticeId: string): Promise<HolderRecord[]> {
  return q(tx).selectFrom('notice_holder').selectAll().where('notice_id', '=', noticeId).orderBy('bureau').execute();
}
