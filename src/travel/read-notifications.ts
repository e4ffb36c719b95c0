import { sql } from 'kysely';
import type * as z from 'zod';
import { invalid, notFound, type Tx } from '../platform/index.ts';
import { checkForm, recipientsOf, stripForm } from './check-form.ts';
import type { TravelDetail, TravelForm, TravelRow, travelQuery } from './contract.ts';
import { filedRef, incomingRef, type TravelDeps } from './deps.ts';
import { stillDue } from './hand-over.ts';
import { findNotification, type NotificationRow, q, recipientsIn } from './store.ts';

type Query = z.output<typeof travelQuery>;

/** Newest change first. The search is on the record: names are asked for. */
export async function listNotifications(
  deps: TravelDeps,
  tx: Tx,
  query: Query,
): Promise<{ items: TravelRow[]; next: string | null }> {
  let select = q(tx)
    .selectFrom('travel_notification as t')
    .selectAll('t')
    .select((eb) =>
      eb
        .selectFrom('travel_recipient as r')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('r.notification_id', '=', 't.id')
        .where('r.state', 'in', ['queued', 'refused', 'not-connected'])
        .as('untold'),
    )
    .orderBy('t.updated_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(query.limit + 1);
  if (query.relation) select = select.where('t.relation', '=', query.relation);
  if (query.state) select = select.where('t.state', '=', query.state);
  if (query.kind) select = select.where('t.kind', '=', query.kind);
  if (query.late) select = select.where('t.late', '=', query.late === 'true');
  if (query.country) {
    const { country } = query;
    select = select.where(sql<boolean>`t.form->'legs' @> ${JSON.stringify([{ to: { country } }])}::jsonb`);
  }
  if (query.q) {
    const like = `%${query.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    select = select.where((eb) =>
      eb.or([eb('t.name', 'ilike', like), eb('t.reference', 'ilike', like), eb('t.source_ref', 'ilike', like)]),
    );
  }
  if (query.cursor) {
    const [at = '', id = ''] = query.cursor.split('.', 2);
    if (!/^\d{1,15}$/.test(at) || !/^[0-9a-f-]{36}$/.test(id)) throw invalid('/query/cursor', 'input.cursor');
    select = select.where(sql<boolean>`(t.updated_at, t.id) < (${Number(at)}, ${id}::uuid)`);
  }
  const rows = await select.execute();
  deps.audit.record(tx, {
    act: 'travel.searched',
    entity: { kind: 'travel-search', id: deps.runtime.newId() },
    body: { ...(query.q ? { q: query.q } : {}), found: Math.min(rows.length, query.limit) },
  });
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => rowView(row, Number(row.untold ?? 0))),
    next: last ? `${last.updated_at}.${last.id}` : null,
  };
}

export function rowView(row: NotificationRow, untold: number): TravelRow {
  const stops = row.form ? recipientsOf(row.form.legs, row.owner) : [];
  const of = (role: string): string[] => stops.filter((one) => one.role === role).map((one) => one.bureau);
  return {
    id: row.id,
    relation: row.relation,
    owner: row.owner,
    kind: row.kind,
    state: row.state,
    reference: row.reference,
    sourceRef: row.source_ref,
    name: row.name,
    n: row.n,
    departsAt: row.departs_at,
    endsAt: row.ends_at,
    leadDays: row.lead_days,
    late: row.late,
    lateReason: row.late_reason,
    role: row.role,
    destinations: of('destination'),
    transits: of('transit'),
    untold,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

export async function mustFind(tx: Tx, id: string): Promise<NotificationRow> {
  const row = await findNotification(tx, id);
  if (!row) throw notFound('travel');
  return row;
}

/** One notification in full; that it was looked at is on the record. */
export async function viewNotification(deps: TravelDeps, tx: Tx, id: string): Promise<TravelDetail> {
  const row = await mustFind(tx, id);
  const isOurs = row.relation === 'sender';
  deps.audit.record(tx, { act: 'travel.viewed', entity: isOurs ? filedRef(id) : incomingRef(id), body: {} });
  return toDetail(deps, tx, row);
}

export async function toDetail(deps: TravelDeps, tx: Tx, row: NotificationRow): Promise<TravelDetail> {
  const { id } = row;
  const isOurs = row.relation === 'sender';
  const recipients = await recipientsIn(tx, id);
  const versions = await q(tx)
    .selectFrom('travel_version')
    .selectAll()
    .where('notification_id', '=', id)
    .orderBy('n', 'desc')
    .execute();
  const answers = await q(tx)
    .selectFrom('travel_answer')
    .selectAll()
    .where('notification_id', '=', id)
    .orderBy('at', 'desc')
    .execute();
  const complaints = await q(tx)
    .selectFrom('travel_complaint')
    .selectAll()
    .where('notification_id', '=', id)
    .orderBy('taken_at', 'desc')
    .execute();
  const handOvers = await q(tx)
    .selectFrom('travel_hand_over')
    .selectAll()
    .where('notification_id', '=', id)
    .orderBy('at', 'desc')
    .execute();
  const form = row.form as TravelForm | null;
  const untold = recipients.filter((one) => one.state !== 'delivered' && one.state !== 'told-otherwise').length;
  return {
    ...rowView(row, untold),
    form,
    check: isOurs && form ? checkForm(form, { home: deps.runtime.bureau, now: tx.now }) : null,
    stripped: isOurs && form ? stripForm(form).stripped : [],
    lateText: row.late_text,
    recipients: recipients.map((one) => ({
      id: one.id,
      bureau: one.bureau,
      role: one.role,
      state: one.state,
      n: one.n,
      knownN: one.known_n,
      reason: one.reason,
      toldBy: one.told_by,
      toldHow: one.told_how,
      at: one.at,
    })),
    versions: versions.map(({ n, kind, changes, reason, author, at }) => ({ n, kind, changes, reason, author, at })),
    answers: answers.map((answer) => ({
      id: answer.id,
      bureau: answer.bureau,
      outcome: answer.outcome,
      day: answer.day,
      place: answer.place,
      note: answer.note,
      at: answer.at,
      state: answer.state,
      reported: answer.reported,
      version: answer.version,
    })),
    complaints: complaints.map((one) => ({
      id: one.id,
      complainant: one.complainant,
      contact: one.contact,
      says: one.says,
      state: one.state,
      decision: one.decision,
      correctedN: one.corrected_n,
      takenBy: one.taken_by,
      takenAt: one.taken_at,
      decidedBy: one.decided_by,
      decidedAt: one.decided_at,
      version: one.version,
    })),
    handOvers: handOvers.map(({ authority, n, reference, note, by, at, ...one }) => ({
      id: one.id,
      authority,
      n,
      reference,
      note,
      by,
      at,
    })),
    handOverDue: isOurs ? [] : await stillDue(deps, tx, row),
    angelWatch: row.angel_watch,
    closedReason: row.closed_reason,
    createdBy: row.created_by,
  };
}
