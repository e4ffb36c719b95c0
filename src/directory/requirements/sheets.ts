import { notFound, type Tx } from '../../platform/index.ts';
import type { SheetBody, SheetHistory, SheetList, SheetView } from '../contract-requirements.ts';

export interface SheetRow {
  country: string;
  origin: SheetView['origin'];
  body: SheetBody;
  version: number;
  updated_at: number;
  updated_by: string;
}

/** Locked. @throws AppError `not-found` */
export async function lockSheet(tx: Tx, country: string): Promise<SheetRow> {
  const [row] = await tx.query<SheetRow>('SELECT * FROM country_sheet WHERE country = $1 FOR UPDATE', [country]);
  if (!row) throw notFound('country');
  return row;
}

/** The next version of a sheet, and its place in the history. */
export async function storeSheet(
  tx: Tx,
  row: SheetRow,
  next: { origin: SheetView['origin']; body: SheetBody },
): Promise<number> {
  const version = row.version + 1;
  const values = [row.country, version, next.origin, JSON.stringify(next.body), tx.now, tx.scope.actor.id];
  await tx.query(
    `UPDATE country_sheet SET version = $2, origin = $3, body = $4, updated_at = $5, updated_by = $6 WHERE country = $1`,
    values,
  );
  await tx.query(
    'INSERT INTO country_sheet_history (country, version, origin, body, at, actor) VALUES ($1,$2,$3,$4,$5,$6)',
    values,
  );
  return version;
}

const VIEW = `
  SELECT s.*, c.extradition, f.edition, f.received_at, f.state AS followed_state, f.body AS followed_body,
    EXISTS (SELECT FROM country_sheet_follow w WHERE w.bureau = s.country AND w.side = 'follows') AS follows
  FROM country_sheet s JOIN country c ON c.code = s.country LEFT JOIN country_sheet_followed f USING (country)
  WHERE s.country = ANY($1) ORDER BY array_position($1, s.country)`;

type ViewRow = SheetRow & {
  extradition: SheetView['treaty'] & { note?: string };
  edition: number | null;
  received_at: number;
  followed_state: 'adopted' | 'conflict' | 'kept-ours';
  followed_body: SheetBody;
  follows: boolean;
};

/** The sheets of some countries, in the order asked; what their own bureaus published stands beside ours. */
export async function sheets(tx: Tx, countries: readonly string[]): Promise<SheetView[]> {
  const rows = await tx.query<ViewRow>(VIEW, [countries]);
  return rows.map((row) => ({
    country: row.country,
    origin: row.origin,
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    ...row.body,
    treaty: row.extradition ? { ...row.extradition, note: row.extradition.note ?? null } : null,
    theirs:
      row.edition === null
        ? null
        : { edition: row.edition, receivedAt: row.received_at, state: row.followed_state, body: row.followed_body },
    follows: row.follows,
  }));
}

/** @throws AppError `not-found` */
export async function sheet(tx: Tx, country: string): Promise<SheetView> {
  const [found] = await sheets(tx, [country]);
  if (!found) throw notFound('country');
  return found;
}

export async function sheetHistory(tx: Tx, country: string): Promise<SheetHistory> {
  const entries = await tx.query<SheetHistory['entries'][number]>(
    'SELECT version, origin, at, actor, body FROM country_sheet_history WHERE country = $1 ORDER BY version DESC LIMIT 100',
    [country],
  );
  return { entries };
}

/** Every country in one line: how much is asked, and how old the knowledge is. */
export async function listSheets(tx: Tx): Promise<SheetList> {
  const found = await tx.query<SheetList['sheets'][number]>(
    `SELECT s.country, s.origin, jsonb_array_length(s.body->'items') AS items,
       (SELECT count(*)::int FROM jsonb_array_elements(s.body->'items') i WHERE (i->>'blocking')::boolean) AS blocking,
       (SELECT CASE WHEN count(*) = count(i->>'verifiedOn') THEN min(i->>'verifiedOn') END
          FROM jsonb_array_elements(s.body->'items') i) AS "verifiedSince",
       coalesce(f.state = 'conflict', false) AS conflict,
       EXISTS (SELECT FROM country_sheet_follow w WHERE w.bureau = s.country AND w.side = 'follows') AS follows
     FROM country_sheet s LEFT JOIN country_sheet_followed f USING (country) ORDER BY s.country`,
  );
  return { sheets: found };
}
