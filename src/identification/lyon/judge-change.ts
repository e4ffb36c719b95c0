import type { BureauCode } from '../../protocol/index.ts';
import type { OffenderView, SeriesState } from '../contract.ts';
import type { StateChange } from '../wire.ts';
import type { PersonChange } from '../wire-curation.ts';
import type { SeriesRow } from './series-store.ts';

/** What a change a bureau asks for would make of the series; or the code of why it may not be. */
export function judgeChange(
  series: Pick<SeriesRow, 'state' | 'by_bureau' | 'state_version'>,
  change: Pick<StateChange, 'to' | 'version'>,
  from: BureauCode,
): { code: string } | { state: SeriesState; by: BureauCode | null } {
  const { state, by_bureau: by } = series;
  const isMine = by === from;
  const done = state === 'identified' || state === 'protected';
  switch (change.to) {
    case 'lead':
      if (done) return { code: 'series.already-identified' };
      if (state === 'lead' && !isMine) return { code: 'series.lead-held' };
      break;
    case 'released':
      if (state !== 'lead' || !isMine) return { code: 'series.not-your-lead' };
      break;
    case 'identified':
      // That a child is identified is a fact, whoever leads: the leading bureau is told.
      if (done) return isMine ? { state, by } : { code: 'series.already-identified' };
      break;
    case 'protected':
      if (!done || !isMine) return { code: 'series.not-identified-by-you' };
      break;
  }
  if (change.version < series.state_version && !isMine) return { code: 'series.stale' };
  return change.to === 'released' ? { state: 'unidentified', by: null } : { state: change.to, by: from };
}

const FURTHER: readonly OffenderView['state'][] = ['identified', 'arrested', 'charged', 'convicted'];

/**
 * The same for an offender. Who identified stays the bureau that did; an arrest or a charge may be another's, and goes forward
 * only.
 */
export function judgeOffender(
  offender: { state: OffenderView['state']; by_bureau: BureauCode | null; version: number },
  change: { to: Extract<PersonChange, { kind: 'offender' }>['to']; version: number },
  from: BureauCode,
): { code: string } | { state: OffenderView['state']; by: BureauCode | null } {
  const { state, by_bureau: by } = offender;
  const isMine = by === from;
  const isKnown = FURTHER.includes(state);
  switch (change.to) {
    case 'lead':
      if (isKnown) return { code: 'offender.already-identified' };
      if (state === 'lead' && !isMine) return { code: 'series.lead-held' };
      break;
    case 'released':
      if (state !== 'lead' || !isMine) return { code: 'series.not-your-lead' };
      break;
    case 'identified':
      if (isKnown) return isMine ? { state, by } : { code: 'offender.already-identified' };
      break;
    default:
      if (!isKnown) return { code: 'offender.not-identified' };
      if (FURTHER.indexOf(change.to) < FURTHER.indexOf(state)) return { code: 'offender.already-further' };
      return { state: change.to, by };
  }
  if (change.version < offender.version && !isMine) return { code: 'series.stale' };
  return change.to === 'released' ? { state: 'unidentified', by: null } : { state: change.to, by: from };
}
