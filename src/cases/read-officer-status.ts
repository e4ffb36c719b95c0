import { notFound, type Tx } from '../platform/index.ts';
import type { OfficerStatus } from './contract.ts';
import { type CaseRow, outcomesOf } from './store-cases.ts';
import { findRequest } from './store-requests.ts';

/**
 * What the officer who asked may know: how far it is, what is needed of them, what came of it. No person's data, of the
 * victim least of all.
 */
export async function readOfficerStatus(tx: Tx, id: string): Promise<OfficerStatus> {
  const row = await findRequest(tx, id);
  if (!row) throw notFound('request');
  const [file] =
    row.case_id === null ? [] : await tx.query<CaseRow>('SELECT * FROM case_file WHERE id = $1', [row.case_id]);
  const exchanges = await tx.query<{ at: number; kind: 'needed' | 'answer'; text: string }>(
    'SELECT at, kind, text FROM case_request_exchange WHERE request_id = $1 ORDER BY at, id',
    [id],
  );
  // A case that was taken into another goes on there, and what is achieved there is told here.
  const outcomes = file ? await outcomesOf(tx, file.merged_into ?? file.id) : [];
  const steps: OfficerStatus['steps'] = [
    { code: 'status.received', at: row.received_at, params: { number: row.number } },
  ];
  const add = (code: string, at: number | null, params: Record<string, string | number> = {}): void => {
    if (at !== null) steps.push({ code, at, params });
  };
  add('status.confirmed', row.confirmed_at);
  for (const exchange of exchanges) add(`status.${exchange.kind === 'needed' ? 'needed' : 'answered'}`, exchange.at);
  if (row.state === 'declined') add('status.declined', row.decided_at, { reason: row.decline_reason ?? '' });
  if (file) add('status.accepted', file.opened_at, { case: file.number });
  for (const o of outcomes) {
    add('status.outcome', o.recorded_at, { outcome: o.outcome, country: o.country, date: o.date, number: o.number });
  }
  if (file?.merged_into) add('status.merged', await mergedAt(tx, file.id), { case: file.number });
  if (file) add('status.closed', file.closed_at, { case: file.number });
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    state: row.state,
    urgency: row.urgency,
    receivedAt: row.received_at,
    caseNumber: file?.number ?? null,
    caseState: file ? (file.state !== 'merged' ? file.state : file.closed_at === null ? 'open' : 'closed') : null,
    steps: steps.sort((a, b) => a.at - b.at),
    needed: row.state === 'returned' ? (exchanges.filter((e) => e.kind === 'needed').at(-1)?.text ?? null) : null,
    declined:
      row.decline_reason === null ? null : { reason: row.decline_reason, explanation: row.decline_explanation ?? '' },
    outcomes: outcomes.map((o) => ({
      outcome: o.outcome,
      country: o.country,
      date: o.date,
      number: o.number,
      recordedAt: o.recorded_at,
    })),
  };
}

async function mergedAt(tx: Tx, caseId: string): Promise<number | null> {
  const [row] = await tx.query<{ at: number }>('SELECT at FROM case_merge WHERE from_case = $1 AND undone_at IS NULL', [
    caseId,
  ]);
  return row?.at ?? null;
}
