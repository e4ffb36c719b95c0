import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import { type PersonRow, personLabel } from './person-store.ts';
import { readSummary } from './series-store.ts';

/** Two bureaus want the same: each is told of the other, as work. Message `icse.claim`. */
export async function tellClaimants(
  deps: Deps,
  tx: Tx,
  seriesId: string,
  claimant: BureauCode,
  holder: BureauCode | null,
  person: PersonRow | null,
): Promise<void> {
  if (holder === null || holder === claimant) return;
  const series = { ...(await readSummary(tx, seriesId)) };
  const of = person && { id: person.id, label: personLabel(person) };
  for (const [to, bureau] of [
    [claimant, holder],
    [holder, claimant],
  ] as const) {
    await deps.lyon.tell(tx, [to], 'icse.claim', { alert: deps.runtime.newId(), kind: 'claim', series, of, bureau });
  }
}
