import { conflict, invalid, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { WebhookView } from '../contract-alerts.ts';
import type { AlertDeps } from './deps.ts';
import { whyNotUrl } from './public-target.ts';
import { beginListening } from './set-rule.ts';
import { readSettings } from './settings.ts';

const COLUMNS = 'id, name, url, rooms, urgency, created_at AS "createdAt", ended_at AS "endedAt", version';
const MOST = 20;

export const secretContext = (id: string): string => `alert-webhook:${id}`;

export function listWebhooks(tx: Tx): Promise<WebhookView[]> {
  return tx.query<WebhookView>(
    `SELECT ${COLUMNS} FROM alert_webhook ORDER BY ended_at IS NOT NULL, created_at DESC, id LIMIT 100`,
  );
}

export function openWebhooks(tx: Tx): Promise<WebhookView[]> {
  return tx.query<WebhookView>(`SELECT ${COLUMNS} FROM alert_webhook WHERE ended_at IS NULL ORDER BY created_at, id`);
}

/**
 * Adds an address that is called for what it asks for, signed with a secret that is told once.
 * @throws AppError `invalid` `alert.webhook.private-target`, `alert.webhook.credentials`; `refused` `alert.webhook.too-many`.
 */
export async function addWebhook(
  deps: AlertDeps,
  tx: Tx,
  input: Pick<WebhookView, 'name' | 'url' | 'rooms' | 'urgency'>,
): Promise<WebhookView & { readonly secret: string }> {
  const { allowPrivate } = await readSettings(tx);
  const why = whyNotUrl(input.url, allowPrivate);
  if (why) throw invalid('/body/url', why);
  if ((await openWebhooks(tx)).length >= MOST) throw refuse('alert.webhook.too-many');
  await beginListening(deps, tx);
  const id = deps.runtime.newId();
  const secret = `whsec_${Buffer.from(deps.runtime.random(32)).toString('base64')}`;
  await tx.query(
    `INSERT INTO alert_webhook (id, name, url, rooms, urgency, secret, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      input.name,
      input.url,
      input.rooms,
      input.urgency,
      deps.vault.wrap(Buffer.from(secret, 'utf8'), secretContext(id)),
      tx.scope.actor.id,
      tx.now,
    ],
  );
  deps.audit.record(tx, {
    act: 'alert.webhook-added',
    entity: { kind: 'alert-webhook', id },
    body: { name: input.name, host: new URL(input.url).host },
  });
  return { id, ...input, createdAt: tx.now, endedAt: null, version: 1, secret };
}

/** What still waits for it is dropped. @throws AppError `conflict` `version.stale`; `not-found`. */
export async function endWebhook(
  deps: AlertDeps,
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<WebhookView> {
  const [webhook] = await tx.query<WebhookView>(
    `SELECT ${COLUMNS} FROM alert_webhook WHERE id = $1 AND ended_at IS NULL FOR UPDATE`,
    [id],
  );
  if (!webhook) throw notFound('webhook');
  if (webhook.version !== version) throw conflict('webhook changed', { version }, webhook);
  await tx.query('UPDATE alert_webhook SET ended_at = $2, version = version + 1 WHERE id = $1', [id, tx.now]);
  await tx.query(
    `UPDATE alert_delivery SET state = 'dropped', ended_at = $2, next_at = NULL, version = version + 1
     WHERE channel = 'webhook' AND target = $1 AND state IN ('queued', 'dead')`,
    [id, tx.now],
  );
  await deps.work.close(tx, { ref: { kind: 'alert-channel', id }, outcome: 'webhook-ended' });
  deps.audit.record(tx, { act: 'alert.webhook-ended', entity: { kind: 'alert-webhook', id } });
  return { ...webhook, endedAt: tx.now, version: version + 1 };
}
