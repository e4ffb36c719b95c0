import { AppError, type Scope, type Sealed, systemScope, type Tx } from '../../platform/index.ts';
import { PressError, printRecord } from '../../press/index.ts';
import type { ExportCase, ExportView, RemovedKind } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import type { Resolve } from '../graph/resolve.ts';
import { familyOf } from '../merge/survivor.ts';
import { caseRef } from '../refs.ts';
import { theCase } from '../store-cases.ts';
import { readIdentity } from '../store-identity.ts';
import { actorNames } from '../views.ts';
import { buildRecord, writtenAs } from './build-record.ts';
import { makeBundle, sha256Of } from './make-bundle.ts';
import { recordWords } from './record-words.ts';
import { redact } from './redact.ts';

export interface CaseFile {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly removed: readonly RemovedKind[];
  /** Some character is in none of the fonts of the PDF. */
  readonly missing: boolean;
}

/** Made outside the transaction that records it; sealed in the vault, so that it can be had again. */
export interface PreparedExport extends CaseFile {
  readonly sealed: Sealed;
  readonly sha256: string;
}

/**
 * Makes a copy of a case: as this scope sees it, without what must never leave and what was chosen to be left out.
 * @throws AppError `forbidden`, `not-found`, `unavailable` when the press is busy
 */
export async function prepareExport(
  deps: CasesDeps,
  resolve: Resolve,
  scope: Scope,
  caseId: string,
  input: ExportCase,
): Promise<PreparedExport> {
  const { full, bureauName } = await deps.db.tx(scope, async (tx) => {
    const row = await theCase(tx, caseId);
    if (scope.actor.kind !== 'system') {
      deps.access.require(tx, 'case.export', { compartment: row.compartment, state: row.state });
    }
    const bureau = await deps.directory.bureau(tx, scope.bureau);
    return {
      full: await buildRecord(deps, tx, resolve, caseId, input),
      bureauName: bureau?.names[input.lang] ?? scope.bureau,
    };
  });
  // The names of victims are read to be blackened where somebody wrote them in a text, and go no further.
  const secrets = await deps.db.tx(systemScope(scope.bureau), (tx) => sealedWords(tx, caseId));
  const record = redact(full, input.redact, secrets);
  const { pdf, missing } = await print(recordWords(record, input.lang, bureauName));
  const id = deps.runtime.newId();
  const bytes = input.format === 'pdf' ? pdf : makeBundle(deps, id, record, pdf);
  const name = `${record.number}${record.redacted ? '-redacted' : ''}`;
  return {
    id,
    fileName: input.format === 'pdf' ? `${name}.${input.lang}.pdf` : `${name}.zip`,
    bytes,
    removed: record.removed,
    missing,
    sealed: await deps.vault.seal(bytes),
    sha256: sha256Of(bytes),
  };
}

async function sealedWords(tx: Tx, caseId: string): Promise<string[]> {
  const family = await familyOf(tx, caseId);
  const subjects = await tx.query<{ id: string }>(
    'SELECT id FROM case_subject WHERE identity_held AND case_id = ANY($1::uuid[])',
    [family],
  );
  const words: string[] = [];
  for (const { id } of subjects) {
    const identity = await readIdentity(tx, id);
    if (identity) words.push(...writtenAs(identity, { names: true, documents: true }));
  }
  return words;
}

async function print(model: Parameters<typeof printRecord>[0]) {
  try {
    return await printRecord(model);
  } catch (error) {
    if (!(error instanceof PressError)) throw error;
    if (error.kind === 'failed') throw new AppError('internal', error.message);
    throw new AppError('unavailable', 'press', {
      errors: [{ pointer: '', code: 'case.export-busy' }],
      retryAfterSeconds: 5,
    });
  }
}

/** Puts the copy on the record: who took it, for what, for whom, and what was left out. */
export async function recordExport(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: ExportCase,
  made: PreparedExport,
): Promise<ExportView> {
  const row = await theCase(tx, caseId);
  await tx.query(
    `INSERT INTO case_export (id, case_id, format, lang, purpose, recipients, redacted, removed, file_name, sha256,
       sealed_ref, sealed_key, size, by_actor, at, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)`,
    [
      made.id,
      caseId,
      input.format,
      input.lang,
      input.purpose,
      input.to,
      input.redact !== undefined,
      JSON.stringify(made.removed),
      made.fileName,
      made.sha256,
      made.sealed.ref,
      made.sealed.key,
      made.bytes.length,
      tx.scope.actor.id,
      tx.now,
      row.compartment,
    ],
  );
  deps.audit.record(tx, {
    act: 'case.exported',
    entity: caseRef(caseId),
    body: {
      number: row.number,
      format: input.format,
      to: input.to.join(', '),
      redacted: input.redact !== undefined,
      sha256: made.sha256,
    },
  });
  const [view] = await exportsOf(deps, tx, caseId, made.id);
  if (!view) throw new AppError('internal', 'export was not stored');
  return view;
}

interface ExportRow {
  id: string;
  format: ExportView['format'];
  lang: ExportView['lang'];
  purpose: string;
  recipients: string[];
  redacted: boolean;
  removed: RemovedKind[];
  file_name: string;
  sha256: string;
  size: number;
  by_actor: string;
  at: number;
}

/** Copies that were taken of a case, newest first. */
export async function exportsOf(deps: CasesDeps, tx: Tx, caseId: string, id?: string): Promise<ExportView[]> {
  const rows = await tx.query<ExportRow>(
    'SELECT * FROM case_export WHERE case_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY at DESC, id LIMIT 200',
    [caseId, id ?? null],
  );
  const name = await actorNames(
    deps.access,
    tx,
    rows.map((row) => row.by_actor),
  );
  return rows.map((row) => ({
    id: row.id,
    format: row.format,
    lang: row.lang,
    purpose: row.purpose,
    to: row.recipients,
    redacted: row.redacted,
    removed: row.removed,
    fileName: row.file_name,
    sha256: row.sha256,
    size: row.size,
    by: name(row.by_actor),
    at: row.at,
  }));
}

/** A copy that was taken, once more; that it was opened is on the record first. @throws AppError `not-found` */
export async function openExport(
  deps: CasesDeps,
  scope: Scope,
  id: string,
): Promise<{ fileName: string; mediaType: string; bytes: Uint8Array }> {
  const row = await deps.db.tx(scope, async (tx) => {
    const [found] = await tx.query<
      ExportRow & { case_id: string; sealed_ref: string; sealed_key: string; compartment: string }
    >('SELECT * FROM case_export WHERE id = $1', [id]);
    if (!found) throw new AppError('not-found', 'export');
    deps.access.require(tx, 'case.export', { compartment: found.compartment });
    deps.audit.record(tx, {
      act: 'case.export-viewed',
      entity: caseRef(found.case_id),
      body: { sha256: found.sha256 },
    });
    return found;
  });
  return {
    fileName: row.file_name,
    mediaType: row.format === 'pdf' ? 'application/pdf' : 'application/zip',
    bytes: await deps.vault.open({ ref: row.sealed_ref, key: row.sealed_key }),
  };
}
