import type { NoticeForm } from '../../notices/contract.ts';
import type { Tx } from '../../platform/index.ts';
import type { RemovalPreview } from '../contract.ts';
import type { TravelDeps } from '../deps.ts';
import type { RowFile } from '../rows/read-rows.ts';
import { greenFormOf, personKey, readRemoval } from './read-record.ts';

const PROBLEMS = 50;
const SAMPLE = 20;

/** What would become of each record; nothing is kept. */
export async function previewBatch(deps: TravelDeps, tx: Tx, file: RowFile): Promise<RemovalPreview> {
  const failing: Record<string, number> = {};
  const ignored = new Set<string>();
  const domestic = new Set<string>();
  const problems: RemovalPreview['problems'] = [];
  const sample: RemovalPreview['sample'] = [];
  const keys: string[] = [];
  let refused = 0;
  let held = 0;
  for (const row of file.rows) {
    const read = readRemoval(row);
    for (const column of read.ignored) ignored.add(column);
    if ('problems' in read) {
      refused++;
      if (problems.length < PROBLEMS) problems.push({ record: row.record, line: row.line, problems: read.problems });
      continue;
    }
    const { record } = read;
    for (const [name, value] of Object.entries(record.domestic ?? {})) if (value !== undefined) domestic.add(name);
    const rules = deps.notices.drafts.failing(greenFormOf(record) as NoticeForm, tx.now);
    if (rules.length > 0) held++;
    for (const rule of rules) failing[rule] = (failing[rule] ?? 0) + 1;
    const key = personKey(record);
    if (key) keys.push(key);
    if (sample.length < SAMPLE) {
      sample.push({
        record: row.record,
        name: [record.person.familyName, record.person.forename].filter(Boolean).join(', '),
        birthDate: record.person.birthDate ?? null,
        country: record.removal.country,
        passes: rules.length === 0,
      });
    }
  }
  const known = await knownKeys(tx, keys);
  const twice = keys.length - new Set(keys).size;
  return {
    format: file.format,
    records: file.rows.length,
    readable: file.rows.length - refused,
    refused,
    held,
    failing,
    known: known.size + twice,
    ignored: [...ignored].slice(0, 100),
    domestic: [...domestic],
    problems,
    sample,
  };
}

/** Persons who have a drafted or submitted notice from a batch. */
export async function knownKeys(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ key: string; notice_id: string }>(
    `SELECT key, notice_id FROM removal_row WHERE key = ANY($1) AND notice_id IS NOT NULL
       AND state IN ('drafted', 'held', 'submitted', 'kept')`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row.notice_id]));
}
