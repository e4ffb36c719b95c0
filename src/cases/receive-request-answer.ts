import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import type { WireRequestAnswer } from './contract.ts';
import { dueAt, ownerOf } from './deadlines.ts';
import type { CasesDeps } from './deps.ts';
import { askRef, caseRef } from './refs.ts';
import { type AskRow, findCase, updateAsk } from './store-cases.ts';
import { uuidOf } from './wire.ts';

const ACT = {
  accepted: 'case.ask-accepted',
  returned: 'case.ask-returned',
  refused: 'case.ask-refused',
  answered: 'case.ask-answered',
} as const;

/** Message `case.request-answer`: what became of our request at the bureau we asked. */
export async function receiveRequestAnswer(
  deps: CasesDeps,
  tx: Tx,
  message: InboundMessage<WireRequestAnswer>,
): Promise<void> {
  const { body, from } = message;
  const askId = uuidOf(body.ask, tx.scope.bureau, 'case.ask.unknown');
  if (body.caseRef !== undefined) uuidOf(body.caseRef, from, 'case.ask.not-yours');
  const [ask] = await tx.query<AskRow>('SELECT * FROM case_ask WHERE id = $1 AND to_bureau = $2 FOR UPDATE', [
    askId,
    from,
  ]);
  const row = ask ? await findCase(tx, ask.case_id) : null;
  if (!ask || !row) throw refuse('case.ask.unknown');
  const isOpen = !['refused', 'answered', 'withdrawn'].includes(ask.state);
  const ref = askRef(askId);
  deps.audit.record(tx, {
    // An answer that comes after we stopped waiting is kept and on the record, but ends nothing twice.
    act: isOpen ? ACT[body.stage] : 'case.ask-late-answer',
    entity: ref,
    about: [caseRef(ask.case_id), { kind: 'message', id: message.id }],
    body: { bureau: from, stage: body.stage, ...(body.reason ? { reason: body.reason } : {}) },
  });
  await deps.federation.tag(tx, message.id, caseRef(ask.case_id));
  await updateAsk(tx, askId, {
    state: isOpen ? body.stage : undefined,
    reason: body.reason,
    explanation: body.stage === 'answered' ? undefined : body.text,
    answer: body.stage === 'answered' ? body.text : undefined,
    their_ref: body.caseRef,
    // A state of its own is always set, so that the statement has something to set.
    ...(isOpen ? {} : { due_at: ask.due_at }),
  });
  if (!isOpen || body.stage === 'accepted') return;
  await deps.work.close(tx, { ref, outcome: body.stage });
  if (body.stage !== 'returned') return;
  await deps.work.open(tx, {
    ref,
    task: 'case.ask-information',
    owner: ownerOf(row.urgency),
    dueAt: dueAt('information', row.urgency, tx.now),
    urgency: row.urgency,
    params: { number: row.number, bureau: from },
    about: [caseRef(row.id)],
    compartment: ask.compartment,
  });
}
