import type { Tx } from '../../platform/index.ts';
import type { GiveFeedback } from '../contract-routing.ts';
import { type Deps, tipRef } from '../deps.ts';
import { offencesOf } from './abroad-checks.ts';
import type { ReferralRow } from './referral-store.ts';

/**
 * An arrest or an identified child is an outcome: of the case that the report is linked to, or of one that is opened for it, so that
 * somebody follows it up and it is counted.
 */
export async function recordTipOutcome(deps: Deps, tx: Tx, row: ReferralRow, input: GiveFeedback): Promise<void> {
  const [tip] = await tx.query<{
    report_number: number;
    provider_name: string;
    incident_type: string;
    escalated: boolean;
  }>('SELECT report_number, provider_name, incident_type, escalated FROM tips_tip WHERE id = $1', [row.tip_id]);
  if (!tip || input.date === undefined) return;
  const country = input.country ?? (row.kind === 'bureau' ? row.party : deps.runtime.bureau);
  const caseId = (await linkedCase(tx, row.tip_id)) ?? (await openFor(deps, tx, row, tip, country, input));
  await deps.cases.recordOutcome(tx, caseId, {
    outcome: input.kind === 'arrest' ? 'arrested' : 'identified',
    country,
    date: input.date,
    number: input.number,
    ...(input.note === '' ? {} : { note: input.note.slice(0, 1_000) }),
  });
}

/** The case a report was the first to be followed up in. */
async function linkedCase(tx: Tx, tipId: string): Promise<string | null> {
  const [row] = await tx.query<{ case_id: string }>('SELECT case_id FROM tips_case WHERE tip_id = $1', [tipId]);
  return row?.case_id ?? null;
}

async function openFor(
  deps: Deps,
  tx: Tx,
  row: ReferralRow,
  tip: { report_number: number; provider_name: string; incident_type: string; escalated: boolean },
  country: string,
  input: GiveFeedback,
): Promise<string> {
  const label = `${tip.provider_name.slice(0, 100)} ${tip.report_number}`;
  const opened = await deps.cases.openCase(tx, {
    title: `CyberTipline ${label}`,
    offence: offencesOf(tip.incident_type)?.[0] ?? 'csam',
    wanted: [input.kind === 'arrest' ? 'locate-and-arrest' : 'identify-victim'],
    countries: country === deps.runtime.bureau ? [] : [country],
    urgency: tip.escalated ? 'urgent' : 'routine',
    legalBasis: '18 U.S.C. 2258A',
    purpose: `CyberTipline ${tip.report_number}`,
    summary: tip.incident_type,
  });
  await deps.cases.link(tx, opened.id, tipRef(row.tip_id), label);
  await tx.query('INSERT INTO tips_case (tip_id, case_id) VALUES ($1, $2)', [row.tip_id, opened.id]);
  return opened.id;
}
