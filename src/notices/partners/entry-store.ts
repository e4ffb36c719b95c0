import type { Selectable } from 'kysely';
import { conflict, notFound, type Tx } from '../../platform/index.ts';
import { q } from '../store.ts';
import type { EntryTable, SystemTable } from '../tables.ts';

export type EntryRecord = Selectable<EntryTable>;
export type SystemRecord = Selectable<SystemTable>;

export async function findSystem(tx: Tx, code: string): Promise<SystemRecord> {
  const row = await q(tx).selectFrom('notice_system').selectAll().where('code', '=', code).executeTakeFirst();
  if (!row) throw notFound('system');
  return row;
}

export const systems = (tx: Tx): Promise<SystemRecord[]> =>
  q(tx).selectFrom('notice_system').selectAll().orderBy('code').execute();

export async function lockEntry(tx: Tx, id: string): Promise<EntryRecord | undefined> {
  return q(tx).selectFrom('notice_entry').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** @throws AppError `not-found`, `conflict` (with both versions) */
export async function lockEntryForChange(tx: Tx, id: string, version: number): Promise<EntryRecord> {
  const entry = await lockEntry(tx, id);
  if (!entry) throw notFound('entry');
  if (entry.version !== version) throw conflict('entry', { version }, { version: entry.version, state: entry.state });
  return entry;
}

export async function entriesOf(tx: Tx, noticeId: string): Promise<EntryRecord[]> {
  return q(tx)
    .selectFrom('notice_entry')
    .selectAll()
    .where('notice_id', '=', noticeId)
    .orderBy('system')
    .forUpdate()
    .execute();
}

type EntryChange = Partial<Omit<EntryRecord, 'id' | 'notice_id' | 'system' | 'version' | 'compartment'>>;

/** Writes a change to a locked entry and counts its version up. */
export async function changeEntry(tx: Tx, entry: EntryRecord, change: EntryChange): Promise<EntryRecord> {
  return q(tx)
    .updateTable('notice_entry')
    .set({ ...change, version: entry.version + 1 })
    .where('id', '=', entry.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
