import { conflict, type InboundMessage, notFound, refuse, type Tx } from '../platform/index.ts';
import { closeIncoming } from './close-notification.ts';
import type { AnswerView, WireAnswer } from './contract.ts';
import { answerRef, DAY, filedRef, incomingRef, plain, type TravelDeps, travelWireId, uuidOf } from './deps.ts';
import { changeNotification, findNotification, heldForChange, q } from './store.ts';

/** What became of the traveller here goes to the bureau that told us. The last word on it ends our part. */
export async function answerNotification(
  deps: TravelDeps,
  tx: Tx,
  input: {
    id: string;
    version: number;
    outcome: AnswerView['outcome'];
    day?: string | undefined;
    place?: string | undefined;
    note?: string | undefined;
  },
): Promise<void> {
  const row = await heldForChange(tx, input, 'recipient');
  if (row.state !== 'received' && row.state !== 'handed-over') throw refuse('travel.wrong-state', { state: row.state });
  const { outcome, day, place, note } = input;
  const body: WireAnswer = {
    v: 1,
    notification: travelWireId(row.owner, row.id),
    outcome,
    ...(day === undefined ? {} : { day }),
    ...(place === undefined ? {} : { place }),
    ...(note === undefined ? {} : { note }),
  };
  await deps.federation.send(tx, {
    to: [row.owner],
    kind: 'travel.answer',
    body: plain(body),
    thread: travelWireId(row.owner, row.id).replace(':travel:', ':thread:'),
    urgency: 'routine',
    entity: incomingRef(row.id),
  });
  await q(tx)
    .insertInto('travel_answer')
    .values({
      id: deps.runtime.newId(),
      notification_id: row.id,
      bureau: deps.runtime.bureau,
      outcome,
      day: day ?? null,
      place: place ?? null,
      note: note ?? null,
      at: tx.now,
      author: tx.scope.actor.id,
      state: 'sent',
    })
    .execute();
  deps.audit.record(tx, { act: 'travel.answered', entity: incomingRef(row.id), body: { outcome } });
  const changed = await changeNotification(tx, row, {});
  if (row.state === 'handed-over' && outcome !== 'other') await closeIncoming(deps, tx, changed, outcome);
}

/** A destination says what became of the traveller: the Marshals and the registry are to hear it. */
export async function receiveAnswer(deps: TravelDeps, tx: Tx, message: InboundMessage<WireAnswer>): Promise<void> {
  const { body, from } = message;
  const { bureau, uuid: id } = uuidOf(body.notification);
  const row = bureau === deps.runtime.bureau ? await findNotification(tx, id) : undefined;
  if (row?.relation !== 'sender') throw refuse('travel.unknown');
  const told = await q(tx)
    .selectFrom('travel_recipient')
    .select('id')
    .where('notification_id', '=', id)
    .where('bureau', '=', from)
    .executeTakeFirst();
  if (!told) throw refuse('travel.unknown');
  await deps.federation.tag(tx, message.id, filedRef(id));
  const answerId = deps.runtime.newId();
  await q(tx)
    .insertInto('travel_answer')
    .values({
      id: answerId,
      notification_id: id,
      bureau: from,
      outcome: body.outcome,
      day: body.day ?? null,
      place: body.place ?? null,
      note: body.note ?? null,
      at: tx.now,
      author: null,
      state: 'to-report',
    })
    .execute();
  deps.audit.record(tx, {
    act: 'travel.answer-received',
    entity: answerRef(answerId),
    about: [filedRef(id)],
    body: { bureau: from, outcome: body.outcome },
  });
  await deps.work.open(tx, {
    ref: answerRef(answerId),
    task: 'travel.report-answer',
    owner: { role: 'analyst' },
    dueAt: tx.now + DAY,
    urgency: body.outcome === 'admitted' || body.outcome === 'other' ? 'routine' : 'urgent',
    params: { number: row.reference, bureau: from, outcome: body.outcome },
    about: [filedRef(id)],
  });
}

/** One of the two has been told of an answer; when both have, it is finished. */
export async function reportAnswer(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; part: string; version: number; to: 'marshals' | 'registry'; reference: string },
): Promise<void> {
  const answer = await q(tx)
    .selectFrom('travel_answer')
    .selectAll()
    .where('id', '=', input.part)
    .where('notification_id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (!answer) throw notFound('travel-answer');
  if (answer.version !== input.version)
    throw conflict('travel-answer', { version: input.version }, { version: answer.version, reported: answer.reported });
  if (answer.state !== 'to-report' || answer.reported[input.to]) throw refuse('travel.answer-already-reported');
  const reported = {
    ...answer.reported,
    [input.to]: { by: tx.scope.actor.id, at: tx.now, reference: input.reference },
  };
  const isDone = reported.marshals !== undefined && reported.registry !== undefined;
  await q(tx)
    .updateTable('travel_answer')
    .set({
      reported: JSON.stringify(reported),
      state: isDone ? 'reported' : 'to-report',
      version: answer.version + 1,
    })
    .where('id', '=', answer.id)
    .execute();
  const entity = answerRef(answer.id);
  const about = [filedRef(answer.notification_id)];
  deps.audit.record(tx, {
    act: 'travel.answer-passed-on',
    entity,
    about,
    body: { to: input.to, reference: input.reference },
  });
  if (!isDone) return;
  deps.audit.record(tx, { act: 'travel.answer-reported', entity, about, body: {} });
  await deps.work.close(tx, { ref: entity, outcome: 'reported' });
}
