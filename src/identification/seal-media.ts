import { invalid, notFound, type Sealed, type Tx } from '../platform/index.ts';
import { MAX_MEDIA_BYTES, MAX_VIDEO_BYTES, type MediaSealed } from './contract.ts';
import { isVideo, sniff } from './decode/sniff.ts';
import type { Deps } from './deps.ts';
import { markSealed } from './hash-lists/mark-listed.ts';
import { type HashedPicture, hashPicture } from './hash-picture.ts';
import { type ExifFacts, readExif } from './read-exif.ts';
import { findBySha256, insertMedia } from './store-media.ts';

export interface PreparedMedia {
  readonly picture: HashedPicture;
  readonly sealed: Sealed;
  /** What the file says of how and where it was made. */
  readonly facts: ExifFacts;
}

/** Before the transaction: hashes the picture or video and seals the file. A sealed file that no row names is swept. */
export async function prepareMedia(deps: Deps, bytes: Uint8Array): Promise<PreparedMedia> {
  const limit = isVideo(sniff(bytes) ?? '') ? MAX_VIDEO_BYTES : MAX_MEDIA_BYTES;
  if (bytes.length > limit) throw invalid('/body', 'media.too-large', { limit });
  const picture = await hashPicture(bytes);
  return { picture, sealed: await deps.vault.seal(bytes), facts: readExif(bytes) };
}

/** Puts a picture on the books, hashed and sealed, for a case or for none. The same file again is joined to the case. */
export async function sealMedia(
  deps: Deps,
  tx: Tx,
  input: { prepared: PreparedMedia; caseId?: string; label?: string },
): Promise<MediaSealed> {
  const { picture, sealed, facts } = input.prepared;
  if (input.caseId !== undefined && !(await deps.cases.case(tx, input.caseId))) throw notFound('case');
  const compartment = 'general';
  const fresh = deps.runtime.newId();
  const label = input.label ?? `${picture.sha256.slice(0, 8)}`;
  const isNew = await insertMedia(tx, { id: fresh, label, picture, sealed, compartment });
  const row = await findBySha256(tx, compartment, picture.sha256);
  if (!row) throw notFound('media');
  const ref = { kind: 'media', id: row.id };
  if (isNew) {
    deps.audit.record(tx, {
      act: 'media.sealed',
      entity: ref,
      about: deps.cases.timelineRefs(input.caseId),
      body: { sha256: picture.sha256, pdq: picture.pdq, quality: picture.quality, size: picture.size },
    });
    if (facts.exif || facts.place) {
      await tx.query('UPDATE ident_media SET exif = $2, gps = $3 WHERE id = $1', [
        row.id,
        facts.exif ? JSON.stringify(facts.exif) : null,
        facts.place ? JSON.stringify(facts.place) : null,
      ]);
    }
    await markSealed(deps, tx, row.id);
  } else {
    // The copy made before the transaction is not needed.
    tx.onCommit(() => void deps.vault.destroy(sealed.ref).catch(() => undefined));
  }
  if (input.caseId !== undefined) await joinCase(deps, tx, row.id, input.caseId, row.label, compartment);
  return {
    id: row.id,
    version: row.version,
    alreadyHeld: !isNew,
    classification: row.classification,
    quality: row.quality,
    pdq: row.pdq,
    sha256: row.sha256,
  };
}

async function joinCase(
  deps: Deps,
  tx: Tx,
  mediaId: string,
  caseId: string,
  label: string,
  compartment: string,
): Promise<void> {
  const joined = await tx.query(
    `INSERT INTO ident_media_case (media_id, case_id, at, by_actor, compartment) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING media_id`,
    [mediaId, caseId, tx.now, tx.scope.actor.id, compartment],
  );
  if (joined.length === 0) return;
  const ref = { kind: 'media', id: mediaId };
  await deps.cases.link(tx, caseId, ref, label);
  deps.audit.record(tx, { act: 'media.joined', entity: ref, about: deps.cases.timelineRefs(caseId) });
}
