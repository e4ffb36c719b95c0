import { createHash } from 'node:crypto';
import type { Sealed, Tx } from '../../platform/index.ts';
import type { TipModel } from '../contract-model.ts';
import { type Deps, PRESERVED_MS, tipRef } from '../deps.ts';
import { owedFiles } from '../files/file-jobs.ts';
import type { FileHashes } from '../files/hash-bytes.ts';
import { keepWords } from '../files/keep-words.ts';
import { toJsonb } from '../model/json.ts';
import { oweTips } from '../settle-tips.ts';
import { insertVersion, lockTip, summaryOf, type TipRow } from '../store.ts';

/** Bytes that came with a report, sealed before the transaction. */
export interface HeldFile extends FileHashes {
  /** As it is called where it came from. */
  readonly name: string;
  readonly size: number;
  readonly type: string | null;
  readonly sealed: Sealed;
}

export interface Received {
  readonly tipId: string;
  /** `same`: this very report was here; files it lacked may have been added. */
  readonly outcome: 'new' | 'version' | 'same';
  readonly filesAdded: number;
}

export const LE_SOURCE = 'ncmec';

/** Whence a report came that NCMEC did not number: another bureau's, under that bureau's own name for it. */
export interface Origin {
  readonly source: string;
  readonly shape: 'referral';
  readonly number: number;
  readonly preservedUntil: number | null;
}

/**
 * Takes a report in as law enforcement received it. One with a number that is known here is a new version of it, unless it is the
 * same to the byte; a version of a report that was settled is owed again.
 */
export async function receiveJson(
  deps: Deps,
  tx: Tx,
  input: {
    raw: Uint8Array;
    model: TipModel;
    files: readonly HeldFile[];
    documents: readonly HeldFile[];
    origin?: Origin;
    /** What triage and routing are to find when they see it. */
    beforeHooks?: (tipId: string) => Promise<void>;
  },
): Promise<Received> {
  const { raw, model } = input;
  const { source, shape, number } = input.origin ?? {
    source: LE_SOURCE,
    shape: 'le-json' as const,
    number: Number(model.reportNumber),
  };
  const opened = await insertTip(deps, tx, model, {
    source,
    shape,
    number,
    preservedUntil: input.origin?.preservedUntil,
  });
  const tip = opened ?? (await lockTip(tx, source, number));
  if (!tip) throw new Error('tips: the report that was there is gone');
  const sha256 = createHash('sha256').update(raw).digest();
  const same = opened
    ? []
    : await tx.query('SELECT FROM tips_version WHERE tip_id = $1 AND raw_sha256 = $2', [tip.id, sha256]);
  const outcome = opened ? 'new' : same.length > 0 ? 'same' : 'version';
  const n = opened ? 1 : tip.versions + 1;
  if (outcome !== 'same') {
    await insertVersion(tx, { tipId: tip.id, n, raw, model, compartment: tip.compartment });
    await keepFileWords(deps, tx, tip, n, model);
  }
  const filesAdded = await keepBytes(deps, tx, tip, input);
  if (outcome === 'version') await takeVersion(deps, tx, tip, n, model);
  if (opened) {
    const isEscalated = model.incident.escalated !== null;
    deps.audit.record(tx, {
      act: 'tip.received',
      entity: tipRef(tip.id),
      body: { shape, escalated: isEscalated, files: model.files.length },
    });
    await oweTips(deps, tx, [{ id: tip.id, isEscalated }]);
  }
  await input.beforeHooks?.(tip.id);
  if (outcome !== 'same') {
    await deps.hooks.completed(tx, [
      {
        id: tip.id,
        version: n,
        shape,
        source,
        reportNumber: number,
        receivedAt: tip.received_at,
        model,
      },
    ]);
  }
  if (filesAdded > 0 || (outcome !== 'same' && model.files.length > 0)) await owedFiles(deps, tx);
  return { tipId: tip.id, outcome, filesAdded };
}

/** Null when the report's number is here already. */
async function insertTip(
  deps: Deps,
  tx: Tx,
  model: TipModel,
  origin: { source: string; shape: 'le-json' | 'referral'; number: number; preservedUntil?: number | null | undefined },
): Promise<TipRow | null> {
  const { incidentType, incidentAt, isEscalated, people } = summaryOf(model);
  const [row] = await tx.query<TipRow>(
    `INSERT INTO tips_tip (id, shape, source, report_number, provider_name, state, incident_type, incident_at, escalated, people,
       files, received_at, touched_at, completed_at, preserved_until)
     VALUES ($1, $12, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $10, $10, $11)
     ON CONFLICT (source, report_number) DO NOTHING RETURNING *`,
    [
      deps.runtime.newId(),
      origin.source,
      origin.number,
      model.provider.slice(0, 300),
      incidentType,
      incidentAt,
      isEscalated,
      people,
      model.files.length,
      tx.now,
      origin.preservedUntil === undefined ? tx.now + PRESERVED_MS : origin.preservedUntil,
      origin.shape,
    ],
  );
  return row ?? null;
}

