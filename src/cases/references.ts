import type { Reference, ReferenceResolver } from '../platform/index.ts';

interface Found {
  id: string;
  number: string | null;
  title: string;
  state: string;
}

/** A resolver over one statement that takes the ids and answers what this scope may see of them. */
function resolver(kind: string, statement: string): ReferenceResolver {
  return {
    kind,
    async resolve(tx, ids) {
      const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id));
      const rows = await tx.query<Found>(statement, [uuids]);
      return new Map<string, Reference>(
        rows.map((row) => [
          row.id,
          { ref: { kind, id: row.id }, number: row.number, title: row.title, state: row.state },
        ]),
      );
    },
  };
}

/** Titles are codes where no person wrote one; a subject shows its role and, unless it is a victim, a name. */
export const references: readonly ReferenceResolver[] = [
  resolver('case', 'SELECT id, number, title, state FROM case_file WHERE id = ANY($1::uuid[])'),
  resolver(
    'request',
    `SELECT id, number, 'offence.' || offence AS title, state FROM case_request WHERE id = ANY($1::uuid[])`,
  ),
  resolver(
    'subject',
    `SELECT s.id, c.number, s.role AS state,
       coalesce(nullif(concat_ws(', ', s.particulars->'names'->0->>'family', s.particulars->'names'->0->>'given'), ''),
         s.particulars->'names'->0->>'full', 'subject.' || s.role) AS title
     FROM case_subject s JOIN case_file c ON c.id = s.case_id WHERE s.id = ANY($1::uuid[])`,
  ),
  resolver(
    'case-ask',
    `SELECT a.id, c.number, c.title, a.state FROM case_ask a JOIN case_file c ON c.id = a.case_id
     WHERE a.id = ANY($1::uuid[])`,
  ),
  resolver(
    'case-task',
    `SELECT t.id, c.number, c.title, t.state FROM case_task t JOIN case_file c ON c.id = t.case_id
     WHERE t.id = ANY($1::uuid[])`,
  ),
  ...(
    [
      ['case-mention', 'case_mention'],
      ['case-duty', 'case_duty'],
      ['case-hand-over', 'case_hand_over'],
    ] as const
  ).map(([kind, table]) =>
    resolver(
      kind,
      `SELECT t.id, c.number, c.title, t.state FROM ${table} t JOIN case_file c ON c.id = t.case_id
       WHERE t.id = ANY($1::uuid[])`,
    ),
  ),
  resolver(
    'case-pair',
    `SELECT p.id, c.number, c.title, p.state FROM case_pair p JOIN case_subject s ON s.id = p.one
     JOIN case_file c ON c.id = s.case_id WHERE p.id = ANY($1::uuid[])`,
  ),
];
