import type { BureauCode } from '../../protocol/index.ts';
import type { SeriesState } from '../contract.ts';
import type { StateChange } from '../wire.ts';
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