async function takeVersion(deps: Deps, tx: Tx, tip: TipRow, n: number, model: TipModel): Promise<void> {
  const { incidentType, incidentAt, isEscalated, people } = summaryOf(model);
  await tx.query(
    `UPDATE tips_tip SET versions = $2, state = 'open', outcome = NULL, provider_name = $3, incident_type = $4, incident_at = $5,
       escalated = $6, people = $7, files = $8, touched_at = $9, version = version + 1 WHERE id = $1`,
    [
      tip.id,
      n,
      model.provider.slice(0, 300),
      incidentType,
      incidentAt,
      isEscalated,
      people,
      model.files.length,
      tx.now,
    ],
  );
  deps.audit.record(tx, {
    act: 'tip.version-received',
    entity: tipRef(tip.id),
    body: { version: n, before: tip.state, escalated: isEscalated },
  });
  if (tip.state !== 'open') await oweTips(deps, tx, [{ id: tip.id, isEscalated }]);
}

/** What this version says of each file; a word that is the same as the last is not kept again. */
async function keepFileWords(deps: Deps, tx: Tx, tip: TipRow, n: number, model: TipModel): Promise<void> {
  for (const [at, file] of uniqueKeys(model).entries()) {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO tips_file (id, tip_id, key, role, name, added_at, compartment) VALUES ($1, $2, $3, 'file', $4, $5, $6)
       ON CONFLICT (tip_id, key) DO UPDATE SET key = excluded.key RETURNING id`,
      [deps.runtime.newId(), tip.id, file.key, file.originalName ?? file.name, tx.now, tip.compartment],
    );
    const of = `file:${at}`;
    const ofFile = <T extends { of: string }>(list: readonly T[]): T[] =>
      list.filter((one) => one.of === of).map((one) => ({ ...one, of: 'file:0' }));
    const more = { ips: ofFile(model.ips), urls: ofFile(model.urls), devices: ofFile(model.devices), unknown: [] };
    if (!row) continue;
    const said = toJsonb({ file, more });
    const isKnown = await tx.query(
      `SELECT FROM (SELECT model FROM tips_file_detail WHERE file_id = $1 ORDER BY n DESC LIMIT 1) d WHERE d.model = $2::jsonb`,
      [row.id, said],
    );
    if (isKnown.length > 0) continue;
    const raw = Buffer.from(`{"version":${n},"file":${at}}`);
    await keepWords(tx, { fileId: row.id, raw, file, more, compartment: tip.compartment });
    // Other hashes, or another answer on whether it was looked at: it is looked up again.
    await tx.query('UPDATE tips_file SET looked_up = 0 WHERE id = $1 AND looked_up = 1', [row.id]);
  }
}

/** Files by their keys; a name that comes twice is told apart by its place. */
function uniqueKeys(model: TipModel): TipModel['files'] {
  const seen = new Set<string>();
  for (const [at, file] of model.files.entries()) {
    if (seen.has(file.key)) file.key = `${file.key}#${at + 1}`;
    seen.add(file.key);
  }
  return model.files;
}

/** Bytes join the file that is called so; a document stands for itself. Returns how many were new. */
async function keepBytes(
  deps: Deps,
  tx: Tx,
  tip: TipRow,
  { files, documents }: { files: readonly HeldFile[]; documents: readonly HeldFile[] },
): Promise<number> {
  let added = 0;
  for (const [role, list] of [['file', files] as const, ['document', documents] as const]) {
    for (const file of list) {
      const rows = await tx.query(
        `INSERT INTO tips_file AS f (id, tip_id, key, role, name, size, type, md5, sha1, sha256, vault_ref, vault_key, added_at,
           looked_up, compartment)
         VALUES ($1, $2, $3, $4, $3, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (tip_id, key) DO UPDATE SET size = $5, type = $6, md5 = $7, sha1 = $8, sha256 = $9, vault_ref = $10,
           vault_key = $11, looked_up = $13, version = f.version + 1 WHERE f.vault_ref IS NULL RETURNING id`,
        [
          deps.runtime.newId(),
          tip.id,
          file.name.slice(0, 500),
          role,
          file.size,
          file.type,
          file.md5,
          file.sha1,
          file.sha256,
          file.sealed.ref,
          file.sealed.key,
          tx.now,
          role === 'file' ? 0 : 2,
          tip.compartment,
        ],
      );
      if (rows.length === 0) {
        tx.onCommit(() => void deps.vault.destroy(file.sealed.ref).catch(() => undefined));
        continue;
      }
      added++;
      deps.audit.record(tx, {
        act: 'tip.file-added',
        entity: tipRef(tip.id),
        body: { file: file.name, size: file.size, sha256: file.sha256 },
      });
    }
  }
  return added;
}
