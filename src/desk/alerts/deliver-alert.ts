import { conflict, type JobHandler, notFound, refuse, systemScope, type Tx } from '../../platform/index.ts';
import type { AlertBody } from '../contract-alerts.ts';
import { callWebhook, type Refusal } from './call-webhook.ts';
import { type AlertDeps, DELIVER_JOB } from './deps.ts';
import { sendEmail } from './send-email.ts';
import { readSettings, SMTP_CONTEXT } from './settings.ts';
import { secretContext } from './webhooks.ts';

const MINUTE = 60_000;
/** Waits between attempts: a day and a half in all. After the last the delivery is dead, and somebody is told. */
const WAITS_MS = [0.5, 2, 10, 30, 60, 180, 360, 720, 720].map((minutes) => minutes * MINUTE);
const BROKEN_DUE_MS = 4 * 3_600_000;
const CHANNEL = 'alert-channel';

interface Delivery {
  readonly id: string;
  readonly channel: 'email' | 'webhook';
  readonly target: string;
  readonly body: AlertBody;
  readonly attempts: number;
  readonly version: number;
}
const COLUMNS = 'id, channel, target, body, attempts, version';

/** One letter or call, as a job that starts at `at` and lives through a crash. */
export async function queueDelivery(
  deps: Pick<AlertDeps, 'jobs' | 'runtime'>,
  tx: Tx,
  input: Pick<Delivery, 'channel' | 'target' | 'body'> & { readonly person: string | null; readonly at: number },
): Promise<string> {
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO alert_delivery (id, channel, target, person, body, state, created_at, next_at)
     VALUES ($1, $2, $3, $4, $5, 'queued', $6, $7)`,
    [id, input.channel, input.target, input.person, JSON.stringify(input.body), tx.now, input.at],
  );
  await deps.jobs.enqueue(tx, { kind: DELIVER_JOB, key: id, payload: { id }, runAt: input.at });
  return id;
}

/** The job: at least once, its outcome written once. */
export function deliverJob(deps: AlertDeps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id } = job.payload as { id: string };
    const found = await deps.db.tx(scope, (tx) => prepare(deps, tx, id));
    if (found === null) return undefined;
    const refusal = await found.attempt(job.signal);
    if (job.signal.aborted) throw new Error('stopped while delivering');
    return deps.db.tx(scope, async (tx) => {
      const wait = await settle(deps, tx, found.delivery, refusal);
      if (wait !== null) return { againAfterMs: wait };
      await job.done(tx);
      return undefined;
    });
  };
}

async function prepare(deps: AlertDeps, tx: Tx, id: string) {
  const [delivery] = await tx.query<Delivery>(
    `SELECT ${COLUMNS} FROM alert_delivery WHERE id = $1 AND state = 'queued'`,
    [id],
  );
  if (!delivery) return null;
  const settings = await readSettings(tx);
  const { body, target } = delivery;
  if (delivery.channel === 'email') {
    const { smtp, smtpPassword } = settings;
    const password =
      smtpPassword === null ? null : Buffer.from(deps.vault.unwrap(smtpPassword, SMTP_CONTEXT)).toString('utf8');
    const attempt = async (_signal: AbortSignal): Promise<Refusal> =>
      smtp === null
        ? { code: 'alert.email.not-set-up', final: false }
        : sendEmail({ smtp, password, to: target, id, body, at: tx.now });
    return { delivery, attempt };
  }
  const [webhook] = await tx.query<{ url: string; secret: string }>(
    'SELECT url, secret FROM alert_webhook WHERE id = $1 AND ended_at IS NULL',
    [target],
  );
  const attempt = async (signal: AbortSignal): Promise<Refusal> => {
    if (!webhook) return { code: 'alert.webhook.ended', final: true };
    const secret = Buffer.from(deps.vault.unwrap(webhook.secret, secretContext(target))).toString('utf8');
    const { allowPrivate } = settings;
    return callWebhook({ url: webhook.url, secret, id, body, now: deps.runtime.clock.now(), allowPrivate, signal });
  };
  return { delivery, attempt };
}

/** Writes down how an attempt went. Returns when the next is, in ms; null: there is none. */
async function settle(deps: AlertDeps, tx: Tx, delivery: Delivery, refusal: Refusal): Promise<number | null> {
  const { id, attempts } = delivery;
  const entity = { kind: 'alert-delivery', id };
  if (refusal === null) {
    await tx.query(
      `UPDATE alert_delivery SET state = 'sent', attempts = attempts + 1, error = NULL, next_at = NULL, ended_at = $2,
         version = version + 1 WHERE id = $1 AND state = 'queued'`,
      [id, tx.now],
    );
    deps.audit.record(tx, { act: 'alert.sent', entity, body: { channel: delivery.channel, attempts: attempts + 1 } });
    await deps.work.close(tx, { ref: channelRef(delivery), outcome: 'delivered' });
    return null;
  }
  const wait = refusal.final ? undefined : WAITS_MS[attempts];
  await tx.query(
    `UPDATE alert_delivery SET state = $2, attempts = attempts + 1, error = $3, next_at = $4, ended_at = $5, version = version + 1
     WHERE id = $1 AND state = 'queued'`,
    [
      id,
      wait === undefined ? 'dead' : 'queued',
      refusal.code,
      wait === undefined ? null : tx.now + wait,
      wait === undefined ? tx.now : null,
    ],
  );
  if (wait !== undefined) return wait;
  deps.audit.record(tx, { act: 'alert.dead', entity, body: { channel: delivery.channel, code: refusal.code } });
  await owe(deps, tx, delivery, refusal.code);
  return null;
}

/** One piece of work a broken channel, however many letters it has swallowed. */
async function owe(deps: AlertDeps, tx: Tx, delivery: Delivery, code: string): Promise<void> {
  const ref = channelRef(delivery);
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${ref.kind}:${ref.id}`]);
  if ((await deps.work.ofRef(tx, ref)).length > 0) return;
  await deps.work.open(tx, {
    ref,
    task: 'alert.channel-broken',
    owner: { role: 'supervisor' },
    dueAt: tx.now + BROKEN_DUE_MS,
    urgency: 'routine',
    params: { channel: delivery.channel, code },
  });
}

