import { invalid, type Tx } from '../platform/index.ts';
import { wireId } from '../protocol/index.ts';
import type { StartThread } from './contract.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { threadRef } from './requests.ts';
import { type Sent, sendMessage } from './send-message.ts';
import { insertThread, type ThreadRow } from './store.ts';

/**
 * Starts a conversation with other bureaus; with `caseId` it hangs on that case.
 * @throws AppError `invalid` for an unknown bureau, this one, or a case that is not for this scope
 */
export async function startThread(
  deps: CorrespondenceDeps,
  tx: Tx,
  input: StartThread,
  forwards?: string,
): Promise<Sent> {
  const own = tx.scope.bureau;
  for (const [i, bureau] of input.to.entries()) {
    if (bureau === own) throw invalid(`/body/to/${i}`, 'bureau.own', { bureau });
    if (!(await deps.directory.bureau(tx, bureau))) throw invalid(`/body/to/${i}`, 'bureau.unknown', { bureau });
  }
  if (input.caseId !== undefined && !(await deps.cases.case(tx, input.caseId))) {
    throw invalid('/body/caseId', 'case.unknown');
  }
  if (input.handling.expires !== undefined && input.handling.expires <= tx.now) {
    throw invalid('/body/handling/expires', 'deadline.in-past');
  }
  if (input.assistance !== undefined && input.asks) {
    await deps.directory.requirements.check(tx, {
      countries: input.to,
      assistance: [input.assistance],
      checklist: input.checklist,
      about: deps.cases.timelineRefs(input.caseId ?? null),
    });
  }
  const id = deps.runtime.newId();
  const thread: ThreadRow = {
    id,
    wire_id: wireId(own, 'thread', id),
    type: input.type,
    subject: input.subject,
    urgency: input.urgency,
    started_by: own,
    participants: [own, ...input.to],
    case_id: input.caseId ?? null,
    handling: input.handling,
    started_at: tx.now,
    last_at: tx.now,
    compartment: 'general',
  };
  await insertThread(tx, thread);
  if (input.caseId !== undefined) await deps.cases.link(tx, input.caseId, threadRef(id), input.subject);
  return sendMessage(deps, tx, thread, { ...input, answers: null, ...(forwards === undefined ? {} : { forwards }) });
}
