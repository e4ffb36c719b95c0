import sharp from 'sharp';
import { invalid, notFound, type Scope, type Sealed, type Tx } from '../../platform/index.ts';
import { beyondSight } from '../compartments/beyond-sight.ts';
import type { PhotoView } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { caseRef, subjectRef } from '../refs.ts';
import { findSubject, lockOpenCase } from '../store-cases.ts';
import { VICTIM_IDENTITY } from '../store-identity.ts';

export interface PhotoRow {
  id: string;
  case_id: string;
  subject_id: string;
  sealed_ref: string;
  sealed_key: string;
  size: number;
  width: number;
  height: number;
  taken: string | null;
  caption: string | null;
  at: number;
}

/** A photograph taken anew: upright, small enough for a page, and without what the camera wrote into it. */
export interface PreparedPhoto {
  readonly sealed: Sealed;
  readonly width: number;
  readonly height: number;
}

const MOST_PIXELS = 50_000_000;
const SIDE = 1_200;

/** @throws AppError `invalid` `subject.photo.unreadable` */
export async function preparePhoto(deps: Pick<CasesDeps, 'vault'>, bytes: Uint8Array): Promise<PreparedPhoto> {
  try {
    const input = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
    const { format } = await input.metadata();
    if (!['jpeg', 'png', 'webp'].includes(format ?? '')) throw invalid('/body', 'subject.photo.unreadable');
    const { data, info } = await input
      .rotate()
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    return { sealed: await deps.vault.seal(data), width: info.width, height: info.height };
  } catch {
    throw invalid('/body', 'subject.photo.unreadable');
  }
}

/** Adds a photograph of a subject. A victim's lies with the identities. @throws AppError `not-found`, `refused` */
export async function addPhoto(
  deps: CasesDeps,
  tx: Tx,
  subjectId: string,
  photo: PreparedPhoto,
  more: { taken?: string | undefined; caption?: string | undefined },
): Promise<{ id: string }> {
  const subject = await findSubject(tx, subjectId);
  if (!subject) throw notFound('subject');
  const row = await lockOpenCase(tx, subject.case_id);
  const id = deps.runtime.newId();
  const compartment = subject.role === 'victim' ? VICTIM_IDENTITY : row.compartment;
  const { ref, key, size } = photo.sealed;
  await tx.query(
    `INSERT INTO case_photo (id, case_id, subject_id, sealed_ref, sealed_key, size, width, height, taken, caption, by_actor,
       at, compartment) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
    [
      id,
      row.id,
      subjectId,
      ref,
      key,
      size,
      photo.width,
      photo.height,
      more.taken ?? null,
      more.caption ?? null,
      tx.scope.actor.id,
      tx.now,
      compartment,
    ],
  );
  deps.audit.record(tx, { act: 'subject.photo-added', entity: subjectRef(subjectId), about: [caseRef(row.id)] });
  return { id };
}

/** The picture itself; that it was looked at is on the record before a byte leaves. @throws AppError `not-found` */
export async function openPhoto(deps: CasesDeps, scope: Scope, id: string): Promise<Uint8Array> {
  const row = await deps.db.tx(scope, async (tx) => {
    const [photo] = await tx.query<PhotoRow & { compartment: string }>('SELECT * FROM case_photo WHERE id = $1', [id]);
    // A photo in the compartment of identities is seen within the case too: both must be open to the reader.
    if (!photo || !(await findSubject(tx, photo.subject_id))) throw notFound('photo');
    deps.access.require(tx, 'case.read', { compartment: photo.compartment });
    deps.audit.record(tx, {
      act: 'subject.photo-viewed',
      entity: subjectRef(photo.subject_id),
      about: [caseRef(photo.case_id)],
    });
    return photo;
  });
  return deps.vault.open({ ref: row.sealed_ref, key: row.sealed_key });
}

/** Takes a photograph back; the file is removed from the vault with the next sweep. @throws AppError `not-found` */
export async function removePhoto(deps: CasesDeps, tx: Tx, id: string): Promise<{ id: string }> {
  const [photo] = await tx.query<PhotoRow>('DELETE FROM case_photo WHERE id = $1 RETURNING *', [id]);
  if (!photo) throw notFound('photo');
  await lockOpenCase(tx, photo.case_id);
  deps.audit.record(tx, {
    act: 'subject.photo-removed',
    entity: subjectRef(photo.subject_id),
    about: [caseRef(photo.case_id)],
  });
  return { id };
}

export async function photosOf(tx: Tx, caseId: string): Promise<PhotoRow[]> {
  return tx.query<PhotoRow>('SELECT * FROM case_photo WHERE case_id = $1 ORDER BY at, id', [caseId]);
}

export function photoView(row: PhotoRow): PhotoView {
  const { id, subject_id: subject, width, height, taken, caption, at } = row;
  return { id, subject, width, height, taken, caption, at };
}

/**
 * Photographs of a subject whose role changed follow it: a victim's lie with the identities, whoever says that it is one; out of
 * there they come only for who may see them.
 */
export async function sealPhotos(tx: Tx, subjectId: string, isVictim: boolean): Promise<void> {
  const move = async (): Promise<void> => {
    await tx.query(
      `UPDATE case_photo p SET compartment = CASE WHEN $2 THEN '${VICTIM_IDENTITY}' ELSE s.compartment END
       FROM case_subject s WHERE s.id = p.subject_id AND s.id = $1`,
      [subjectId, isVictim],
    );
  };
  if (isVictim) await beyondSight(tx, move);
  else await move();
}
