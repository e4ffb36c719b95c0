import { refuse, type Scope, type Tx } from '../../platform/index.ts';
import type { Target } from '../contract-routing.ts';
import type { RoutingDeps } from './open-routing.ts';

/** For whom NCMEC's own key speaks. */
export const NCMEC = 'ncmec';

/** An administrator says for whom a partner's key speaks. @throws AppError `refused`: `tip.no-such-receiver` */
export async function bindPartner(
  deps: RoutingDeps,
  tx: Tx,
  input: { partnerId: string; party: string },
): Promise<void> {
  const { forces } = await deps.routing.receivers(tx);
  const isKnown =
    input.party === NCMEC || forces.has(input.party) || (await deps.directory.agency(tx, input.party)) !== null;
  if (!isKnown) throw refuse('tip.no-such-receiver', { party: input.party }, '/body/party');
  await tx.query(
    `INSERT INTO tips_partner (partner_id, party, bound_by, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (partner_id) DO UPDATE SET party = excluded.party, bound_by = excluded.bound_by, at = excluded.at`,
    [input.partnerId, input.party, tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'tip-partner.bound',
    entity: { kind: 'partner', id: input.partnerId },
    body: { party: input.party },
  });
}

/** For whom the caller's key speaks. @throws AppError `refused`: `tip.partner-unbound` */
export async function partyOf(tx: Tx, scope: Scope): Promise<Target['id']> {
  const [row] = await tx.query<{ party: string }>('SELECT party FROM tips_partner WHERE partner_id::text = $1', [
    scope.actor.id.replace(/^partner:/, ''),
  ]);
  if (!row) throw refuse('tip.partner-unbound');
  return row.party;
}

/** A partner's key holds no compartment. What it may do here it does in this one, and only on what was sent to its party. */
export const inGeneral = (scope: Scope): Scope => ({ ...scope, compartments: ['general'] });
