import type { Reference, ReferenceResolver } from '../platform/index.ts';

/** Titles are codes and numbers: a queue shows no name. */
function resolver(kind: string, statement: string): ReferenceResolver {
  return {
    kind,
    async resolve(tx, ids) {
      const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id));
      const rows = await tx.query<{ id: string; number: string; title: string; state: string }>(statement, [uuids]);
      return new Map<string, Reference>(
        rows.map(({ id, number, title, state }) => [id, { ref: { kind, id }, number, title, state }]),
      );
    },
  };
}

const NOTIFICATION = `SELECT id, reference AS number, 'travel.kind.' || kind AS title, state FROM travel_notification
  WHERE id = ANY($1::uuid[])`;
const partOf = (table: string, title: string): string =>
  `SELECT p.id, t.reference AS number, ${title} AS title, p.state FROM ${table} p
   JOIN travel_notification t ON t.id = p.notification_id WHERE p.id = ANY($1::uuid[])`;

export const references: readonly ReferenceResolver[] = [
  resolver('travel', NOTIFICATION),
  resolver('travel-incoming', NOTIFICATION),
  resolver('travel-recall', NOTIFICATION),
  resolver(
    'removal-batch',
    "SELECT id, reference AS number, 'removal.batch' AS title, state FROM removal_batch WHERE id = ANY($1::uuid[])",
  ),
  resolver('travel-recipient', partOf('travel_recipient', 'p.bureau')),
  resolver('travel-answer', partOf('travel_answer', "'travel.answer.' || p.outcome")),
  resolver('travel-complaint', partOf('travel_complaint', "'travel.complaint'")),
];
