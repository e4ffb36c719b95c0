import { type JobHandler, type Scope, systemScope } from '../../platform/index.ts';
import type { ImportView } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { hashBytes } from '../files/hash-bytes.ts';
import { sniffType } from '../files/sniff-type.ts';
import { normaliseJson } from '../le/normalise-json.ts';
import { JsonProblem, readJson } from '../le/read-json.ts';
import { type HeldFile, receiveJson } from '../le/receive-json.ts';
import { type Container, containersAt, containersOfBytes, EntryProblem, type ImportEntry } from './entries.ts';
import {
  doneEntries,
  findImport,
  findUnfinished,
  importView,
  insertRow,
  type NewRow,
  tallyImport,
} from './import-store.ts';
import { openImport } from './open-import.ts';

export const IMPORT_JOB = 'tips.import';

interface Run {
  readonly id: string;
  readonly scope: Scope;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((row: NewRow) => void) | undefined;
}

/** Brings in what lies at a path; run again after it was stopped, it goes on where it was. In this process, to its end. */
export async function importPath(
  deps: Deps,
  input: { path: string; size: number; progress?: (row: NewRow) => void },
): Promise<ImportView> {
  const scope = systemScope(deps.runtime.bureau);
  const id = await deps.db.tx(
    scope,
    async (tx) =>
      (await findUnfinished(tx, input.path))?.id ??
      (await openImport(deps, tx, { name: input.path, size: input.size, sealed: null })),
  );
  return runImport(deps, { id, scope, progress: input.progress }, containersAt(input.path));
}

/** Works an upload. */
export function importJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id } = job.payload as { id: string };
    const row = await deps.db.tx(scope, (tx) => findImport(tx, id));
    if (row.state === 'done' || !row.vault_ref || !row.vault_key) return undefined;
    const bytes = Buffer.from(await deps.vault.open({ ref: row.vault_ref, key: row.vault_key }));
    await runImport(deps, { id, scope, signal: job.signal }, containersOfBytes(row.name, bytes));
    return undefined;
  };
}

async function runImport(deps: Deps, run: Run, containers: AsyncIterable<Container>): Promise<ImportView> {
  for await (const container of containers) {
    await using held = container;
    await importContainer(deps, run, held.entries);
  }
  const row = await deps.db.tx(run.scope, async (tx) => {
    await tallyImport(tx, run.id);
    const done = await tx.query<{ vault_ref: string | null; found: number }>(
      `UPDATE tips_import i SET state = 'done', finished_at = $2, vault_ref = NULL, vault_key = NULL,
         broken = CASE WHEN i.found = 0 THEN 'tip-import.nothing-found' ELSE i.broken END
       FROM (SELECT id, vault_ref FROM tips_import WHERE id = $1 FOR UPDATE) before
       WHERE i.id = before.id AND i.state = 'running' RETURNING before.vault_ref, i.found`,
      [run.id, tx.now],
    );
    const found = await findImport(tx, run.id);
    if (done[0]) {
      const ref = { kind: 'tip-import', id: run.id };
      const { taken, versions, same, refused } = found;
      deps.audit.record(tx, { act: 'tip-import.finished', entity: ref, body: { taken, versions, same, refused } });
      await deps.work.close(tx, { ref, outcome: 'done' });
      // What was uploaded lies with the reports now.
      const { vault_ref: upload } = done[0];
      if (upload) tx.onCommit(() => void deps.vault.destroy(upload).catch(() => undefined));
    }
    return found;
  });
  return importView(row);
}

/** Rows asked about at once, whether they were done before. */
const PAGE = 200;
/** Reports worked side by side: while one waits for the disk, others are read. */
const SIDE_BY_SIDE = 6;

