import type { DeliveryEvent } from '../federation/index.ts';
import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { importVerifyKey, ProtocolError, verify } from '../protocol/index.ts';
import { evidence as evidenceShape, type WireAnswer, type WireReferral } from './contract.ts';
import { HOUR, type HostingDeps, incomingRef, referralRef } from './deps.ts';

/**
 * Another bureau's referral: its evidence must be signed by it and be about the address it names. Owed until answered.
 * @throws AppError `refused`: `hosting.evidence-not-theirs`
 */
export async function receiveReferral(deps: HostingDeps, tx: Tx, message: InboundMessage<WireReferral>): Promise<void> {
  const { from, body } = message;
  const items = [];
  for (const [at, item] of body.items.entries()) {
    items.push({ ...item, evidence: await openEvidence(deps, message, item, at) });
  }
  const id = deps.runtime.newId();
  const made = await tx.query(
    `INSERT INTO hosting_referral (id, direction, kind, party, country, state, urgency, their_id, note, created_at)
     VALUES ($1, 'in', 'bureau', $2, $3, 'sent', $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
    [id, from, deps.runtime.bureau, message.urgency, body.referral, body.note, tx.now],
  );
  if (made.length === 0) throw refuse('hosting.referral-known');
  await tx.query(
    `INSERT INTO hosting_referral_url (referral_id, n, url, jws, evidence)
     SELECT $1, u.n, u.url, u.jws, u.evidence::jsonb
     FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS u(n, url, jws, evidence)`,
    [
      id,
      items.map((_, n) => n + 1),
      items.map((item) => item.url),
      items.map((item) => item.jws),
      items.map((item) => JSON.stringify(item.evidence)),
    ],
  );
  await deps.federation.tag(tx, message.id, incomingRef(id));
  deps.audit.record(tx, {
    act: 'hosting.incoming-received',
    entity: incomingRef(id),
    body: { from, urls: items.length },
  });
  await deps.work.open(tx, {
    ref: incomingRef(id),
    task: 'hosting.answer',
    owner: { role: 'analyst' },
    dueAt: tx.now + deps.settings.answerWithinHours[message.urgency] * HOUR,
    urgency: message.urgency,
    params: { bureau: from, urls: items.length },
  });
}

async function openEvidence(
  deps: HostingDeps,
  message: InboundMessage<WireReferral>,
  item: { url: string; jws: string },
  at: number,
) {
  const refusal = refuse('hosting.evidence-not-theirs', {}, `/body/items/${at}/jws`);
  try {
    const { body } = await verify(
      'evidence',
      item.jws,
      async (kid) => {
        const key = await deps.directory.signingKey(message.from, kid, message.iat);
        return key && key.state !== 'revoked' ? importVerifyKey({ ...key.jwk }) : null;
      },
      {},
    );
    const parsed = evidenceShape.safeParse(body.evidence);
    if (!parsed.success || body.from !== message.from || parsed.data.url !== item.url) throw refusal;
    return parsed.data;
  } catch (error) {
    throw error instanceof ProtocolError ? refusal : error;
  }
}

/** The other bureau's answer to a referral of ours. */
export async function receiveAnswer(deps: HostingDeps, tx: Tx, message: InboundMessage<WireAnswer>): Promise<void> {
  const { from, body } = message;
  const [row] = await tx.query<{ id: string; state: string }>(
    "SELECT id, state FROM hosting_referral WHERE id::text = $1 AND party = $2 AND direction = 'out' FOR UPDATE",
    [body.referral, from],
  );
  if (!row) throw refuse('hosting.no-such-referral');
  if (row.state === 'closed' || row.state === 'refused') throw refuse('hosting.referral-ended');
  await tx.query('UPDATE hosting_referral SET state = $2, answer = $3, version = version + 1 WHERE id = $1', [
    row.id,
    body.answer,
    body.text,
  ]);
  await deps.federation.tag(tx, message.id, referralRef(row.id));
  deps.audit.record(tx, {
    act: `hosting.referral-${body.answer}` as const,
    entity: referralRef(row.id),
    body: { from, text: body.text },
  });
  if (body.answer !== 'taken') await deps.work.close(tx, { ref: referralRef(row.id), outcome: body.answer });
}

/** What became of the message that carries a referral. */
export async function noteDelivery(deps: HostingDeps, tx: Tx, event: DeliveryEvent): Promise<void> {
  const [row] = await tx.query<{ id: string; state: string }>(
    'SELECT id, state FROM hosting_referral WHERE message_id = $1 FOR UPDATE',
    [event.messageId],
  );
  if (!row) return;
  await tx.query('UPDATE hosting_referral SET delivery = $2, version = version + 1 WHERE id = $1', [
    row.id,
    event.state,
  ]);
  const isThere = event.state === 'delivered';
  deps.audit.record(tx, {
    act: isThere ? 'hosting.referral-delivered' : 'hosting.referral-not-delivered',
    entity: referralRef(row.id),
    body: { bureau: event.to, ...(event.reason ? { reason: event.reason } : {}) },
  });
}
