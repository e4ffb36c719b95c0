import type { FeedEntry, Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import { ackSoon } from './confirm-copies.ts';
import { endsAfter } from './deadlines.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { offerToSystems } from './partners/offer-entries.ts';
import { headOf, noticeRef } from './refs.ts';
import { checkForm } from './rules/index.ts';
import { storeIssued } from './store-copy.ts';
import type { IssuedEntry } from './wire.ts';

/**
 * Many notices that were issued one after another, for a bureau that catches up: those that are new here are stored in two
 * statements, each other (known already, withheld, purged since, named twice) as it would be alone, in its place.
 */
export async function storeManyIssued(
  deps: NoticesDeps,
  tx: Tx,
  entries: readonly FeedEntry<IssuedEntry>[],
): Promise<void> {
  const ids = entries.map((entry) => (entry.body ? parseWireId(entry.body.notice, 'notice').uuid : null));
  const known = await tx.query<{ id: string }>('SELECT id FROM notice WHERE id = ANY($1::uuid[])', [
    ids.filter((id) => id !== null),
  ]);
  const seen = new Set(known.map((row) => row.id));
  const fresh: { entry: FeedEntry<IssuedEntry>; body: IssuedEntry; id: string }[] = [];
  for (const [at, entry] of entries.entries()) {
    const id = ids[at];
    if (!entry.body || id == null || seen.has(id) || deps.runtime.bureau === SECRETARIAT) {
      // In order: what stands before it is stored before it.
      await storeFresh(deps, tx, fresh.splice(0));
      await storeIssued(deps, tx, entry);
      continue;
    }
    seen.add(id);
    fresh.push({ entry, body: entry.body, id });
  }
  await storeFresh(deps, tx, fresh);
}

async function storeFresh(
  deps: NoticesDeps,
  tx: Tx,
  fresh: readonly { entry: FeedEntry<IssuedEntry>; body: IssuedEntry; id: string }[],
): Promise<void> {
  if (fresh.length === 0) return;
  const rows = fresh.map(({ body, id }) => {
    const { bureau: owner } = parseWireId(body.notice, 'notice');
    return {
      ...headOf(body.form),
      id,
      owner,
      colour: body.form.colour,
      number: body.number,
      n: body.n,
      issued_at: body.issuedAt,
      ends_at: endsAfter(body.issuedAt),
      form: body.form,
      report: checkForm(body.form, { owner, now: tx.now }),
    };
  });
  await tx.query(
    `WITH r AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, owner text, colour text, number text, n int, name text,
         search text, nationalities text[], return_sought boolean, issued_at bigint, ends_at bigint, form jsonb, report jsonb)),
     v AS (
       INSERT INTO notice_version (notice_id, n, state, form, report, at, authors)
       SELECT id, n, 'issued', form, report, $2, '{}' FROM r)
     INSERT INTO notice (id, relation, owner, colour, state, number, name, search, nationalities, content_version,
       return_sought, issued_at, ends_at, created_at, updated_at)
     SELECT id, 'holder', owner, colour, 'issued', number, name, search, nationalities, n, return_sought, issued_at, ends_at, $2, $2
     FROM r`,
    [JSON.stringify(rows), tx.now],
    'notices.store-many',
  );
  for (const { entry, body, id } of fresh) {
    const { bureau: owner } = parseWireId(body.notice, 'notice');
    deps.audit.record(tx, {
      act: 'notice.copy-stored',
      entity: noticeRef(id),
      body: { number: body.number, n: body.n, colour: body.form.colour, owner, seq: entry.seq },
    });
    await offerToSystems(deps, tx, { id, colour: body.form.colour, content_version: body.n });
  }
  await ackSoon(deps, tx);
}
