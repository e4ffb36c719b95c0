import type { DeliveryEvent } from '../../federation/index.ts';
import { type InboundMessage, refuse, type Tx } from '../../platform/index.ts';
import { tipModel } from '../contract-model.ts';
import type { WireReferral } from '../contract-routing.ts';
import { tipRef, WORKER } from '../deps.ts';
import { receiveJson } from '../le/receive-json.ts';
import type { RoutingDeps } from './open-routing.ts';
import type { ReferralRow } from './referral-store.ts';
import { incomingRef, referralRef } from './refs.ts';
import { rulesInForce } from './rules-store.ts';
import { endRow, reopenUnsent } from './withdraw-referral.ts';

const DAY = 86_400_000;

/**
 * Another bureau's report becomes one here, a later version of it a version: triaged, routed and owed as any, and beside that owed
 * an answer to who sent it.
 * @throws AppError `refused`: `tip.referral-unreadable`, `tip.referral-known`
 */
export async function receiveReferral(deps: RoutingDeps, tx: Tx, message: InboundMessage<WireReferral>): Promise<void> {
  const { from, body } = message;
  const model = readReport(body.report);
  const id = deps.runtime.newId();
  const { rules } = await rulesInForce(deps.routing.rules, tx);
  const dueAt = tx.now + rules.dueDays.incoming * DAY;
  const known = await tx.query("SELECT FROM tips_referral WHERE direction = 'in' AND party = $1 AND their_id = $2", [
    from,
    body.referral,
  ]);
  if (known.length > 0) throw refuse('tip.referral-known');
  const origin = {
    source: `bureau:${from}/${body.tip}`,
    shape: 'referral' as const,
    number: body.reportNumber,
    preservedUntil: body.preservedUntil,
  };
  const raw = Buffer.from(body.report);
  const referral = { id, from, body, dueAt, message };
  const received = await receiveJson(deps, tx, {
    raw,
    model,
    files: [],
    documents: [],
    origin,
    beforeHooks: (tipId) => insertIncoming(tx, tipId, referral),
  });
  await supersede(deps, tx, received.tipId, from, id);
  await deps.federation.tag(tx, message.id, incomingRef(id));
  await deps.federation.tag(tx, message.id, tipRef(received.tipId));
  deps.audit.record(tx, {
    act: 'tip.incoming-received',
    entity: incomingRef(id),
    about: [tipRef(received.tipId)],
    body: { from, version: body.n },
  });
  await deps.work.open(tx, {
    ref: incomingRef(id),
    task: 'tip.answer-referral',
    owner: { role: WORKER },
    dueAt,
    urgency: message.urgency,
    params: { bureau: from },
    about: [tipRef(received.tipId)],
  });
}

function readReport(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('tip.referral-unreadable');
  }
  const model = tipModel.safeParse(value);
  if (!model.success) throw refuse('tip.referral-unreadable');
  return model.data;
}

interface Incoming {
  readonly id: string;
  readonly from: string;
  readonly body: WireReferral;
  readonly dueAt: number;
  readonly message: InboundMessage<WireReferral>;
}

async function insertIncoming(tx: Tx, tipId: string, { id, from, body, dueAt, message }: Incoming): Promise<void> {
  await tx.query(
    `INSERT INTO tips_referral (id, tip_id, direction, kind, party, n, state, automatic, reason, their_id, message_id, by_actor, at,
       due_at)
     VALUES ($1, $2, 'in', 'bureau', $3, $4, 'sent', false, $5, $6, $7, $8, $9, $10)`,
    [id, tipId, from, body.n, body.note, body.referral, message.id, `bureau:${from}`, tx.now, dueAt],
  );
}

/** The sender has closed what this version replaces: so is it here. */
async function supersede(deps: RoutingDeps, tx: Tx, tipId: string, from: string, id: string): Promise<void> {
  const older = await tx.query<{ id: string }>(
    `SELECT id FROM tips_referral WHERE tip_id = $1 AND party = $2 AND direction = 'in' AND id <> $3
       AND state IN ('sent', 'opened', 'useful') FOR UPDATE`,
    [tipId, from, id],
  );
  for (const row of older) {
    await endRow(tx, row.id, 'closed', 'newer-version');
    deps.audit.record(tx, {
      act: 'tip.incoming-answered',
      entity: incomingRef(row.id),
      about: [tipRef(tipId)],
      body: { to: from, kind: 'newer-version' },
    });
    await deps.work.close(tx, { ref: incomingRef(row.id), outcome: 'newer-version' });
  }
}

/** What became of the message that carries a report. One that is refused is owed again here. */
export async function noteDelivery(deps: RoutingDeps, tx: Tx, event: DeliveryEvent): Promise<void> {
  const [row] = await tx.query<ReferralRow>(
    "SELECT * FROM tips_referral WHERE message_id = $1 AND direction = 'out' FOR UPDATE",
    [event.messageId],
  );
  if (!row) return;
  await tx.query('UPDATE tips_referral SET delivery = $2, version = version + 1 WHERE id = $1', [row.id, event.state]);
  const about = [tipRef(row.tip_id)];
  if (event.state === 'delivered') {
    deps.audit.record(tx, {
      act: 'tip.referral-delivered',
      entity: referralRef(row.id),
      about,
      body: { bureau: event.to },
    });
    return;
  }
  const reason = event.reason ?? 'refused';
  await endRow(tx, row.id, 'refused', reason.slice(0, 100));
  deps.audit.record(tx, {
    act: 'tip.referral-refused',
    entity: referralRef(row.id),
    about,
    body: { bureau: event.to, reason },
  });
  await deps.work.close(tx, { ref: referralRef(row.id), outcome: 'refused' });
  await reopenUnsent(deps, tx, row.tip_id, reason);
}
