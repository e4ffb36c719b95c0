import type { Scope, Tx } from '../platform/index.ts';
import { parseCheckpoint, parseNote } from '../protocol/index.ts';
import { keepFound, type RowToCompare, searchRows } from './compare-rows.ts';
import { type PersonInput, SOURCES } from './contract.ts';
import type { Deps } from './deps.ts';
import type { FoundIn } from './index/keep-index.ts';
import { preparePerson } from './person-query.ts';
import { screeningRef } from './refs.ts';
import { settleScreening } from './settle-screening.ts';
import { insertRows, insertScreening, nextNumber } from './store.ts';

export interface Searched {
  readonly rows: readonly RowToCompare[];
  readonly found: readonly (readonly FoundIn[])[];
}

/** Before the transaction: the person is compared with the index. */
export async function searchPerson(deps: Deps, scope: Scope, input: PersonInput): Promise<Searched> {
  const rows = [{ n: 1, prepared: preparePerson(input.person, today(deps)) }];
  const asked = { sources: input.sources ?? SOURCES, minScore: input.minScore };
  const found = rows[0]?.prepared.refused ? [[]] : await searchRows(deps, scope, rows, asked);
  return { rows, found };
}

/** The question and its candidates are kept; who asked about whom, and where, is on the record. Returns its id. */
export async function screenPerson(deps: Deps, tx: Tx, input: PersonInput, searched: Searched): Promise<string> {
  const id = deps.runtime.newId();
  const number = await nextNumber(tx);
  const sources = [...(input.sources ?? SOURCES)];
  const refused = searched.rows.filter((row) => row.prepared.refused).length;
  await insertScreening(tx, {
    id,
    number,
    kind: 'person',
    trip: input.trip,
    note: input.note ?? null,
    fileName: null,
    format: null,
    unread: [],
    sources,
    minScore: Math.round(input.minScore * 1000),
    rows: searched.rows.length,
    refused,
    feedAt: feedTime(deps),
  });
  await insertRows(
    tx,
    id,
    searched.rows.map((row) => ({ ...row.prepared, n: row.n, line: 1 })),
  );
  const rows = searched.rows.filter((row) => !row.prepared.refused);
  const open = await keepFound(deps, tx, id, rows, searched.found, sources);
  deps.audit.record(tx, {
    act: 'screening.person.searched',
    entity: screeningRef(id),
    body: {
      number,
      person: searched.rows[0]?.prepared.fingerprint ?? '',
      ...onRecord(input.trip),
      undecided: open,
    },
  });
  await settleScreening(deps, tx, id);
  return id;
}

/** The journey as the ledger keeps it. */
export function onRecord(trip: PersonInput['trip']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(trip).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** YYYY-MM-DD by the node's clock. */
export const today = (deps: Deps): string => new Date(deps.runtime.clock.now()).toISOString().slice(0, 10);

/** Time in the newest checkpoint of the circulation feed that was checked here; null before the first. */
export function feedTime(deps: Deps): number | null {
  const note = deps.federation.feedCheckpoint();
  return note === null ? null : (parseCheckpoint(parseNote(note).text).time ?? null);
}
