import { notFound, type Tx } from '../../../platform/index.ts';
import type { PublicStatus } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { readOfficerStatus } from '../../read-officer-status.ts';
import { findRequest } from '../../store-requests.ts';
import { listAttachments } from '../uploads/list-attachments.ts';

/** What the holder of a private link reads: the officer's own status, and what is here of the attachments. */
export async function readPublicStatus(deps: CasesDeps, tx: Tx, requestId: string): Promise<PublicStatus> {
  const row = await findRequest(tx, requestId);
  if (!row) throw notFound('request');
  const { id: _id, ...status } = await readOfficerStatus(tx, requestId);
  const agency = row.agency === null ? null : await deps.directory.agency(tx, row.agency);
  return {
    ...status,
    agencyName: agency?.name ?? null,
    attachments: await listAttachments(tx, row),
    takesInformation: status.state !== 'declined' && status.caseState !== 'closed',
  };
}
