import { parseRef, type Tx } from '../../platform/index.ts';
import type { AlertView, DeliveryView, UnreadView } from '../contract-alerts.ts';
import type { AlertDeps } from './deps.ts';
import { readRule } from './set-rule.ts';

interface Row extends Omit<AlertView, 'ref' | 'about'> {
  readonly ref: string;
  readonly about: readonly string[];
}
const COLUMNS = 'id, reason, task, ref, about, number, urgency, due_at AS "dueAt", loud, at, read_at AS "readAt"';

interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

function toAlert(row: Row): AlertView {
  return { ...row, ref: parseRef(row.ref), about: row.about.map(parseRef) };
}

function before(cursor: string | undefined): [number | null, string | null] {
  const [at, id] = cursor?.split('_') ?? [];
  return [at === undefined ? null : Number(at), id ?? null];
}

/** One's own alerts, newest first. */
export async function listAlerts(
  tx: Tx,
  { cursor, limit }: PageQuery,
): Promise<{ items: AlertView[]; next: string | null }> {
  const rows = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM alert WHERE person = $1 AND ($2::bigint IS NULL OR (at, id) < ($2::bigint, $3::uuid))
     ORDER BY at DESC, id DESC LIMIT $4`,
    [tx.scope.actor.id, ...before(cursor), limit + 1],
  );
  const items = rows.slice(0, limit).map(toAlert);
  const last = items.at(-1);
  return { items, next: last && rows.length > limit ? `${last.at}_${last.id}` : null };
}

/** How many one has not read, and the newest of them, for the bell and the browser. */
export async function unreadAlerts(tx: Tx): Promise<UnreadView> {
  const me = tx.scope.actor.id;
  const [count] = await tx.query<{ n: number }>(
    'SELECT count(*) AS n FROM alert WHERE person = $1 AND read_at IS NULL',
    [me],
  );
  const rows = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM alert WHERE person = $1 AND read_at IS NULL ORDER BY at DESC, id DESC LIMIT 10`,
    [me],
  );
  const { browser, version } = await readRule(tx);
  return { unread: count?.n ?? 0, browser: browser && version > 0, newest: rows.map(toAlert) };
}

/** Marks one's own as read: those named, or all. It changes nothing of the work. */
export async function markRead(deps: AlertDeps, tx: Tx, ids: readonly string[] | null): Promise<{ read: number }> {
  const read = await tx.query(
    `UPDATE alert SET read_at = $2 WHERE person = $1 AND read_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY($3::uuid[]))
     RETURNING id`,
    [tx.scope.actor.id, tx.now, ids],
  );
  if (read.length > 0)
    deps.audit.record(tx, {
      act: 'alert.marked-read',
      entity: { kind: 'person', id: tx.scope.actor.id.replace(/^person:/, '') },
      body: { count: read.length },
    });
  return { read: read.length };
}

/** What goes out by e-mail and webhook, newest first, with what became of it. */
export async function listDeliveries(
  deps: AlertDeps,
  tx: Tx,
  { state, cursor, limit }: PageQuery & { readonly state?: string | undefined },
): Promise<{ items: DeliveryView[]; next: string | null }> {
  const rows = await tx.query<DeliveryView>(
    `SELECT d.id, d.channel, CASE WHEN d.channel = 'webhook' THEN coalesce(w.name, d.target) ELSE d.target END AS target,
       d.person, d.body, d.state, d.attempts, d.error, d.created_at AS "createdAt", d.next_at AS "nextAt",
       d.ended_at AS "endedAt", d.version
     FROM alert_delivery d LEFT JOIN alert_webhook w ON d.channel = 'webhook' AND w.id::text = d.target
     WHERE ($1::text IS NULL OR d.state = $1) AND ($2::bigint IS NULL OR (d.created_at, d.id) < ($2::bigint, $3::uuid))
     ORDER BY d.created_at DESC, d.id DESC LIMIT $4`,
    [state ?? null, ...before(cursor), limit + 1],
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  deps.audit.record(tx, {
    act: 'alert.deliveries-listed',
    entity: { kind: 'alerts', id: deps.runtime.bureau },
    body: { count: items.length },
  });
  return { items, next: last && rows.length > limit ? `${last.createdAt}_${last.id}` : null };
}
