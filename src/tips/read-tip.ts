import { notFound, type Tx } from '../platform/index.ts';
import type { TipFile, TipSummary, TipView } from './contract.ts';
import type { TipModel } from './contract-model.ts';
import { type Deps, tipRef } from './deps.ts';
import { listAuthorities } from './files/authorise-file.ts';
import { mayDecode } from './files/may-decode.ts';
import { findTip, readModel, type TipRow } from './store.ts';

export function tipSummary(row: TipRow): TipSummary {
  return {
    id: row.id,
    shape: row.shape,
    reportNumber: row.report_number,
    provider: row.provider_name,
    state: row.state,
    outcome: row.outcome,
    incidentType: row.incident_type,
    incidentAt: row.incident_at,
    escalated: row.escalated,
    people: row.people,
    files: row.files,
    receivedAt: row.received_at,
    completedAt: row.completed_at,
    preservedUntil: row.preserved_until,
    versions: row.versions,
    version: row.version,
  };
}

/** A tip as one page; reading it is on the record. */
export async function readTip(deps: Deps, tx: Tx, id: string): Promise<TipView> {
  const row = await findTip(tx, id);
  if (!row) throw notFound('tip');
  const model = await readModel(tx, id, row.versions);
  const history = await tx.query<TipView['history'][number] & Record<string, unknown>>(
    'SELECT n, at, by_actor AS by, length(raw) AS size FROM tips_version WHERE tip_id = $1 ORDER BY n',
    [id],
  );
  const view: TipView = {
    ...tipSummary(row),
    shown: row.versions,
    model: model && { ...model, reportNumber: model.reportNumber ?? String(row.report_number) },
    history,
    fileList: await readFiles(deps, tx, row),
    authorities: await listAuthorities(tx, id),
  };
  deps.audit.record(tx, { act: 'tip.read', entity: tipRef(id), body: { version: row.versions } });
  return view;
}

/** One version as it was read; that somebody looked is on the record. */
export async function readVersion(
  deps: Deps,
  tx: Tx,
  id: string,
  n: number,
): Promise<{ n: number; at: number; model: TipModel }> {
  const [row] = await tx.query<{ at: number; model: TipModel }>(
    'SELECT at, model FROM tips_version WHERE tip_id = $1 AND n = $2',
    [id, n],
  );
  if (!row) throw notFound('tip');
  deps.audit.record(tx, { act: 'tip.read', entity: tipRef(id), body: { version: n } });
  return { n, ...row };
}

/** The bytes of a version as they came. */
export async function exportRaw(
  deps: Deps,
  tx: Tx,
  id: string,
  n: number,
): Promise<{ raw: Buffer; isXml: boolean; number: number }> {
  const [row] = await tx.query<{ raw: Buffer; shape: string; report_number: number }>(
    `SELECT v.raw, t.shape, t.report_number FROM tips_version v JOIN tips_tip t ON t.id = v.tip_id
     WHERE v.tip_id = $1 AND v.n = $2`,
    [id, n],
  );
  if (!row) throw notFound('tip');
  deps.audit.record(tx, { act: 'tip.raw-exported', entity: tipRef(id), body: { version: n } });
  return { raw: row.raw, isXml: row.shape === 'ispws', number: row.report_number };
}

/** Before it is sent: a document that came with the report (its PDF), named and on the record. */
export async function exportDocument(
  deps: Deps,
  tx: Tx,
  fileId: string,
): Promise<{ ref: string; key: string; type: string | null; number: number }> {
  const [row] = await tx.query<{
    tip_id: string;
    key: string;
    type: string | null;
    vault_ref: string;
    vault_key: string;
    report_number: number;
  }>(
    `SELECT f.tip_id, f.key, f.type, f.vault_ref, f.vault_key, t.report_number FROM tips_file f JOIN tips_tip t ON t.id = f.tip_id
     WHERE f.id = $1 AND f.role = 'document' AND f.vault_ref IS NOT NULL`,
    [fileId],
  );
  if (!row) throw notFound('tip-file');
  deps.audit.record(tx, { act: 'tip.document-exported', entity: tipRef(row.tip_id), body: { file: row.key } });
  return { ref: row.vault_ref, key: row.vault_key, type: row.type, number: row.report_number };
}

const LOOKED_UP = ['waiting', 'by-hash', 'whole'] as const;

interface FileRow {
  readonly id: string;
  readonly key: string;
  readonly role: 'file' | 'document';
  readonly name: string | null;
  readonly size: number | null;
  readonly type: string | null;
  readonly md5: string | null;
  readonly sha1: string | null;
  readonly sha256: string | null;
  readonly vault_ref: string | null;
  readonly viewed: TipFile['viewed'];
  readonly may_open: boolean;
  readonly words: TipFile['words'];
  readonly looked_up: number;
  readonly found: TipFile['found'];
  readonly lookup_id: string | null;
  readonly lookup_item: number | null;
  readonly media_id: string | null;
  readonly decode_code: string | null;
}

async function readFiles(deps: Deps, tx: Tx, tip: TipRow): Promise<TipFile[]> {
  const rows = await tx.query<FileRow>(
    `SELECT f.*, ${mayDecode('f')} AS may_open,
       (SELECT d.model -> 'file' FROM tips_file_detail d WHERE d.file_id = f.id ORDER BY d.n DESC LIMIT 1) AS words
     FROM tips_file f WHERE f.tip_id = $1 ORDER BY f.role DESC, f.added_at, f.id LIMIT 10000`,
    [tip.id],
  );
  const lookups = [...new Set(rows.flatMap((row) => row.lookup_id ?? []))];
  const matches = lookups.length > 0 ? await deps.identification.files.matches(tx, lookups) : [];
  const byItem = Map.groupBy(matches, (one) => `${one.lookupId} ${one.item}`);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    role: row.role,
    name: row.name,
    size: row.size,
    type: row.type,
    md5: row.md5,
    sha1: row.sha1,
    sha256: row.sha256,
    isHere: row.vault_ref !== null,
    viewed: row.viewed,
    mayOpen: row.may_open,
    words: row.words,
    lookedUp: LOOKED_UP[row.looked_up] ?? 'waiting',
    found: row.found,
    lyon: (byItem.get(`${row.lookup_id} ${row.lookup_item}`) ?? []).map(
      ({ lookupId: _l, item: _i, ...match }) => match,
    ),
    lookupId: row.lookup_id,
    mediaId: row.media_id,
    decodeCode: row.decode_code,
  }));
}
