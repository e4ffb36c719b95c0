import type { Reference, ReferenceResolver, Tx } from '../platform/index.ts';

/** Titles are codes and numbers: a queue shows nobody's name. */
function resolver(kind: string, statement: string): ReferenceResolver {
  return {
    kind,
    async resolve(tx: Tx, ids: readonly string[]) {
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

const CANDIDATES = `SELECT c.id, s.number, 'screening.source.' || c.source AS title, c.state FROM screening_candidate c
  JOIN screening s ON s.id = c.screening_id WHERE c.id = ANY($1::uuid[])`;

export const references: readonly ReferenceResolver[] = [
  resolver(
    'screening',
    "SELECT id, number, 'screening.kind.' || kind AS title, state FROM screening WHERE id = ANY($1::uuid[])",
  ),
  resolver('screening-candidate', CANDIDATES),
  resolver('screening-match', CANDIDATES),
];
