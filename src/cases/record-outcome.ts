import { type InboundMessage, invalid, refuse, type Tx } from '../platform/index.ts';
import type { RecordOutcome, WireOutcome } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { noteArrival, survivorOf } from './merge/survivor.ts';
import { caseRef } from './refs.ts';
import { type CaseRow, findCase, findSubject, insertOutcome, theCase } from './store-cases.ts';
import { uuidOf } from './wire.ts';

/** Says whether a bureau has part in a case by what a room above this one knows. */
export type PartyCheck = (tx: Tx, caseId: string, bureau: string) => Promise<boolean>;

/**
 * Records what was achieved. A closed case takes late outcomes too: an arrest abroad may come years after.
 * @throws AppError `invalid` when the subject is not of this case, or the date has not come yet
 */
export async function recordOutcome(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: RecordOutcome,
): Promise<{ id: string }> {
  const asked = await theCase(tx, caseId);
  const row = await survivorOf(tx, asked);
  if (input.subjectId !== undefined && (await findSubject(tx, input.subjectId))?.case_id !== row.id) {
    throw invalid('/body/subjectId', 'subject.unknown');
  }
  checkDate(tx, input.date);
  const id = deps.runtime.newId();
  await insertOutcome(tx, row, {
    id,
    outcome: input.outcome,
    country: input.country,
    date: input.date,
    number: input.number,
    subject_id: input.subjectId ?? null,
    note: input.note ?? null,
    from_bureau: null,
    message_id: null,
  });
  await noteArrival(tx, asked, row, 'case_outcome', id);
  deps.audit.record(tx, {
    act: 'case.outcome-recorded',
    entity: caseRef(row.id),
    about: input.subjectId ? [{ kind: 'subject', id: input.subjectId }] : [],
    body: { outcome: input.outcome, country: input.country, date: input.date, number: input.number },
  });
  return { id };
}

/**
 * Message `case.outcome`: another bureau reports what happened there, for our case. One message, one outcome. A bureau that
 * has no part in the case gets the answer of one that names a case which is not there.
 */
export async function receiveOutcome(
  deps: CasesDeps,
  tx: Tx,
  message: InboundMessage<WireOutcome>,
  checks: readonly PartyCheck[],
): Promise<void> {
  const { body, from } = message;
  const caseId = uuidOf(body.caseRef, tx.scope.bureau, 'case.unknown');
  const asked = await findCase(tx, caseId);
  if (!asked) throw refuse('case.unknown');
  // The number of a case that was merged leads on; who had part in either may report.
  const row = await survivorOf(tx, asked);
  const isPart =
    (await isParty(tx, asked, from, checks)) || (row.id !== asked.id && (await isParty(tx, row, from, checks)));
  if (!isPart) throw refuse('case.unknown');
  const id = deps.runtime.newId();
  await insertOutcome(tx, row, {
    id,
    outcome: body.outcome,
    country: body.country,
    date: body.date,
    number: body.number,
    subject_id: null,
    note: null,
    from_bureau: from,
    message_id: message.id,
  });
  await noteArrival(tx, asked, row, 'case_outcome', id);
  deps.audit.record(tx, {
    act: 'case.outcome-reported-to-us',
    entity: caseRef(row.id),
    about: [{ kind: 'message', id: message.id }],
    body: { bureau: from, outcome: body.outcome, country: body.country, date: body.date, number: body.number },
  });
  await deps.federation.tag(tx, message.id, caseRef(row.id));
}

async function isParty(tx: Tx, row: CaseRow, bureau: string, checks: readonly PartyCheck[]): Promise<boolean> {
  if (row.from_bureau === bureau) return true;
  const asked = await tx.query('SELECT 1 FROM case_ask WHERE case_id = $1 AND to_bureau = $2 LIMIT 1', [
    row.id,
    bureau,
  ]);
  if (asked.length > 0) return true;
  for (const check of checks) if (await check(tx, row.id, bureau)) return true;
  return false;
}

/** A partial date passes when its first day has come anywhere on earth. */
function checkDate(tx: Tx, date: string): void {
  const [year = '', month = '01', day = '01'] = date.split('-');
  const first = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const EARLIEST_ZONE_MS = 14 * 3_600_000;
  if (first - EARLIEST_ZONE_MS > tx.now) throw invalid('/body/date', 'date.in-future', { date });
}
