import type { Reference, ReferenceResolver } from '../platform/index.ts';
import { defang } from './url-text.ts';

interface Found {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: string;
}

function resolver(kind: string, statement: string, shown = (title: string) => title): ReferenceResolver {
  return {
    kind,
    async resolve(tx, ids) {
      const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id));
      const rows = await tx.query<Found>(statement, [uuids]);
      return new Map<string, Reference>(
        rows.map((row) => [
          row.id,
          { ref: { kind, id: row.id }, number: row.number, title: shown(row.title), state: row.state },
        ]),
      );
    },
  };
}

const REFERRAL = `SELECT id, NULL AS number, party || ' (' || country || ')' AS title, state FROM hosting_referral WHERE id = ANY($1::uuid[])`;

export const references: readonly ReferenceResolver[] = [
  resolver('hosting-list', 'SELECT id, number, title, state FROM hosting_list WHERE id = ANY($1::uuid[])'),
  resolver(
    'hosting-url',
    'SELECT id, NULL AS number, url AS title, state FROM hosting_url WHERE id = ANY($1::uuid[])',
    defang,
  ),
  resolver('hosting-referral', REFERRAL),
  resolver('hosting-incoming', REFERRAL),
];
