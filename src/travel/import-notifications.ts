import * as z from 'zod';
import { AppError, type Tx } from '../platform/index.ts';
import type { Json } from '../protocol/index.ts';
import { changeFiled } from './change-notification.ts';
import { checkForm } from './check-form.ts';
import { compareForms } from './compare-forms.ts';
import {
  type FormCheck,
  type FormProblem,
  type ImportedRow,
  type ImportResult,
  type Late,
  late,
  TRAVEL_IMPORT_RECORDS,
  type TravelForm,
  travelForm,
} from './contract.ts';
import { asJson, type TravelDeps } from './deps.ts';
import { fileNotification, findBySourceRef, requireNewTrip } from './file-notification.ts';
import { mustFind } from './read-notifications.ts';
import { buildRecord, columnOf, problemsOf } from './rows/build-record.ts';
import { type Fields, type RawRow, readRows } from './rows/read-rows.ts';
import { TRAVEL_COLUMNS } from './rows/travel-columns.ts';
import { writeProblems } from './rows/write-problems.ts';

const record = z.strictObject({ form: travelForm, late: late.optional() });

interface ReadRecord {
  readonly form: TravelForm;
  readonly late: Late | undefined;
  readonly columns: ReadonlyMap<string, string>;
}

/**
 * Files every record of a file and sends it at once. A record under a number of the agency that is filed already is a change
 * of that one: what differs is sent, and nothing when nothing does. What cannot be taken is told by row and does not hold up
 * the rest.
 * @param input.send false: says what would happen, and does nothing
 * @throws AppError `invalid` `rows.unreadable`, `rows.too-many`
 */
export async function importNotifications(
  deps: TravelDeps,
  tx: Tx,
  input: { text: string; preview: boolean },
): Promise<ImportResult> {
  const file = readRows(input.text);
  if (file.rows.length > TRAVEL_IMPORT_RECORDS) {
    throw new AppError('invalid', 'rows.too-many', {
      errors: [{ pointer: '/body/text', code: 'rows.too-many', params: { limit: TRAVEL_IMPORT_RECORDS } }],
    });
  }
  const rows: ImportedRow[] = [];
  const refused: { row: RawRow; problems: FormProblem[] }[] = [];
  for (const row of file.rows) {
    const outcome = await takeRow(deps, tx, row, input.preview);
    rows.push(outcome);
    if (outcome.outcome === 'refused') refused.push({ row, problems: outcome.problems });
  }
  const counts: Record<string, number> = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  if (!input.preview) {
    deps.audit.record(tx, {
      act: 'travel.imported',
      entity: { kind: 'travel-import', id: deps.runtime.newId() },
      body: { format: file.format, counts },
    });
  }
  const problems = [
    ...writeProblems(
      file.format,
      file.columns,
      refused.map(({ row, problems: found }) => ({
        record: row.record,
        value: row.value,
        problems: found.map((one) => `${one.params?.field ?? one.pointer}: ${one.code}`),
      })),
    ),
  ];
  return { format: file.format, counts, rows, problems: refused.length > 0 ? problems.join('') : '' };
}

