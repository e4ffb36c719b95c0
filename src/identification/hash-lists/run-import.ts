import { notFound, refuse, systemScope, type Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { entryKey, type RawObject } from '../formats/entry.ts';
import { type ReadItem, readList } from '../formats/read-list.ts';
import { shown } from '../formats/vics-record.ts';
import { finishImport } from './finish-import.ts';
import { closeCase, openCases } from './import-cases.ts';
import { findImport, type ImportRow, insertProblems, type NewProblem } from './import-store.ts';
import { type NewEntry, upsertEntries } from './store.ts';

/** Records in one transaction: enough that its commit costs little, few enough that its memory does. */
const BATCH = 2_000;

type RunDeps = Pick<Deps, 'db' | 'runtime' | 'audit' | 'work' | 'jobs'>;

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** After each batch that is committed. */
  progress?(row: ImportRow): void;
  /** In the transaction that finishes it. */
  alongside?(tx: Tx): Promise<void>;
}

/**
 * Reads a confirmed file into its list, batch by batch, from the last one committed: entries, problems and counts of a batch
 * commit together, so a process that is killed loses nothing and does nothing twice. While one batch is stored the next is read.
 * @param source the whole file, from its first byte
 * @throws AppError `refused` `import.runs-elsewhere` when another process went on with it meanwhile
 */
export async function runImport(
  deps: RunDeps,
  id: string,
  source: AsyncIterable<Uint8Array>,
  options: RunOptions = {},
): Promise<void> {
  const scope = systemScope(deps.runtime.bureau);
  let row = await deps.db.tx(scope, (tx) => findImport(tx, id));
  if (!row) throw notFound('import');
  if (row.state !== 'running' || row.list_id === null) return;
  let waiting: ReadItem[] = [];
  let storing: Promise<ImportRow> = Promise.resolve(row);
  const store = async (items: ReadItem[], bytes: number): Promise<void> => {
    row = await storing;
    options.signal?.throwIfAborted();
    if (row.read > 0) options.progress?.(row);
    const before = row;
    storing = deps.db.tx(scope, (tx) => storeBatch(tx, before, items, bytes));
    // Heard when it is awaited.
    storing.catch(() => undefined);
  };
  for await (const { items, bytes } of readList(source, {
    skip: row.read,
    ...(row.scheme ? { as: row.scheme } : {}),
  })) {
    for (const item of items) waiting.push(item);
    if (waiting.length < BATCH) continue;
    for (let at = 0; at + BATCH <= waiting.length; at += BATCH) await store(waiting.slice(at, at + BATCH), bytes);
    waiting = waiting.slice(waiting.length - (waiting.length % BATCH));
  }
  await store(waiting, row.file_size);
  row = await storing;
  options.progress?.(row);
  await deps.db.tx(scope, async (tx) => {
    await finishImport(deps, tx, id);
    await options.alongside?.(tx);
  });
}

async function storeBatch(tx: Tx, before: ImportRow, items: readonly ReadItem[], bytes: number): Promise<ImportRow> {
  const { id, list_id: listId } = before;
  const held = await findImport(tx, id, true);
  if (held?.read !== before.read || held.state !== 'running' || listId === null) throw refuse('import.runs-elsewhere');
  const cases = await openCases(tx, { importId: id, listId, open: held.case_ids }, items);
  const entries: NewEntry[] = [];
  const places = new Map<string, ReadItem & { kind: 'entry' }>();
  const problems: NewProblem[] = [];
  let broken: string | null = null;
  for (const item of items) {
    if (item.kind === 'entry') {
      const key = entryKey(item.entry) ?? '';
      const caseId = cases[String(item.caseIndex)];
      entries.push({ key, ...item.entry, ...(caseId === undefined ? {} : { cases: [caseId] }) });
      places.set(key, item);
      for (const warning of item.warnings) problems.push({ ...placeOf(item), ...warning, refused: false, fields: {} });
    } else if (item.kind === 'refused') {
      problems.push({
        ...placeOf(item),
        code: item.code,
        params: item.params,
        refused: true,
        fields: fieldsOf(item.fields),
      });
    } else if (item.kind === 'broken') {
      broken = item.code;
      // It is about the file, not about a record, of which none is counted for it.
      problems.push({ ...placeOf(item), record: 0, code: item.code, params: {}, refused: false, fields: {} });
    }
  }
  const upserted = await upsertEntries(tx, listId, entries, { importId: id });
  for (const { key, was, is } of upserted.differing) {
    const item = places.get(key);
    const params = { was: `${was.scheme} ${was.code}`, is: `${is.scheme} ${is.code}` };
    if (item) problems.push({ ...placeOf(item), code: 'import.category-differs', params, refused: false, fields: {} });
  }
  const from = Math.min(held.first_entry ?? Number.MAX_SAFE_INTEGER, upserted.ids?.[0] ?? Number.MAX_SAFE_INTEGER);
  for (const item of items)
    if (item.kind === 'case' && item.ended) await closeCase(tx, { listId, from, importId: id }, cases, item);
  const refused = items.filter((item) => item.kind === 'refused').length;
  await insertProblems(tx, id, held.refused + held.warnings, problems);
  const ids = upserted.ids ?? [null, null];
  const [after] = await tx.query<ImportRow>(
    `UPDATE ident_import i SET read = read + $2, accepted = accepted + $3, merged = merged + $4, refused = refused + $5,
       warnings = warnings + $6, bytes_read = $7, case_ids = $8, broken = $9, first_entry = least(first_entry, $10),
       last_entry = greatest(last_entry, $11), version = i.version + 1
     FROM ident_hash_list l WHERE i.id = $1 AND l.id = i.list_id RETURNING i.*, l.name AS list_name`,
    [
      id,
      entries.length + refused,
      upserted.added,
      upserted.merged,
      refused,
      problems.length - refused,
      Math.min(bytes, held.file_size),
      JSON.stringify(cases),
      broken,
      ...ids,
    ],
  );
  if (!after) throw notFound('import');
  return after;
}

const placeOf = ({ record, line, pointer }: { record: number; line: number; pointer: string }) => ({
  record,
  line,
  pointer,
});

/** Of a record that was refused, what a person can put right and bring in again. */
function fieldsOf(fields: RawObject): Record<string, string> {
  const wanted = /^(md5|sha-?1|sha-?256|pdq|photodna|series|series name|category|image ?id|media ?id|value)$/i;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => wanted.test(name) && value !== null && value !== '')
      .slice(0, 12)
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 300) : shown(value)]),
  );
}
