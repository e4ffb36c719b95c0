import { invalid, refuse, type Tx } from '../platform/index.ts';
import { wireId } from '../protocol/index.ts';
import { ASSISTANCE_OF, type AskBureaus, stripDomestic, type WireCaseRequest } from './contract.ts';
import { dueAt, ownerOf } from './deadlines.ts';
import type { CasesDeps } from './deps.ts';
import { askRef, caseRef } from './refs.ts';
import { requireDeconflicted } from './requests/deconfliction/deconfliction-store.ts';
import {
  type AskRow,
  asksOf,
  type CaseRow,
  lockAsk,
  lockOpenCase,
  subjectsOf,
  theCase,
  updateAsk,
} from './store-cases.ts';
import { wireBody } from './wire.ts';

/**
 * Asks other bureaus for assistance with a case: one message and one awaited answer a bureau. Of a victim no name and no
 * document travels; domestic numbers travel of nobody.
 * @returns the asks, and the pointers of what was taken out before it left
 */
export async function askBureaus(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: AskBureaus,
): Promise<{ asks: AskRow[]; stripped: string[] }> {
  const row = await lockOpenCase(tx, caseId);
  await requireDeconflicted(tx, row);
  if (input.to.includes(tx.scope.bureau)) throw invalid('/body/to', 'bureau.own', { bureau: tx.scope.bureau });
  for (const to of input.to) {
    if (!(await deps.directory.bureau(tx, to))) throw invalid('/body/to', 'bureau.unknown', { bureau: to });
  }
  await deps.directory.requirements.check(tx, {
    countries: input.to,
    assistance: [...new Set(input.wanted.flatMap((wanted) => ASSISTANCE_OF[wanted]))],
    checklist: input.checklist,
    about: [caseRef(caseId)],
  });
  const { persons, stripped } = await personsToSend(tx, row, input.subjectIds);
  const due = dueAt('answer', input.urgency, tx.now);
  for (const to of input.to) {
    const id = deps.runtime.newId();
    const body: WireCaseRequest = {
      v: 1,
      ask: wireId(tx.scope.bureau, 'case-ask', id),
      caseRef: wireId(tx.scope.bureau, 'case', caseId),
      offence: row.offence,
      wanted: input.wanted,
      countries: row.countries,
      urgency: input.urgency,
      legalBasis: input.legalBasis,
      purpose: input.purpose,
      summary: input.summary,
      persons,
    };
    const sent = await deps.federation.send(tx, {
      to: [to],
      kind: 'case.request',
      body: wireBody(body),
      urgency: input.urgency,
      handling: { purpose: input.purpose.slice(0, 500), onward: input.onward },
      entity: caseRef(caseId),
    });
    await tx.query(
      `INSERT INTO case_ask (id, case_id, to_bureau, message_id, wanted, state, due_at, at, compartment)
       VALUES ($1,$2,$3,$4,$5,'sent',$6,$7,$8)`,
      [id, caseId, to, sent.id, input.wanted, due, tx.now, row.compartment],
    );
    deps.audit.record(tx, {
      act: 'case.asked',
      entity: askRef(id),
      about: [caseRef(caseId)],
      body: { bureau: to, urgency: input.urgency, wanted: input.wanted.join(', ') },
    });
    await deps.work.open(tx, {
      ref: askRef(id),
      task: 'case.answer-await',
      owner: ownerOf(input.urgency),
      dueAt: due,
      urgency: input.urgency,
      params: { number: row.number, bureau: to },
      about: [caseRef(caseId)],
      compartment: row.compartment,
    });
  }
  return { asks: await asksOf(tx, caseId), stripped };
}

async function personsToSend(
  tx: Tx,
  row: CaseRow,
  subjectIds: readonly string[],
): Promise<{ persons: WireCaseRequest['persons']; stripped: string[] }> {
  const subjects = new Map((await subjectsOf(tx, row.id)).map((subject) => [subject.id, subject]));
  const stripped: string[] = [];
  const persons = subjectIds.map((id, i) => {
    const subject = subjects.get(id);
    if (!subject) throw invalid(`/body/subjectIds/${i}`, 'subject.unknown');
    const out = stripDomestic(subject.particulars, `/persons/${i}`);
    stripped.push(...out.stripped);
    if (subject.identity_held) stripped.push(`/persons/${i}/names`, `/persons/${i}/documents`);
    return { role: subject.role, particulars: out.value };
  });
  return { persons, stripped };
}

/** Answers a bureau that returned our request: it goes on there, and we wait again. */
export async function supplementAsk(deps: CasesDeps, tx: Tx, askId: string, text: string): Promise<AskRow> {
  const ask = await lockAsk(tx, askId);
  if (ask.state !== 'returned') throw refuse('case.ask.not-returned', { state: ask.state });
  const row = await theCase(tx, ask.case_id);
  const sent = await deps.federation.send(tx, {
    to: [ask.to_bureau],
    kind: 'case.request-supplement',
    body: { v: 1, ask: wireId(tx.scope.bureau, 'case-ask', askId), text },
    urgency: row.urgency,
    entity: caseRef(ask.case_id),
  });
  const due = dueAt('answer', row.urgency, tx.now);
  await updateAsk(tx, askId, { state: 'sent', message_id: sent.id, due_at: due });
  deps.audit.record(tx, {
    act: 'case.ask-supplemented',
    entity: askRef(askId),
    about: [caseRef(ask.case_id)],
    body: { bureau: ask.to_bureau },
  });
  await deps.work.close(tx, { ref: askRef(askId), outcome: 'supplemented' });
  await deps.work.open(tx, {
    ref: askRef(askId),
    task: 'case.answer-await',
    owner: ownerOf(row.urgency),
    dueAt: due,
    urgency: row.urgency,
    params: { number: row.number, bureau: ask.to_bureau },
    about: [caseRef(ask.case_id)],
    compartment: ask.compartment,
  });
  return lockAsk(tx, askId);
}

/** The answer is no longer expected, or will not come: ended by a person, with the reason. */
export async function withdrawAsk(deps: CasesDeps, tx: Tx, askId: string, reason: string): Promise<AskRow> {
  const ask = await lockAsk(tx, askId);
  if (!['sent', 'accepted', 'returned', 'undelivered'].includes(ask.state))
    throw refuse('case.ask.not-open', { state: ask.state });
  await updateAsk(tx, askId, { state: 'withdrawn', explanation: reason });
  deps.audit.record(tx, {
    act: 'case.ask-withdrawn',
    entity: askRef(askId),
    about: [caseRef(ask.case_id)],
    body: { bureau: ask.to_bureau },
  });
  await deps.work.close(tx, { ref: askRef(askId), outcome: 'withdrawn' });
  return lockAsk(tx, askId);
}
