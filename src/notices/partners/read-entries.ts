import type { z } from 'zod';
import type { Tx } from '../../platform/index.ts';
import type { entryList, entryQuery, systemList } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { systemRef } from '../refs.ts';
import { q } from '../store.ts';
import { systems } from './entry-store.ts';

export async function listSystems(deps: NoticesDeps, tx: Tx): Promise<z.input<typeof systemList>> {
  const counted = await q(tx)
    .selectFrom('notice_entry')
    .select(['system', 'state', (eb) => eb.fn.countAll<number>().as('n')])
    .groupBy(['system', 'state'])
    .execute();
  deps.audit.record(tx, { act: 'system.listed', entity: systemRef('all') });
  return {
    items: (await systems(tx)).map((system) => ({
      code: system.code,
      name: system.name,
      kind: system.kind,
      colours: system.colours as z.input<typeof systemList>['items'][number]['colours'],
      partner: system.partner,
      validateDays: system.validate_days,
      active: system.active,
      counts: Object.fromEntries(
        counted.filter((row) => row.system === system.code).map((row) => [row.state, Number(row.n)]),
      ),
      version: system.version,
    })),
  };
}

export async function listEntries(
  deps: NoticesDeps,
  tx: Tx,
  query: z.output<typeof entryQuery>,
): Promise<z.input<typeof entryList>> {
  let select = q(tx)
    .selectFrom('notice_entry')
    .innerJoin('notice', 'notice.id', 'notice_entry.notice_id')
    .selectAll('notice_entry')
    .select(['notice.number as notice_number', 'notice.colour']);
  if (query.system) select = select.where('notice_entry.system', '=', query.system);
  if (query.state) select = select.where('notice_entry.state', '=', query.state);
  if (query.notice) select = select.where('notice_entry.notice_id', '=', query.notice);
  if (query.due) select = select.where('notice_entry.validation_owed', '=', true);
  if (query.cursor) select = select.where('notice_entry.id', '<', query.cursor);
  const rows = await select
    .orderBy('notice_entry.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const items = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  deps.audit.record(tx, {
    act: 'entry.listed',
    entity: systemRef(query.system ?? 'all'),
    body: { found: items.length, ...(query.notice ? { notice: query.notice } : {}) },
  });
  return {
    items: items.map((row) => ({
      id: row.id,
      notice: row.notice_id,
      noticeNumber: row.notice_number,
      colour: row.colour,
      system: row.system,
      state: row.state,
      number: row.number,
      sentVersion: row.sent_version,
      heldVersion: row.held_version,
      owner: row.owner,
      enteredAt: row.entered_at,
      validateAt: row.validate_at,
      validatedAt: row.validated_at,
      removedAt: row.removed_at,
      removalBy: row.removal_by,
      declineReason: row.decline_reason,
      version: row.version,
    })),
    next: last?.id ?? null,
  };
}
