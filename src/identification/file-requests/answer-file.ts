import { conflict, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { DecideFile } from '../contract.ts';
import { type Deps, roles } from '../deps.ts';
import { findMedia } from '../store-media.ts';
import { PART_BYTES } from '../wire.ts';
import { owedLapse } from './lapse-grant.ts';
import { fileView, findFile, itemOf, lockFile } from './store-files.ts';
import type { FilePart, FileRequest } from './wire-files.ts';

/** Message `identification.file-request`: another bureau asks for a file of ours. A person here decides. */
export async function receiveFileRequest(deps: Deps, tx: Tx, from: BureauCode, body: FileRequest): Promise<void> {
  // A file that came from elsewhere under terms is not ours to give.
  const [media] = await tx.query<{ id: string; cases: string[] }>(
    `SELECT m.id, coalesce((SELECT array_agg(c.case_id) FROM ident_media_case c WHERE c.media_id = m.id), '{}') AS cases
     FROM ident_media m WHERE m.lyon_id = $1 AND m.owner_bureau IS NULL`,
    [body.media],
  );
  if (!media) throw refuse('file-request.not-held');
  const rows = await tx.query(
    `INSERT INTO ident_file_request (id, direction, bureau, lyon_media, media_id, purpose, urgency, state, asked_by, at, due_at)
     VALUES ($1, 'owed', $2, $3, $4, $5, $6, 'open', $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [body.id, from, body.media, media.id, body.purpose, body.urgency, `bureau:${from}`, tx.now, body.dueAt],
  );
  if (rows.length === 0) {
    if ((await findFile(tx, body.id))?.bureau !== from) throw refuse('icse.id-used');
    return;
  }
  const ref = { kind: 'file-owed', id: body.id };
  const about = [{ kind: 'media', id: media.id }, ...media.cases.flatMap((id) => deps.cases.timelineRefs(id))];
  deps.audit.record(tx, {
    act: 'file-owed.received',
    entity: ref,
    about,
    body: { bureau: from, purpose: body.purpose },
  });
  await deps.work.open(tx, {
    ref,
    task: 'identification.file-decide',
    owner: { role: roles(deps.runtime.bureau).chief },
    dueAt: body.dueAt,
    urgency: body.urgency,
    params: { bureau: from },
    about,
  });
}

/** The owner's yes or no. With yes the asker fetches the file once, under these terms, and may not pass it on. */
export async function decideFile(
  deps: Deps,
  tx: Tx,
  input: DecideFile & { id: string },
): Promise<{ id: string; version: number }> {
  const row = await lockFile(tx, input.id, 'owed');
  if (row.version !== input.version) throw conflict('file-request', input, fileView(row));
  if (row.state !== 'open') throw refuse('file-request.decided-already');
  const media = row.media_id === null ? null : await findMedia(tx, row.media_id);
  if (!media) throw notFound('media');
  const granted = input.answer === 'yes';
  const terms = { purpose: row.purpose, until: input.until ?? null };
  const fetchUntil = granted ? tx.now + input.fetchDays * 86_400_000 : null;
  await tx.query(
    `UPDATE ident_file_request SET state = $2, reason = $3, terms = $4, sha256 = $5, size = $6, decided_at = $7, fetch_until = $8,
       version = version + 1 WHERE id = $1`,
    [
      row.id,
      granted ? 'granted' : 'refused',
      input.reason,
      granted ? JSON.stringify(terms) : null,
      media.sha256,
      media.size,
      tx.now,
      fetchUntil,
    ],
  );
  if (fetchUntil !== null) await owedLapse(deps, tx, row.id, fetchUntil);
  const ref = itemOf(row);
  deps.audit.record(tx, {
    act: granted ? 'file-owed.granted' : 'file-owed.refused',
    entity: ref,
    about: [{ kind: 'media', id: media.id }, ...media.cases.flatMap((id) => deps.cases.timelineRefs(id))],
    body: { bureau: row.bureau, reason: input.reason },
  });
  await deps.work.close(tx, { ref, outcome: granted ? 'granted' : 'refused' });
  const file = granted ? { sha256: media.sha256, size: media.size, label: media.label, terms } : null;
  await deps.federation.send(tx, {
    to: [row.bureau],
    kind: 'identification.file-answer',
    body: { id: row.id, answer: input.answer, reason: input.reason, file },
    handling: { purpose: row.purpose, onward: 'no', ...(terms.until === null ? {} : { expires: terms.until }) },
    entity: ref,
  });
  return { id: row.id, version: row.version + 1 };
}

/** Signed request `identification/file-part`: to the bureau it was granted to, until that says the file came. */
export async function giveFilePart(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: FilePart },
): Promise<{ data: string }> {
  const row = await findFile(tx, body.id, true);
  if (row?.direction !== 'owed' || row.bureau !== from) throw refuse('file-request.unknown');
  if (row.state === 'received') throw refuse('file-request.taken');
  if (row.state === 'lapsed') throw refuse('file-request.lapsed');
  const media = row.state === 'granted' && row.media_id !== null ? await findMedia(tx, row.media_id) : null;
  if (!media) throw refuse('file-request.not-granted');
  const file = await deps.vault.open({ ref: media.vault_ref, key: media.vault_key });
  const bytes = file.subarray(body.part * PART_BYTES, (body.part + 1) * PART_BYTES);
  if (bytes.length === 0) throw refuse('file-request.no-such-part');
  if (body.part === 0) {
    deps.audit.record(tx, {
      act: 'file-owed.sent',
      entity: itemOf(row),
      about: [{ kind: 'media', id: media.id }],
      body: { bureau: from, size: file.length },
    });
  }
  return { data: Buffer.from(bytes).toString('base64') };
}

/** Message `identification.file-received`: it travelled once. */
export async function noteFileReceived(deps: Deps, tx: Tx, from: BureauCode, id: string): Promise<void> {
  const row = await lockFile(tx, id, 'owed');
  if (row.bureau !== from) throw notFound('file-request');
  // It may have come just before it lapsed here.
  if (row.state !== 'granted' && row.state !== 'lapsed') return;
  await tx.query(
    "UPDATE ident_file_request SET state = 'received', code = NULL, moved_at = $2, version = version + 1 WHERE id = $1",
    [id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'file-owed.taken',
    entity: itemOf(row),
    about: row.media_id === null ? [] : [{ kind: 'media', id: row.media_id }],
    body: { bureau: from },
  });
}
