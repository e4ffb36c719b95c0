import type { Reference, ReferenceResolver } from '../platform/index.ts';

function resolver(kind: string, statement: string): ReferenceResolver {
  return {
    kind,
    async resolve(tx, ids) {
      const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id));
      const rows = await tx.query<{ id: string; number: string | null; title: string; state: string }>(statement, [
        uuids,
      ]);
      return new Map<string, Reference>(
        rows.map((row) => [
          row.id,
          { ref: { kind, id: row.id }, number: row.number, title: row.title, state: row.state },
        ]),
      );
    },
  };
}

/** Titles are a provider's name or a file's: what a queue shows says nothing of what a report tells. */
export const references: readonly ReferenceResolver[] = [
  resolver(
    'tip',
    'SELECT id, report_number::text AS number, provider_name AS title, state FROM tips_tip WHERE id = ANY($1::uuid[])',
  ),
  resolver(
    'tip-import',
    "SELECT id, NULL AS number, regexp_replace(name, '^.*/', '') AS title, state FROM tips_import WHERE id = ANY($1::uuid[])",
  ),
  resolver(
    'tip-provider',
    'SELECT id, NULL AS number, name AS title, state FROM tips_provider WHERE id = ANY($1::uuid[])',
  ),
];
