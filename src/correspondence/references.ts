import type { Reference, ReferenceResolver } from '../platform/index.ts';

function resolver(kind: string, statement: string): ReferenceResolver {
  return {
    kind,
    async resolve(tx, ids) {
      const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id));
      const rows = await tx.query<{ id: string; title: string; state: string }>(statement, [uuids]);
      return new Map<string, Reference>(
        rows.map((row) => [row.id, { ref: { kind, id: row.id }, number: null, title: row.title, state: row.state }]),
      );
    },
  };
}

export const references: readonly ReferenceResolver[] = [
  resolver(
    'thread',
    `SELECT t.id, t.subject AS title,
       CASE WHEN EXISTS (SELECT FROM thread_request q WHERE q.thread_id = t.id AND q.state = 'open')
         THEN 'open' ELSE 'quiet' END AS state
     FROM thread t WHERE t.id = ANY($1::uuid[])`,
  ),
  resolver(
    'thread-request',
    `SELECT q.id, t.subject AS title, q.state FROM thread_request q JOIN thread t ON t.id = q.thread_id
     WHERE q.id = ANY($1::uuid[])`,
  ),
  resolver(
    'forward-consent',
    `SELECT q.id, t.subject AS title, q.state FROM forward_consent q JOIN thread t ON t.id = q.thread_id
     WHERE q.id = ANY($1::uuid[])`,
  ),
];
