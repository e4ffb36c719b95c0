import { refuse, type Tx } from '../platform/index.ts';
import type { CallBack } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { requestRef } from './refs.ts';
import { expectState, lockRequest, updateRequest } from './store-requests.ts';
import { openCallBack, openIntake } from './submit-request.ts';

const digits = (number: string): string => number.replace(/[^0-9+]/g, '');

/**
 * Records the call that confirms the officer, or did not. Only a call to the directory's number counts: the number that
 * the request itself names proves nothing.
 * @throws AppError `refused` when another number was dialled or the agency has left the directory; `conflict`
 */
export async function recordCallBack(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: CallBack,
): Promise<{ id: string; version: number }> {
  const row = await lockRequest(tx, id, input.version);
  expectState(row, ['received']);
  const agency = row.agency === null ? null : await deps.directory.agency(tx, row.agency);
  if (!agency) throw refuse('request.call-back.agency-unknown', { ori: row.agency ?? '' });
  if (digits(input.numberDialled) !== digits(agency.callBack)) {
    throw refuse('request.call-back.not-directory-number', { directory: agency.callBack }, '/body/numberDialled');
  }
  await tx.query(
    `INSERT INTO case_call_back (id, request_id, at, by_actor, number_dialled, confirmed_by, result, note, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [
      deps.runtime.newId(),
      id,
      tx.now,
      tx.scope.actor.id,
      agency.callBack,
      input.confirmedBy,
      input.result,
      input.note ?? null,
      row.compartment,
    ],
  );
  const isConfirmed = input.result === 'confirmed';
  deps.audit.record(tx, {
    act: isConfirmed ? 'request.officer-confirmed' : 'request.officer-not-confirmed',
    entity: requestRef(id),
    body: { number: row.number, dialled: agency.callBack },
  });
  await deps.work.close(tx, { ref: requestRef(id), task: 'request.call-back', outcome: input.result });
  if (isConfirmed) {
    await updateRequest(tx, id, { state: 'confirmed', confirmed_at: tx.now });
    await openIntake(deps, tx, row);
  } else {
    // Tried and not confirmed: it stays owed, to be called again or declined.
    await updateRequest(tx, id, {});
    await openCallBack(deps, tx, row);
  }
  return { id, version: row.version + 1 };
}
