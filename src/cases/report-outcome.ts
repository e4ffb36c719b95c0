import { invalid, type Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import type { ReportOutcome } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { caseRef } from './refs.ts';
import { insertReport } from './report-store.ts';
import { theCase } from './store-cases.ts';

/** Tells another bureau what happened here, for its case. Delivery that fails becomes work on our case. */
export async function reportOutcome(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: ReportOutcome,
): Promise<{ id: string }> {
  const row = await theCase(tx, caseId);
  if (parseWireId(input.theirCaseRef, 'case').bureau !== input.to) {
    throw invalid('/body/theirCaseRef', 'case.ref-of-another-bureau', { bureau: input.to });
  }
  if (input.to === tx.scope.bureau) throw invalid('/body/to', 'bureau.own', { bureau: input.to });
  const { to, theirCaseRef, ...outcome } = input;
  const sent = await deps.federation.send(tx, {
    to: [to],
    kind: 'case.outcome',
    body: { v: 1, caseRef: theirCaseRef, ...outcome },
    urgency: row.urgency,
    entity: caseRef(caseId),
  });
  await insertReport(deps, tx, { caseId, to, kind: 'outcome', messageId: sent.id });
  deps.audit.record(tx, {
    act: 'case.outcome-reported',
    entity: caseRef(caseId),
    body: { bureau: to, outcome: outcome.outcome, country: outcome.country, date: outcome.date },
  });
  return { id: parseWireId(sent.id, 'message').uuid };
}