function channelRef({ channel, target }: Pick<Delivery, 'channel' | 'target'>) {
  return { kind: CHANNEL, id: channel === 'email' ? 'email' : target };
}

/**
 * A dead delivery is tried again from the start, or dropped for good: either way somebody decided.
 * @throws AppError `refused` `alert.not-dead`; `conflict` `version.stale`; `not-found`.
 */
export async function decideDelivery(
  deps: AlertDeps,
  tx: Tx,
  { id, version, decision }: { id: string; version: number; decision: 'retry' | 'drop' },
): Promise<void> {
  const [delivery] = await tx.query<Delivery & { state: string }>(
    `SELECT ${COLUMNS}, state FROM alert_delivery WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!delivery) throw notFound('delivery');
  if (delivery.state !== 'dead') throw refuse('alert.not-dead');
  if (delivery.version !== version) throw conflict('delivery changed', { version }, { version: delivery.version });
  const retry = decision === 'retry';
  await tx.query(
    `UPDATE alert_delivery SET state = $2, attempts = CASE WHEN $3 THEN 0 ELSE attempts END, next_at = $4, ended_at = $5,
       version = version + 1 WHERE id = $1`,
    [id, retry ? 'queued' : 'dropped', retry, retry ? tx.now : null, retry ? null : tx.now],
  );
  if (retry) await deps.jobs.enqueue(tx, { kind: DELIVER_JOB, key: id, payload: { id } });
  deps.audit.record(tx, {
    act: retry ? 'alert.retried' : 'alert.dropped',
    entity: { kind: 'alert-delivery', id },
    body: { channel: delivery.channel },
  });
  const [left] = await tx.query<{ n: number }>(
    `SELECT count(*) AS n FROM alert_delivery WHERE state = 'dead' AND channel = $1 AND ($1 = 'email' OR target = $2)`,
    [delivery.channel, delivery.target],
  );
  if (left?.n === 0)
    await deps.work.close(tx, { ref: channelRef(delivery), outcome: retry ? 'tried-again' : 'dropped' });
}
