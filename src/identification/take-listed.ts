import type { Tx } from '../platform/index.ts';
import { readAsk } from './ask-lyon.ts';
import type { ListedMatch } from './contract.ts';
import type { Deps } from './deps.ts';
import { openAlert } from './open-alert.ts';
import type { ListedMessage } from './wire-listed.ts';

/** Message `icse.listed`: a list at Lyon knows what was asked about here. Kept beside the look-up, and told to a person once a list. */
export async function receiveListed(deps: Deps, tx: Tx, body: ListedMessage): Promise<void> {
  const ask = await readAsk(tx, body.lookup);
  if (ask?.kind !== 'lookup') return;
  const { list } = body;
  const rows = await tx.query(
    `INSERT INTO ident_lookup_listed (lookup_id, item, entry, list_id, list_name, list_source, kind, distance, orientation,
       classification, series, at, compartment)
     SELECT $1, u.item, u.entry, $3, $4, $5, u.kind, u.distance, u.orientation, u.classification, u.series, $6, $7
     FROM jsonb_to_recordset($2::jsonb) AS u(item int, entry bigint, kind text, distance smallint, orientation text,
       classification jsonb, series text)
     ON CONFLICT DO NOTHING RETURNING item`,
    [ask.id, JSON.stringify(body.found), list.id, list.name, list.source, tx.now, ask.compartment],
  );
  if (rows.length === 0) return;
  deps.audit.record(tx, {
    act: 'lookup.list-match',
    entity: { kind: 'lookup', id: ask.id },
    about: deps.cases.timelineRefs(ask.case_id),
    body: { matches: rows.length, list: list.name },
  });
  if (body.alert === null) return;
  await openAlert(deps, tx, {
    id: body.alert,
    kind: 'listed',
    series: null,
    bureaus: ['IPSG'],
    because: 'listed',
    detail: { list: list.name.slice(0, 120), source: list.source.slice(0, 120) },
    lookupId: ask.id,
    cases: ask.case_id === null ? [] : [ask.case_id],
  });
}

/** What lists know of one look-up's items, by their order. */
export async function readListed(tx: Tx, lookupId: string): Promise<ListedMatch[]> {
  const rows = await tx.query<
    Omit<ListedMatch, 'list'> & { readonly list_id: string; readonly list_name: string; readonly list_source: string }
  >(
    `SELECT item, entry, list_id, list_name, list_source, kind, distance, orientation, classification, series, at
     FROM ident_lookup_listed WHERE lookup_id = $1 ORDER BY item, (kind <> 'exact'), distance, entry`,
    [lookupId],
  );
  return rows.map(({ list_id: id, list_name: name, list_source: source, ...row }) => ({
    ...row,
    list: { id, name, source },
  }));
}
