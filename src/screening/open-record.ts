import type * as z from 'zod';
import { refuse, type Tx } from '../platform/index.ts';
import type { openRecordInput, RecordView } from './contract.ts';
import type { Deps } from './deps.ts';
import { candidateRef, recordRef, screeningRef } from './refs.ts';
import { lockCandidate } from './store.ts';
import { candidateViews } from './views.ts';

/**
 * The second step: the record behind a candidate, with what for. Who opened it is on the record of the record too.
 * @throws AppError `not-found`; `refused` `screening.record-gone` when it is not in force any more
 */
export async function openRecord(
  deps: Deps,
  tx: Tx,
  input: z.output<typeof openRecordInput> & { id: string; candidate: string },
): Promise<RecordView> {
  const candidate = await lockCandidate(tx, input);
  const source = deps.sources.find((one) => one.kind === candidate.source);
  const record = source
    ? await source.open(tx, candidate.record_id)
    : candidate.state === 'ended'
      ? null
      : await openDocument(tx, candidate.record_id);
  if (!record) throw refuse('screening.record-gone');
  await tx.query('INSERT INTO screening_look (candidate_id, person, purpose, at) VALUES ($1, $2, $3, $4)', [
    candidate.id,
    tx.scope.actor.id,
    input.purpose,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: 'screening.record.viewed',
    entity: candidateRef(candidate.id),
    about: [
      screeningRef(candidate.screening_id),
      ...recordRef(candidate.source, candidate.record_id),
      ...deps.cases.timelineRefs(candidate.case_id),
    ],
    body: { purpose: input.purpose, ...(input.note ? { note: input.note } : {}) },
  });
  const [view] = await candidateViews(deps, tx, [candidate]);
  if (!view) throw new Error('unreachable');
  return {
    candidate: view,
    facts: [...record.facts],
    photos: [...record.photos],
    ref: record.ref,
    banners: view.banners,
  };
}

async function openDocument(tx: Tx, id: string) {
  const [row] = await tx.query<{
    number: string;
    country: string;
    type: string | null;
    status: string;
    reported: string | null;
    reference: string | null;
    source: string;
  }>(
    `SELECT d.number, d.country, d.type, d.status, d.reported, d.reference, i.source FROM screening_document d
     JOIN screening_document_import i ON i.id = d.import_id WHERE d.id = $1 AND i.state IN ('running', 'done')`,
    [id],
  );
  if (!row) return null;
  const facts = [
    ['record.document-number', row.number],
    ['record.document-country', row.country],
    ['record.document-type', row.type],
    ['record.document-status', row.status],
    ['record.reported', row.reported],
    ['record.reference', row.reference],
    ['record.list', row.source],
  ] as const;
  return {
    facts: facts.flatMap(([label, value]) => (value ? [{ label, values: [value] }] : [])),
    photos: [],
    ref: null,
  };
}
