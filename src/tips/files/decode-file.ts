import { AppError, type Scope, type Tx } from '../../platform/index.ts';
import { type Deps, tipRef } from '../deps.ts';
import { mayDecode } from './may-decode.ts';

interface DecodeRow {
  readonly id: string;
  readonly tip_id: string;
  readonly key: string;
  readonly name: string | null;
  readonly vault_ref: string;
  readonly vault_key: string;
  readonly media_id: string | null;
  readonly decode_code: string | null;
  readonly escalated: boolean;
}

/**
 * Decodes a file that may be: puts it among the pictures (sealed, PDQ, frames, compared with lists) and asks Lyon by them. One
 * that cannot be decoded is marked with the reason. Does nothing when it may not be, or is done.
 */
export async function decodeFile(
  deps: Deps,
  scope: Scope,
  id: string,
): Promise<{ mediaId: string } | { code: string } | null> {
  const file = await deps.db.tx(scope, (tx) => readFile(tx, id, false));
  if (!file) return null;
  if (file.media_id) return { mediaId: file.media_id };
  if (file.decode_code) return { code: file.decode_code };
  let prepared: Awaited<ReturnType<Deps['identification']['files']['prepare']>>;
  try {
    const bytes = await deps.vault.open({ ref: file.vault_ref, key: file.vault_key });
    prepared = await deps.identification.files.prepare(bytes);
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    await deps.db.tx(scope, async (tx) => {
      await tx.query('UPDATE tips_file SET decode_code = $2, looked_up = 2, version = version + 1 WHERE id = $1', [
        id,
        code,
      ]);
      deps.audit.record(tx, { act: 'tip.file-decoded', entity: tipRef(file.tip_id), body: { file: file.key, code } });
    });
    return { code };
  }
  return deps.db.tx(scope, async (tx) => {
    // Authority may have been withdrawn while it was decoded, and another may have done it.
    const now = await readFile(tx, id, true);
    if (!now) return null;
    if (now.media_id) return { mediaId: now.media_id };
    const label = `${file.key}`.slice(0, 200);
    const { id: mediaId } = await deps.identification.files.seal(tx, { prepared, label });
    const { id: lookupId } = await deps.identification.files.lookUp(tx, {
      mediaIds: [mediaId],
      hashes: [],
      purpose: 'CyberTipline',
      urgency: file.escalated ? 'urgent' : 'routine',
    });
    await tx.query(
      'UPDATE tips_file SET media_id = $2, looked_up = 2, lookup_id = $3, lookup_item = 0, version = version + 1 WHERE id = $1',
      [id, mediaId, lookupId],
    );
    deps.audit.record(tx, {
      act: 'tip.file-decoded',
      entity: tipRef(file.tip_id),
      about: [{ kind: 'media', id: mediaId }],
      body: { file: file.key },
    });
    return { mediaId };
  });
}

async function readFile(tx: Tx, id: string, isLocked: boolean): Promise<DecodeRow | null> {
  const [row] = await tx.query<DecodeRow>(
    `SELECT f.id, f.tip_id, f.key, f.name, f.vault_ref, f.vault_key, f.media_id, f.decode_code, t.escalated
     FROM tips_file f JOIN tips_tip t ON t.id = f.tip_id
     WHERE f.id = $1 AND f.vault_ref IS NOT NULL AND f.role = 'file' AND ${mayDecode('f')}${isLocked ? ' FOR UPDATE OF f' : ''}`,
    [id],
  );
  return row ?? null;
}

/** Why this file will never be decoded; null when trying again may help. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof AppError) || (error.code !== 'invalid' && error.code !== 'unsupported-type')) return null;
  return error.errors[0]?.code ?? error.code;
}