async function takeRow(deps: TravelDeps, tx: Tx, row: RawRow, preview: boolean): Promise<ImportedRow> {
  const place = { record: row.record, line: row.line };
  const refused = (problems: FormProblem[]): ImportedRow => ({
    ...place,
    outcome: 'refused',
    id: null,
    reference: null,
    late: false,
    problems,
  });
  const read = readRecord(row);
  if ('problems' in read) return refused(read.problems);
  const { form, columns } = read;
  const check = checkForm(form, { home: deps.runtime.bureau, now: tx.now });
  const said = (id: string | null, reference: string | null, outcome: ImportedRow['outcome']): ImportedRow => ({
    ...place,
    outcome,
    id,
    reference,
    late: check.late,
    problems: check.problems.filter((one) => !one.needed).map((one) => withColumn(one, columns)),
  });
  const lacking = missing(check, read.late).map((one) => withColumn(one, columns));
  const number = form.source?.reference;
  const known = number === undefined ? undefined : await findBySourceRef(tx, number);
  if (known) {
    const same = compareForms(asJson(known.form as TravelForm), asJson(form)).length === 0;
    if (same || known.state !== 'sent') return said(known.id, known.reference, 'unchanged');
    if (lacking.length > 0) return refused(lacking);
    if (!preview)
      await changeFiled(deps, tx, {
        id: known.id,
        version: known.version,
        form,
        kind: 'change',
        reason: `${form.source?.agency ?? ''}: ${number}`,
        late: read.late,
      });
    return said(known.id, known.reference, 'changed');
  }
  if (lacking.length > 0) return refused(lacking);
  try {
    await requireNewTrip(tx, form, check);
  } catch (error) {
    const same = error instanceof AppError ? error.errors[0] : undefined;
    if (same?.code !== 'travel.same-trip') throw error;
    return said(String(same.params?.id), String(same.params?.number), 'duplicate');
  }
  if (preview) return said(null, null, 'sent');
  const id = await fileNotification(deps, tx, { form, late: read.late, send: true });
  return said(id, (await mustFind(tx, id)).reference, 'sent');
}

/** Everything without which it cannot leave. */
function missing(check: FormCheck, reason: Late | undefined): FormProblem[] {
  const needed = check.problems.filter((one) => one.needed);
  if (!check.late || reason) return needed;
  const params = { days: check.leadDays ?? 0, expected: check.expectedDays };
  return [...needed, { pointer: '/late', code: 'travel.late-reason-needed', params, needed: true }];
}

const withColumn = (problem: FormProblem, columns: ReadonlyMap<string, string>): FormProblem => ({
  ...problem,
  params: { ...problem.params, field: columnOf(problem.pointer, columns) },
});

function readRecord(row: RawRow): ReadRecord | { problems: FormProblem[] } {
  if (!row.value) return { problems: [{ pointer: '', code: row.code ?? 'row.no-object', needed: true }] };
  const isForm = 'person' in row.value || 'form' in row.value || 'legs' in row.value;
  const built = isForm ? null : buildRecord(row.value as Fields, TRAVEL_COLUMNS);
  const value = built ? fromColumns(built.value) : 'form' in row.value ? row.value : splitLate(row.value);
  const parsed = record.safeParse(value);
  const columns = new Map([...(built?.columns ?? [])]);
  if (!parsed.success) {
    const at = new Map(
      [...columns].map(([pointer, column]) => [pointer === '/late' ? pointer : `/form${pointer}`, column]),
    );
    return { problems: problemsOf(parsed.error, at) };
  }
  return { form: parsed.data.form, late: parsed.data.late, columns };
}

function splitLate(value: { readonly [key: string]: Json | undefined }) {
  const { late: why, ...form } = value;
  return why === undefined ? { form } : { form, late: why };
}

/** What a CSV leaves to be understood: the kind of the name and of the document, how sure the date of birth is. */
function fromColumns(value: { [key: string]: Json }) {
  const { late: why, aliases, ...form } = value;
  const person = (form.person ?? {}) as { [key: string]: Json };
  const named = Array.isArray(person.names) ? (person.names as { [key: string]: Json }[]) : [];
  person.names = [
    ...named.map((name) => ({ kind: 'current', ...name })),
    ...(Array.isArray(aliases) ? aliases.map((full) => ({ kind: 'alias', full })) : []),
  ];
  if (person.birth) person.birth = { precision: 'exact', ...(person.birth as object) };
  if (Array.isArray(person.documents))
    person.documents = person.documents.map((one) => ({ type: 'passport', ...(one as object) }));
  if (form.companions) form.companions = { children: false, ...(form.companions as object) };
  return { form: { kind: 'travel', ...form, person }, ...(why === undefined ? {} : { late: why }) };
}