async function importContainer(deps: Deps, run: Run, entries: readonly ImportEntry[]): Promise<void> {
  const reports = entries.filter((one) => /\.json$/i.test(one.path) && one.problem === null);
  const isReport = new Set(reports);
  const others = new Map(
    entries.filter((one) => !isReport.has(one) && one.problem === null).map((one) => [baseOf(one.path), one]),
  );
  const claimed = new Set<ImportEntry>();
  for (let at = 0; at < reports.length; at += PAGE) {
    const page = reports.slice(at, at + PAGE);
    const done = await deps.db.tx(run.scope, (tx) =>
      doneEntries(
        tx,
        run.id,
        page.map((one) => one.path),
      ),
    );
    const waiting = page.values();
    const work = async (): Promise<void> => {
      for (const report of waiting) {
        run.signal?.throwIfAborted();
        const isDone = done.has(report.path);
        await importReport(deps, run, { report, others, isOnly: reports.length === 1, isDone, claimed });
      }
    };
    // All of them have ended before a failure is told: none goes on behind its back.
    const ended = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, work));
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    await deps.db.tx(run.scope, (tx) => tallyImport(tx, run.id));
  }
  const left = entries.filter((one) => one.problem !== null || (!isReport.has(one) && !claimed.has(one)));
  for (let at = 0; at < left.length; at += PAGE) {
    const page = left.slice(at, at + PAGE);
    await deps.db.tx(run.scope, async (tx) => {
      const done = await doneEntries(
        tx,
        run.id,
        page.map((one) => one.path),
      );
      for (const one of page) {
        if (done.has(one.path)) continue;
        const row: NewRow = one.problem
          ? { entry: one.path, outcome: 'refused', code: one.problem.code, params: one.problem.params }
          : { entry: one.path, outcome: 'left-out', code: 'tip-import.no-report' };
        await insertRow(tx, run.id, row);
        run.progress?.(row);
      }
    });
  }
}

async function importReport(
  deps: Deps,
  run: Run,
  input: {
    report: ImportEntry;
    others: ReadonlyMap<string, ImportEntry>;
    isOnly: boolean;
    isDone: boolean;
    claimed: Set<ImportEntry>;
  },
): Promise<void> {
  const { report, others, isOnly, isDone, claimed } = input;
  const sealed: HeldFile[] = [];
  try {
    const raw = await report.read();
    const model = normaliseJson(readJson(raw));
    const files = model.files.flatMap((file) => others.get(baseOf(file.name ?? '')) ?? []);
    const stem = baseOf(report.path).replace(/\.json$/, '');
    const beside = [`${stem}.pdf`, `${model.reportNumber}.pdf`].flatMap((name) => others.get(name) ?? []);
    const documents = [
      ...new Set(isOnly ? [...others.values()].filter((one) => /\.pdf$/i.test(one.path)) : beside),
    ].filter((one) => !files.includes(one));
    for (const one of [...files, ...documents]) claimed.add(one);
    if (isDone) return;
    const keyOf = new Map(model.files.map((file) => [baseOf(file.name ?? ''), file.key]));
    const held = { files: [] as HeldFile[], documents: [] as HeldFile[] };
    for (const one of new Set([...files, ...documents])) {
      const bytes = await one.read();
      const name = keyOf.get(baseOf(one.path)) ?? lastOf(one.path);
      const file: HeldFile = {
        name,
        size: bytes.length,
        type: sniffType(bytes),
        ...(await hashBytes(bytes)),
        sealed: await deps.vault.seal(bytes),
      };
      sealed.push(file);
      (files.includes(one) ? held.files : held.documents).push(file);
    }
    const row = await deps.db.tx(run.scope, async (tx): Promise<NewRow> => {
      const { tipId, outcome, filesAdded } = await receiveJson(deps, tx, { raw, model, ...held });
      const made: NewRow = { entry: report.path, outcome, tipId, files: filesAdded };
      await insertRow(tx, run.id, made);
      return made;
    });
    run.progress?.(row);
  } catch (error) {
    const { code, params } = problemOf(error);
    if (isDone) return;
    await Promise.all(sealed.map((file) => deps.vault.destroy(file.sealed.ref).catch(() => undefined)));
    const row: NewRow = { entry: report.path, outcome: 'refused', code, params };
    await deps.db.tx(run.scope, (tx) => insertRow(tx, run.id, row));
    run.progress?.(row);
  }
}

/** What is the report's own fault; anything else is none of it, and stops the import. */
function problemOf(error: unknown): { code: string; params: Readonly<Record<string, string | number>> } {
  if (error instanceof JsonProblem || error instanceof EntryProblem) return { code: error.code, params: error.params };
  throw error;
}

/** The name alone, in lower case. */
function baseOf(path: string): string {
  return lastOf(path).toLowerCase();
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
