import { invalid, notFound, refuse, type Tx } from '../../../platform/index.ts';
import type { AddInformation } from '../../contract.ts';
import { dueAt, ownerOf } from '../../deadlines.ts';
import type { CasesDeps } from '../../deps.ts';
import { caseRef, requestRef } from '../../refs.ts';
import { goOn } from '../../resubmit-request.ts';
import { findCase } from '../../store-cases.ts';
import { addExchange, findRequest, lockRequest, updateRequest } from '../../store-requests.ts';

const ATTACHMENTS_MOST = 40;
const EXCHANGES_MOST = 100;

/**
 * More from the requester, asked for or not. A returned request goes on; on an open case it is somebody's to read.
 * @throws AppError `refused` when the request is declined or its case closed; `invalid` when there is too much of it
 */
export async function addInformation(
  deps: CasesDeps,
  tx: Tx,
  requestId: string,
  input: AddInformation,
): Promise<{ version: number }> {
  // Locked before it is read: the same note sent twice at once is taken once, and neither is a conflict.
  await tx.query('SELECT 1 FROM case_request WHERE id = $1 FOR UPDATE', [requestId]);
  const seen = await findRequest(tx, requestId);
  if (!seen) throw notFound('request');
  const row = await lockRequest(tx, requestId, seen.version);
  const [earlier] = await tx.query('SELECT 1 FROM case_request_exchange WHERE id = $1', [input.note]);
  if (earlier) return { version: row.version };
  const known = new Set(row.attachments.map((file) => file.sha256));
  const attachments = [...row.attachments, ...input.attachments.filter((file) => !known.has(file.sha256))];
  if (attachments.length > ATTACHMENTS_MOST)
    throw invalid('/body/attachments', 'input.too-many', { most: ATTACHMENTS_MOST });
  const [count] = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM case_request_exchange WHERE request_id = $1',
    [requestId],
  );
  if ((count?.n ?? 0) >= EXCHANGES_MOST) throw refuse('request.information.too-much');
  if (row.state === 'declined') throw refuse('request.information.closed');
  if (row.state === 'returned') {
    return goOn(deps, tx, row, input.text, { attachments }, input.note);
  }
  await addExchange(tx, input.note, row, 'answer', input.text);
  await updateRequest(tx, requestId, { attachments });
  deps.audit.record(tx, {
    act: 'request.information-added',
    entity: requestRef(requestId),
    about: row.case_id === null ? [] : [caseRef(row.case_id)],
    body: { number: row.number },
  });
  if (row.case_id !== null) await owe(deps, tx, row.case_id, row.number);
  return { version: row.version + 1 };

  async function owe(deps: CasesDeps, tx: Tx, caseId: string, request: string): Promise<void> {
    const file = await findCase(tx, caseId);
    if (file?.state !== 'open') throw refuse('request.information.closed');
    await deps.work.open(tx, {
      ref: caseRef(caseId),
      task: 'case.information',
      owner: ownerOf(file.urgency),
      dueAt: dueAt('intake', file.urgency, tx.now),
      urgency: file.urgency,
      params: { number: file.number, request },
      about: [requestRef(requestId)],
      compartment: file.compartment,
      agency: file.agency,
    });
  }
}

/** What the requester sent since has been read. */
export async function readInformation(
  deps: CasesDeps,
  tx: Tx,
  requestId: string,
): Promise<{ id: string; version: number }> {
  const row = await findRequest(tx, requestId);
  if (!row) throw notFound('request');
  if (row.case_id === null) throw refuse('request.information.nothing-unread');
  const closed = await deps.work.close(tx, { ref: caseRef(row.case_id), task: 'case.information', outcome: 'read' });
  if (closed === 0) throw refuse('request.information.nothing-unread');
  deps.audit.record(tx, {
    act: 'request.information-taken-in',
    entity: requestRef(requestId),
    about: [caseRef(row.case_id)],
    body: { number: row.number },
  });
  return { id: requestId, version: row.version };
}
