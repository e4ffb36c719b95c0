import type { Deps } from '../deps.ts';
import { tipRef } from '../deps.ts';
import { hashBytes } from '../files/hash-bytes.ts';
import { sniffType } from '../files/sniff-type.ts';
import type { Provider } from '../providers/admit-provider.ts';
import { IspwsProblem } from './codes.ts';
import { lockFilling } from './own-report.ts';

/** Of one file. Longer ones are refused by name. */
export const MAX_UPLOAD_BYTES = 128 * 1024 * 1024;
const MOST_FILES = 10_000;

/**
 * Seals a file of a report that is being filled: hashed and never decoded here. Answers its id (32 hex) and the MD5 of the bytes.
 * @throws IspwsProblem
 */
export async function uploadFile(
  deps: Deps,
  provider: Provider,
  input: { number: number | null; fileName: string | null; bytes: Uint8Array },
): Promise<{ fileId: string; md5: string }> {
  const { bytes } = input;
  if (bytes.length === 0) throw new IspwsProblem('malformedFile', 'the file is empty');
  // Before anything is sealed: whose report is it, and is it still open.
  await deps.db.tx(provider.scope, (tx) => lockFilling(tx, provider, input.number));
  const hashes = await hashBytes(bytes);
  const sealed = await deps.vault.seal(bytes);
  const fileId = Buffer.from(deps.runtime.random(16)).toString('hex');
  await deps.db.tx(provider.scope, async (tx) => {
    const tip = await lockFilling(tx, provider, input.number);
    if (tip.files >= MOST_FILES)
      throw new IspwsProblem('fileUploadFailed', `a report holds at most ${MOST_FILES} files`);
    await tx.query(
      `INSERT INTO tips_file (id, tip_id, key, role, name, size, type, md5, sha1, sha256, vault_ref, vault_key, added_at, compartment)
       VALUES ($1, $2, $3, 'file', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        deps.runtime.newId(),
        tip.id,
        fileId,
        input.fileName?.slice(0, 500) ?? null,
        bytes.length,
        sniffType(bytes),
        hashes.md5,
        hashes.sha1,
        hashes.sha256,
        sealed.ref,
        sealed.key,
        tx.now,
        tip.compartment,
      ],
    );
    await tx.query('UPDATE tips_tip SET files = files + 1, touched_at = $2 WHERE id = $1', [tip.id, tx.now]);
    deps.audit.record(tx, {
      act: 'tip.file-added',
      entity: tipRef(tip.id),
      body: { file: fileId, size: bytes.length, sha256: hashes.sha256 },
    });
  });
  return { fileId, md5: hashes.md5 };
}
