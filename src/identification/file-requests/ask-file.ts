import { invalid, notFound, type Tx } from '../../platform/index.ts';
import type { AskFile } from '../contract.ts';
import { type Deps, due, roles } from '../deps.ts';
import { FETCH_JOB } from './fetch-file.ts';
import { findFile, itemOf, lockFile } from './store-files.ts';
import type { FileAnswer } from './wire-files.ts';

/** Asks the bureau that owns a picture for the file itself, saying what for. Its owner decides. */
export async function askFile(deps: Deps, tx: Tx, input: AskFile): Promise<{ id: string; version: number }> {
  const owner = input.to === deps.runtime.bureau ? null : await deps.directory.bureau(tx, input.to);
  if (!owner || owner.status === 'not-connected') throw invalid('/body/to', 'file-request.no-such-bureau');
  if (input.caseId !== undefined && !(await deps.cases.case(tx, input.caseId))) throw notFound('case');
  const id = deps.runtime.newId();
  const dueAt = tx.now + due.file[input.urgency];
  const sent = await deps.federation.send(tx, {
    to: [input.to],
    kind: 'identification.file-request',
    body: { id, media: input.lyonMediaId, purpose: input.purpose, urgency: input.urgency, dueAt },
    urgency: input.urgency,
    handling: { purpose: input.purpose, onward: 'no' },
    entity: { kind: 'file-request', id },
  });
  await tx.query(
    `INSERT INTO ident_file_request (id, direction, bureau, lyon_media, purpose, urgency, state, case_id, message_id, asked_by,
       at, due_at) VALUES ($1, 'asked', $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10)`,
    [
      id,
      input.to,
      input.lyonMediaId,
      input.purpose,
      input.urgency,
      input.caseId ?? null,
      sent.id,
      tx.scope.actor.id,
      tx.now,
      dueAt,
    ],
  );
  const ref = { kind: 'file-request', id };
  const about = [{ kind: 'icse-media', id: input.lyonMediaId }, ...deps.cases.timelineRefs(input.caseId)];
  deps.audit.record(tx, {
    act: 'file-request.asked',
    entity: ref,
    about,
    body: { bureau: input.to, purpose: input.purpose },
  });
  await deps.work.open(tx, {
    ref,
    task: 'identification.file-awaited',
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt,
    urgency: input.urgency,
    params: { bureau: input.to },
    about,
  });
  if (input.caseId !== undefined) await deps.cases.link(tx, input.caseId, ref, input.purpose.slice(0, 200));
  return { id, version: 1 };
}

/** Message `identification.file-answer`. With yes, the file is fetched; with no, that is the end of it. */
export async function takeFileAnswer(deps: Deps, tx: Tx, from: string, body: FileAnswer): Promise<void> {
  const row = await lockFile(tx, body.id, 'asked');
  if (row.bureau !== from) throw notFound('file-request');
  if (row.state !== 'open') return;
  if (body.answer === 'no' || body.file === null) {
    await refuseFile(deps, tx, row.id, { reason: body.reason, code: 'file-request.owner-said-no' });
    return;
  }
  const { sha256, size, label, terms } = body.file;
  await tx.query(
    `UPDATE ident_file_request SET state = 'granted', reason = $2, sha256 = $3, size = $4, terms = $5, decided_at = $6,
       version = version + 1 WHERE id = $1`,
    [row.id, body.reason, sha256, size, JSON.stringify(terms), tx.now],
  );
  deps.audit.record(tx, {
    act: 'file-request.granted',
    entity: itemOf(row),
    about: deps.cases.timelineRefs(row.case_id),
    body: { bureau: from, reason: body.reason },
  });
  await deps.jobs.enqueue(tx, { kind: FETCH_JOB, key: row.id, payload: { id: row.id, label } });
}

/** It comes to nothing: the owner said no, or could not be asked. */
export async function refuseFile(
  deps: Deps,
  tx: Tx,
  id: string,
  why: { reason: string | null; code: string },
): Promise<void> {
  const row = await findFile(tx, id, true);
  if (!row || (row.state !== 'open' && row.state !== 'granted')) return;
  await tx.query(
    `UPDATE ident_file_request SET state = 'refused', reason = coalesce($2, reason), code = $3, decided_at = $4,
       version = version + 1 WHERE id = $1`,
    [row.id, why.reason, why.code, tx.now],
  );
  const ref = itemOf(row);
  deps.audit.record(tx, {
    act: 'file-request.refused',
    entity: ref,
    about: deps.cases.timelineRefs(row.case_id),
    body: { bureau: row.bureau, code: why.code },
  });
  await deps.work.close(tx, { ref, outcome: 'refused' });
}

/** Message `identification.file-lapsed`: the owner's yes was not used in its time. */
export async function takeFileLapse(deps: Deps, tx: Tx, from: string, id: string): Promise<void> {
  const row = await lockFile(tx, id, 'asked');
  if (row.bureau !== from) throw notFound('file-request');
  await refuseFile(deps, tx, id, { reason: null, code: 'file-request.lapsed' });
}

/** The owner's node would not take the question: the reason is its own. */
export async function noteRefusedQuestion(
  deps: Deps,
  tx: Tx,
  event: { messageId: string; state: string; reason: string | null },
): Promise<void> {
  if (event.state !== 'refused') return;
  const [row] = await tx.query<{ id: string }>(
    "SELECT id FROM ident_file_request WHERE message_id = $1 AND direction = 'asked'",
    [event.messageId],
  );
  if (row) await refuseFile(deps, tx, row.id, { reason: null, code: event.reason ?? 'file-request.undelivered' });
}
