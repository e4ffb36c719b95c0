import { createHash } from 'node:crypto';
import { loadOffences } from '../../../directory/index.ts';
import { conflict, notFound, refuse, type Tx } from '../../../platform/index.ts';
import type { BulkDone, BulkFile, BulkPreview, BulkProblem, BulkView } from '../../contract.ts';
import { declineRequest } from '../../decline-request.ts';
import type { CasesDeps } from '../../deps.ts';
import { findRequest } from '../../store-requests.ts';
import { submitRequest } from '../../submit-request.ts';
import { actorNames } from '../../views.ts';
import { type BulkRow, readBulk } from './read-bulk.ts';
import { writeRefused } from './write-refused.ts';

interface Judged {
  readonly rows: readonly BulkRow[];
  readonly good: readonly BulkRow[];
  readonly problems: readonly BulkProblem[];
}

/** Which rows would be taken, by the same rules as one request. */
async function judge(deps: CasesDeps, tx: Tx, csv: string): Promise<Judged> {
  const { rows, problems } = readBulk(csv);
  const found: BulkProblem[] = [...problems];
  const offences = new Set((await loadOffences()).map((offence) => offence.code));
  const agencies = new Map<string, boolean>();
  const good: BulkRow[] = [];
  for (const row of rows) {
    const own: BulkProblem[] = [...row.problems];
    if (row.request) {
      const { agency, offence } = row.request;
      let known = agencies.get(agency);
      if (known === undefined) {
        known = (await deps.directory.agency(tx, agency))?.kind === 'law-enforcement';
        agencies.set(agency, known);
      }
      const say = (column: string, code: string, params: BulkProblem['params']): void => {
        own.push({ line: row.line, column, code, params });
      };
      if (!known) say('agency', 'agency.unknown', { ori: agency });
      else if (tx.scope.agency !== null && tx.scope.agency !== agency)
        say('agency', 'agency.not-yours', { ori: agency });
      if (!offences.has(offence)) say('offence', 'offence.unknown', { offence });
    }
    if (own.length === 0) good.push(row);
    found.push(...own);
  }
  return { rows, good, problems: found };
}

/** Says what a file would do, and does nothing. */
export async function previewImport(deps: CasesDeps, tx: Tx, input: BulkFile): Promise<BulkPreview> {
  const { rows, good, problems } = await judge(deps, tx, input.csv);
  return {
    rows: rows.length,
    good: good.length,
    problems: problems.slice(0, 1_000),
    refusedCsv: writeRefused(rows, problems),
  };
}

/**
 * Takes every row that fits as a request of its own, each with its number and its call-back; the others are told with the
 * reason. All or nothing with the transaction.
 * @throws AppError `refused` when the same file was brought in before and stands
 */
export async function importRequests(deps: CasesDeps, tx: Tx, input: BulkFile): Promise<BulkDone> {
  const { rows, good, problems } = await judge(deps, tx, input.csv);
  const answer = { rows: rows.length, problems: problems.slice(0, 1_000), refusedCsv: writeRefused(rows, problems) };
  if (good.length === 0) return { id: null, taken: [], ...answer };
  const sha256 = createHash('sha256').update(input.csv).digest('hex');
  const [before] = await tx.query("SELECT 1 FROM case_bulk WHERE sha256 = $1 AND state = 'done'", [sha256]);
  if (before) throw refuse('bulk.brought-in-before');
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO case_bulk (id, file_name, sha256, state, version, by_actor, at, agency) VALUES ($1,$2,$3,'done',1,$4,$5,$6)`,
    [id, input.fileName, sha256, tx.scope.actor.id, tx.now, tx.scope.agency],
  );
  const taken: BulkDone['taken'] = [];
  for (const row of good) {
    if (!row.request) continue;
    const made = await submitRequest(deps, tx, row.request);
    await tx.query('INSERT INTO case_bulk_row (bulk_id, line, request_id, agency) VALUES ($1,$2,$3,$4)', [
      id,
      row.line,
      made.id,
      row.request.agency,
    ]);
    taken.push({ line: row.line, id: made.id, number: made.number });
  }
  deps.audit.record(tx, {
    act: 'request.imported',
    entity: { kind: 'request-import', id },
    body: { taken: taken.length, refused: rows.length - taken.length },
  });
  return { id, taken, ...answer };
}

interface BulkLine {
  id: string;
  file_name: string;
  state: 'done' | 'undone';
  version: number;
  by_actor: string;
  at: number;
  requests: number;
  untouched: number;
}

export async function listImports(deps: CasesDeps, tx: Tx): Promise<BulkView[]> {
  const rows = await tx.query<BulkLine>(
    `SELECT b.id, b.file_name, b.state, b.version, b.by_actor, b.at, count(r.id)::int AS requests,
       (count(r.id) FILTER (WHERE r.state = 'received' AND r.version = 1))::int AS untouched
     FROM case_bulk b LEFT JOIN case_bulk_row w ON w.bulk_id = b.id LEFT JOIN case_request r ON r.id = w.request_id
     GROUP BY b.id ORDER BY b.at DESC, b.id LIMIT 50`,
  );
  const nameOf = await actorNames(
    deps.access,
    tx,
    rows.map((row) => row.by_actor),
  );
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    version: row.version,
    requests: row.requests,
    untouched: row.untouched,
    by: nameOf(row.by_actor),
    at: row.at,
  }));
}

/** Takes back what nobody has begun to work on; the rest stands, and is counted. */
export async function undoImport(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  version: number,
): Promise<{ id: string; version: number; withdrawn: number; kept: number }> {
  const [bulk] = await tx.query<{ version: number; state: string }>(
    'SELECT version, state FROM case_bulk WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!bulk) throw notFound('request-import');
  if (bulk.version !== version || bulk.state === 'undone') {
    throw conflict('request-import', { version }, { version: bulk.version, state: bulk.state });
  }
  const rows = await tx.query<{ request_id: string }>(
    'SELECT request_id FROM case_bulk_row WHERE bulk_id = $1 ORDER BY line',
    [id],
  );
  let withdrawn = 0;
  for (const { request_id } of rows) {
    const request = await findRequest(tx, request_id);
    if (request?.state !== 'received' || request.version !== 1) continue;
    await declineRequest(deps, tx, request_id, {
      version: request.version,
      reason: 'withdrawn',
      explanation: 'Taken back by whoever brought the file in.',
      criteria: [],
    });
    withdrawn++;
  }
  await tx.query("UPDATE case_bulk SET state = 'undone', undone_at = $2, version = version + 1 WHERE id = $1", [
    id,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: 'request.import-undone',
    entity: { kind: 'request-import', id },
    body: { withdrawn, kept: rows.length - withdrawn },
  });
  return { id, version: version + 1, withdrawn, kept: rows.length - withdrawn };
}
