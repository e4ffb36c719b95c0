import type { Reference, ReferenceResolver, Tx } from '../platform/index.ts';
import { q } from './store.ts';

/** Titles are codes and numbers: a queue shows no name. */
async function notices(tx: Tx, kind: string, ids: readonly string[]): Promise<ReadonlyMap<string, Reference>> {
  if (ids.length === 0) return new Map();
  const rows = await q(tx)
    .selectFrom('notice')
    .select(['id', 'colour', 'state', 'number', 'reference'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((n) => [
      n.id,
      { ref: { kind, id: n.id }, number: n.number ?? n.reference, title: `notice.colour.${n.colour}`, state: n.state },
    ]),
  );
}

async function hits(tx: Tx, kind: string, ids: readonly string[]): Promise<ReadonlyMap<string, Reference>> {
  if (ids.length === 0) return new Map();
  const rows = await q(tx)
    .selectFrom('notice_hit')
    .innerJoin('notice', 'notice.id', 'notice_hit.notice_id')
    .select(['notice_hit.id', 'notice_hit.state', 'notice.number', 'notice.colour'])
    .where('notice_hit.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((h) => [
      h.id,
      { ref: { kind, id: h.id }, number: h.number, title: `notice.colour.${h.colour}`, state: h.state },
    ]),
  );
}

async function reviews(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Reference>> {
  if (ids.length === 0) return new Map();
  const rows = await q(tx)
    .selectFrom('notice_review')
    .innerJoin('notice', 'notice.id', 'notice_review.notice_id')
    .select(['notice_review.id', 'notice_review.state', 'notice.number', 'notice.colour'])
    .where('notice_review.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((r) => [
      r.id,
      {
        ref: { kind: 'notice-review', id: r.id },
        number: r.number,
        title: `notice.colour.${r.colour}`,
        state: r.state,
      },
    ]),
  );
}

/** An entry reads as the notice it is of. */
async function entries(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Reference>> {
  if (ids.length === 0) return new Map();
  const rows = await q(tx)
    .selectFrom('notice_entry')
    .innerJoin('notice', 'notice.id', 'notice_entry.notice_id')
    .select(['notice_entry.id', 'notice_entry.state', 'notice.number', 'notice.colour'])
    .where('notice_entry.id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((e) => [
      e.id,
      { ref: { kind: 'notice-entry', id: e.id }, number: e.number, title: `notice.colour.${e.colour}`, state: e.state },
    ]),
  );
}

export const references: readonly ReferenceResolver[] = [
  ...['notice', 'notice-purge', 'notice-suspension', 'notice-retest'].map((kind) => ({
    kind,
    resolve: (tx: Tx, ids: readonly string[]) => notices(tx, kind, ids),
  })),
  ...['hit', 'hit-found'].map((kind) => ({
    kind,
    resolve: (tx: Tx, ids: readonly string[]) => hits(tx, kind, ids),
  })),
  { kind: 'notice-review', resolve: reviews },
  { kind: 'notice-entry', resolve: entries },
];
