import { refuse, type Tx } from '../../platform/index.ts';

export interface HashListRow {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly terms: string;
  readonly scheme: string | null;
  /** `benign`: files that are known to be harmless. `mixed`: the category of each entry says. */
  readonly kind: 'known' | 'benign' | 'mixed';
  readonly state: 'active' | 'retired';
  readonly entries: number;
  readonly created_by: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly version: number;
}

const COLUMNS = 'id, name, source, terms, scheme, kind, state, entries, created_by, created_at, updated_at, version';

export interface NewList {
  readonly id: string;
  readonly name: string;
  readonly source?: string;
  readonly terms?: string;
  readonly scheme?: string | null;
  readonly kind: HashListRow['kind'];
}

/** Opens a list in compartment `general`. @throws AppError `refused` `hash-list.name-taken` */
export async function insertList(tx: Tx, list: NewList): Promise<HashListRow> {
  const [row] = await tx.query<HashListRow>(
    `INSERT INTO ident_hash_list (id, name, source, terms, scheme, kind, created_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (compartment, name) DO NOTHING RETURNING ${COLUMNS}`,
    [
      list.id,
      list.name,
      list.source ?? '',
      list.terms ?? '',
      list.scheme ?? null,
      list.kind,
      tx.scope.actor.id,
      tx.now,
    ],
  );
  if (!row) throw refuse('hash-list.name-taken', { name: list.name });
  return row;
}

export async function findList(tx: Tx, by: { id: string } | { name: string }): Promise<HashListRow | null> {
  const [row] =
    'id' in by
      ? await tx.query<HashListRow>(`SELECT ${COLUMNS} FROM ident_hash_list WHERE id = $1`, [by.id])
      : await tx.query<HashListRow>(`SELECT ${COLUMNS} FROM ident_hash_list WHERE name = $1 ORDER BY id LIMIT 1`, [
          by.name,
        ]);
  return row ?? null;
}

export function allLists(tx: Tx): Promise<HashListRow[]> {
  return tx.query<HashListRow>(`SELECT ${COLUMNS} FROM ident_hash_list ORDER BY name, id LIMIT 1000`);
}
