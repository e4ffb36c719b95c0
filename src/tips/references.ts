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

/** A set of rules is numbered, and named by its number. */
const rules: ReferenceResolver = {
  kind: 'tip-rules',
  async resolve(tx, ids) {
    const rows = await tx.query<{ version: number; state: string }>(
      'SELECT version, state FROM tips_rules WHERE version::text = ANY($1::text[])',
      [ids],
    );
    return new Map(
      rows.map(({ version, state }): [string, Reference] => {
        const ref = { kind: 'tip-rules', id: String(version) };
        return [ref.id, { ref, number: null, title: String(version), state }];
      }),
    );
  },
};

/** Titles are a provider's name or a file's: what a queue shows says nothing of what a report tells. */
export const references: readonly ReferenceResolver[] = [
  rules,
  resolver(
    'tip',
    'SELECT id, report_number::text AS number, provider_name AS title, state FROM tips_tip WHERE id = ANY($1::uuid[])',
  ),
  resolver(
    'tip-referral',
    `SELECT r.id, t.report_number::text AS number, r.party AS title, r.state FROM tips_referral r JOIN tips_tip t ON t.id = r.tip_id
     WHERE r.direction = 'out' AND r.id = ANY($1::uuid[])`,
  ),
  resolver(
    'tip-incoming',
    `SELECT r.id, t.report_number::text AS number, r.party AS title, r.state FROM tips_referral r JOIN tips_tip t ON t.id = r.tip_id
     WHERE r.direction = 'in' AND r.id = ANY($1::uuid[])`,
  ),
  resolver(
    'tip-ruling',
    `SELECT u.id, t.report_number::text AS number, u.country AS title, t.state FROM tips_ruling u JOIN tips_tip t ON t.id = u.tip_id
     WHERE u.id = ANY($1::uuid[])`,
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
