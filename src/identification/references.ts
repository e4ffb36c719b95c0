import type { Reference, ReferenceResolver } from '../platform/index.ts';

interface Found {
  readonly id: string;
  readonly title: string;
  readonly state: string;
}

/** A resolver over one statement that takes the ids and answers what this scope may see of them. */
function resolver(kind: string, statement: string): ReferenceResolver {
  return {
    kind,
    async resolve(tx, ids) {
      const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id));
      const rows = await tx.query<Found>(statement, [uuids]);
      return new Map<string, Reference>(
        rows.map((row) => [row.id, { ref: { kind, id: row.id }, number: null, title: row.title, state: row.state }]),
      );
    },
  };
}

/** Titles are labels and codes: what a queue shows says nothing of what a picture shows. */
export const references: readonly ReferenceResolver[] = [
  resolver('media', 'SELECT id, label AS title, contribution AS state FROM ident_media WHERE id = ANY($1::uuid[])'),
  resolver(
    'series',
    `SELECT id, label AS title, state FROM icse_series WHERE id = ANY($1::uuid[])
     UNION SELECT id, label, state FROM ident_series k WHERE id = ANY($1::uuid[])
       AND NOT EXISTS (SELECT FROM icse_series s WHERE s.id = k.id)`,
  ),
  resolver(
    'withdrawal',
    `SELECT w.id, m.label AS title, w.state FROM ident_withdrawal w JOIN ident_media m ON m.id = w.media_id
     WHERE w.id = ANY($1::uuid[])`,
  ),
  resolver('series-charge', 'SELECT id, label AS title, state FROM ident_series WHERE id = ANY($1::uuid[])'),
  resolver(
    'series-alert',
    `SELECT a.id, coalesce(s.label, a.detail->>'list') AS title, a.state FROM ident_alert a
       LEFT JOIN ident_series s ON s.id = a.series_id
     WHERE a.id = ANY($1::uuid[])`,
  ),
  resolver(
    'clue',
    "SELECT id, 'clue.kind.' || kind AS title, contribution AS state FROM ident_clue WHERE id = ANY($1::uuid[])",
  ),
  resolver('icse-clue', "SELECT id, 'clue.kind.' || kind AS title, state FROM icse_clue WHERE id = ANY($1::uuid[])"),
  resolver(
    'icse-media',
    'SELECT m.id, s.label AS title, s.state FROM icse_media m JOIN icse_series s ON s.id = m.series_id WHERE m.id = ANY($1::uuid[])',
  ),
  resolver(
    'lookup',
    "SELECT id, purpose AS title, state FROM ident_ask WHERE kind = 'lookup' AND id = ANY($1::uuid[])",
  ),
  resolver(
    'icse-ask',
    "SELECT id, 'ask.' || kind AS title, state FROM ident_ask WHERE kind <> 'lookup' AND id = ANY($1::uuid[])",
  ),
  resolver(
    'hash-source',
    'SELECT id, name AS title, pull_state AS state FROM ident_hash_source WHERE id = ANY($1::uuid[])',
  ),
  resolver(
    'hash-feedback',
    'SELECT f.id, s.name AS title, f.state FROM ident_hash_feedback f JOIN ident_hash_source s ON s.id = f.source_id WHERE f.id = ANY($1::uuid[])',
  ),
  resolver(
    'hash-partner',
    "SELECT id, name AS title, CASE WHEN revoked_at IS NULL THEN 'active' ELSE 'revoked' END AS state FROM ident_hash_partner WHERE id = ANY($1::uuid[])",
  ),
  resolver(
    'series-person',
    `SELECT p.id, s.label || ' ' || p.label AS title, p.state FROM ident_series_person p JOIN ident_series s ON s.id = p.series_id
     WHERE p.id = ANY($1::uuid[])`,
  ),
  resolver(
    'icse-person',
    `SELECT p.id, s.label || CASE p.kind WHEN 'victim' THEN ' V' ELSE ' O' END || p.number AS title, p.state
     FROM icse_person p JOIN icse_series s ON s.id = p.series_id WHERE p.id = ANY($1::uuid[])`,
  ),
  resolver(
    'curation',
    `SELECT c.id, s.label AS title, c.state FROM icse_curation c JOIN icse_media m ON m.id = c.media_id
     JOIN icse_series s ON s.id = m.series_id WHERE c.id = ANY($1::uuid[])`,
  ),
  ...(['file-request', 'file-owed'] as const).map((kind) =>
    resolver(kind, 'SELECT id, purpose AS title, state FROM ident_file_request WHERE id = ANY($1::uuid[])'),
  ),
  resolver('hash-import', 'SELECT id, file_name AS title, state FROM ident_import WHERE id = ANY($1::uuid[])'),
  resolver('hash-list', 'SELECT id, name AS title, state FROM ident_hash_list WHERE id = ANY($1::uuid[])'),
  resolver('appeal', 'SELECT id, series_label AS title, state FROM ident_appeal WHERE id = ANY($1::uuid[])'),
  resolver(
    'icse-appeal',
    `SELECT a.id, s.label AS title, a.state FROM icse_appeal a JOIN icse_series s ON s.id = a.series_id WHERE a.id = ANY($1::uuid[])`,
  ),
];
