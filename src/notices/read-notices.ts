import type { z } from 'zod';
import { type EntityRef, invalid, notFound, type Tx } from '../platform/index.ts';
import type { listQuery, NoticeDetail, noticeList, reportView } from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { noteRead } from './note-progress.ts';
import { noticeRef, searchable } from './refs.ts';
import { findNotice, latestVersion, type NoticeRecord, q } from './store.ts';
import { toDetail, toRow } from './views.ts';

export async function mustFind(tx: Tx, id: string): Promise<NoticeRecord> {
  const notice = await findNotice(tx, id);
  if (!notice) throw notFound('notice');
  return notice;
}

/** Looking is an act too. */
export function saw(deps: NoticesDeps, tx: Tx, act: string, entity: EntityRef, body = {}): void {
  deps.audit.record(tx, { act, entity, body });
}

export const searchRef = (deps: NoticesDeps): EntityRef => ({ kind: 'notice-search', id: deps.runtime.newId() });

/** Newest change first; names are matched by all their words, without case or marks. Who searched for what is on the record. */
export async function listNotices(
  deps: NoticesDeps,
  tx: Tx,
  query: z.output<typeof listQuery>,
): Promise<z.input<typeof noticeList>> {
  let select = q(tx).selectFrom('notice').selectAll();
  if (query.colour) select = select.where('colour', '=', query.colour);
  if (query.state) select = select.where('state', '=', query.state);
  if (query.relation) select = select.where('relation', '=', query.relation);
  if (query.owner) select = select.where('owner', '=', query.owner);
  if (query.caseId) select = select.where('case_id', '=', query.caseId);
  const words = query.q ? searchable(query.q).split(' ').filter(Boolean) : [];
  if (query.q) {
    const asked = query.q;
    select = select.where((eb) =>
      eb.or([
        eb('number', '=', asked),
        eb('reference', '=', asked),
        ...(words.length > 0 ? [eb.and(words.map((word) => eb('search', 'like', `%${word}%`)))] : []),
      ]),
    );
  }
  if (query.cursor) {
    const [, at, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(query.cursor) ?? [];
    if (at === undefined || id === undefined) throw invalid('/query/cursor', 'input.cursor');
    select = select.where((eb) =>
      eb.or([eb('updated_at', '<', Number(at)), eb.and([eb('updated_at', '=', Number(at)), eb('id', '<', id)])]),
    );
  }
  const rows = await select
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const items = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  const { cursor: _cursor, limit: _limit, ...asked } = query;
  saw(deps, tx, 'notice.searched', searchRef(deps), { ...stringsOf(asked), found: items.length });
  return { items: items.map(toRow), next: last ? `${last.updated_at}_${last.id}` : null };
}

function stringsOf(asked: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])));
}

export async function viewNotice(deps: NoticesDeps, tx: Tx, id: string): Promise<NoticeDetail> {
  const notice = await mustFind(tx, id);
  saw(deps, tx, 'notice.viewed', noticeRef(id));
  await noteRead(deps, tx, notice);
  return toDetail(tx, deps.runtime.bureau, notice);
}

export async function viewReport(deps: NoticesDeps, tx: Tx, id: string): Promise<z.input<typeof reportView>> {
  const latest = await latestVersion(tx, id);
  if (!latest) throw notFound('notice');
  saw(deps, tx, 'notice.viewed', noticeRef(id), { report: true });
  return { id, contentVersion: latest.n, report: latest.report };
}
