import { refuse, type Tx } from '../../../platform/index.ts';
import { AUTHORITIES, type Authority, type DeconflictionView } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import type { CaseRow } from '../../store-cases.ts';
import { findRequest, type RequestRow } from '../../store-requests.ts';
import { actorNames } from '../../views.ts';

export interface EntryRow {
  id: string;
  request_id: string;
  authority: Authority;
  method: 'api' | 'by-hand';
  state: 'asked' | 'clear' | 'pointer' | 'failed';
  contact: string | null;
  note: string | null;
  pointers: number;
  by_actor: string;
  at: number;
  answered_at: number | null;
}
interface OverrideRow {
  reason: string;
  by_actor: string;
  at: number;
}

const needs = (request: Pick<RequestRow, 'origin'>): boolean => request.origin === 'agency';

async function entriesOf(tx: Tx, requestId: string): Promise<EntryRow[]> {
  return tx.query<EntryRow>('SELECT * FROM case_deconfliction WHERE request_id = $1 ORDER BY at, id', [requestId]);
}

async function overrideOf(tx: Tx, requestId: string): Promise<OverrideRow | null> {
  const [row] = await tx.query<OverrideRow>('SELECT * FROM case_deconfliction_override WHERE request_id = $1', [
    requestId,
  ]);
  return row ?? null;
}

/** Those who have not said anything yet. Whoever points at something has answered: the person then calls there. */
function missingOf(entries: readonly EntryRow[]): Authority[] {
  const answered = new Set(entries.filter((e) => e.state === 'clear' || e.state === 'pointer').map((e) => e.authority));
  return AUTHORITIES.filter((authority) => !answered.has(authority));
}

/** How far deconfliction is. A request of another bureau needs none: it came from abroad. */
export async function deconflictionView(deps: CasesDeps, tx: Tx, request: RequestRow): Promise<DeconflictionView> {
  const entries = await entriesOf(tx, request.id);
  const override = await overrideOf(tx, request.id);
  const online = await tx.query<{ authority: Authority }>(
    'SELECT authority FROM case_deconfliction_partner WHERE is_on ORDER BY authority',
  );
  const nameOf = await actorNames(deps.access, tx, [...entries.map((e) => e.by_actor), override?.by_actor ?? '']);
  const missing = needs(request) ? missingOf(entries) : [];
  return {
    holds: missing.length > 0 && override === null,
    missing,
    online: online.map((row) => row.authority),
    entries: entries.map((e) => ({
      id: e.id,
      authority: e.authority,
      method: e.method,
      state: e.state,
      contact: e.contact,
      note: e.note,
      pointers: e.pointers,
      by: nameOf(e.by_actor),
      at: e.at,
    })),
    override: override && { reason: override.reason, by: nameOf(override.by_actor), at: override.at },
  };
}

/**
 * Nothing of an agency's request leaves for abroad before it is known who else works on it here, or somebody entitled has said
 * why that cannot be waited for.
 * @throws AppError `refused` `deconfliction.owed`, naming who was not asked
 */
export async function requireDeconflicted(tx: Tx, file: Pick<CaseRow, 'request_id'>): Promise<void> {
  if (file.request_id === null) return;
  const request = await findRequest(tx, file.request_id);
  if (!request || !needs(request)) return;
  const missing = missingOf(await entriesOf(tx, request.id));
  if (missing.length === 0 || (await overrideOf(tx, request.id)) !== null) return;
  throw refuse('deconfliction.owed', { missing: missing.join(', ') });
}
