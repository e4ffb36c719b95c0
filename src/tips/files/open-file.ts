import { notFound, refuse, type Scope, type Tx } from '../../platform/index.ts';
import { type Deps, tipRef } from '../deps.ts';
import { decodeFile } from './decode-file.ts';

/**
 * Before the transaction: decodes a file so that it can be shown as pictures are, one at a time and with a reason. Without a look
 * by the provider or recorded authority it is refused, and the refusal says what is needed.
 * @throws AppError `refused` `tip.file-needs-authority`, `tip.file-not-here`, or why it cannot be decoded
 */
export async function prepareOpen(deps: Deps, scope: Scope, fileId: string): Promise<{ mediaId: string }> {
  const opened = await decodeFile(deps, scope, fileId);
  if (opened && 'mediaId' in opened) return opened;
  if (opened) throw refuse(opened.code);
  const [file] = await deps.db.tx(scope, (tx) =>
    tx.query<{ vault_ref: string | null; viewed: string }>(
      "SELECT vault_ref, viewed FROM tips_file WHERE id = $1 AND role = 'file'",
      [fileId],
    ),
  );
  if (!file) throw notFound('tip-file');
  if (file.vault_ref === null) throw refuse('tip.file-not-here');
  throw refuse('tip.file-needs-authority', { viewed: file.viewed });
}

/** Puts the opening on the record; what is shown then is a view of the picture, granted and counted there. */
export async function openFile(
  deps: Pick<Deps, 'audit'>,
  tx: Tx,
  input: { fileId: string; reason: string; mediaId: string },
): Promise<{ mediaId: string }> {
  const [file] = await tx.query<{ tip_id: string; key: string; viewed: string }>(
    'SELECT tip_id, key, viewed FROM tips_file WHERE id = $1',
    [input.fileId],
  );
  if (!file) throw notFound('tip-file');
  const [authority] = await tx.query<{ id: string }>(
    `SELECT id FROM tips_authority WHERE tip_id = $1 AND withdrawn_at IS NULL AND (file_id IS NULL OR file_id = $2)
     ORDER BY (file_id IS NULL), at LIMIT 1`,
    [file.tip_id, input.fileId],
  );
  // A file decoded earlier, whose authority was withdrawn since, is not opened again.
  if (file.viewed !== 'yes' && !authority) throw refuse('tip.file-needs-authority', { viewed: file.viewed });
  deps.audit.record(tx, {
    act: 'tip.file-opened',
    entity: tipRef(file.tip_id),
    about: [{ kind: 'media', id: input.mediaId }],
    body: {
      file: file.key,
      viewed: file.viewed,
      reason: input.reason,
      ...(authority ? { authority: authority.id } : {}),
    },
  });
  return { mediaId: input.mediaId };
}
