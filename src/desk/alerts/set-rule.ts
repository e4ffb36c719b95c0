import { conflict, invalid, type Tx } from '../../platform/index.ts';
import type { AlertRule } from '../contract-alerts.ts';
import { type AlertDeps, SOON_MS, TELL_JOB } from './deps.ts';
import { isZone } from './quiet-hours.ts';

interface Row extends Omit<AlertRule, 'quiet'> {
  readonly person: string;
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
}
const COLUMNS = `person, rooms, urgency, only_mine AS "onlyMine", due_soon AS "dueSoon", overdue, browser, email, quiet_from,
  quiet_to, zone, version`;

/** What holds until somebody sets their own: they hear of nothing by themselves. */
const NOTHING: AlertRule = {
  rooms: null,
  urgency: 'urgent',
  onlyMine: false,
  dueSoon: true,
  overdue: true,
  browser: true,
  email: null,
  quiet: null,
  zone: 'UTC',
  version: 0,
};

function toRule({ quiet_from: from, quiet_to: to, ...row }: Row): AlertRule & { readonly person: string } {
  return { ...row, quiet: from === null || to === null ? null : { from, to } };
}

export async function allRules(tx: Tx): Promise<(AlertRule & { readonly person: string })[]> {
  return (await tx.query<Row>(`SELECT ${COLUMNS} FROM alert_rule ORDER BY person`)).map(toRule);
}

/** One's own rule; version 0 when none was set. */
export async function readRule(tx: Tx): Promise<AlertRule> {
  const [row] = await tx.query<Row>(`SELECT ${COLUMNS} FROM alert_rule WHERE person = $1`, [tx.scope.actor.id]);
  if (!row) return NOTHING;
  const { person: _, ...rule } = toRule(row);
  return rule;
}

/**
 * Sets of what one wants to hear. Whoever is the first to listen is not flooded with what is open already.
 * @throws AppError `invalid` `alert.zone`; `conflict` `version.stale`.
 */
export async function setRule(deps: AlertDeps, tx: Tx, rule: AlertRule): Promise<AlertRule> {
  if (!isZone(rule.zone)) throw invalid('/body/zone', 'alert.zone');
  await beginListening(deps, tx);
  const me = tx.scope.actor.id;
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`alert-rule:${me}`]);
  const current = await readRule(tx);
  if (current.version !== rule.version) throw conflict('alert rule changed', rule, current);
  await tx.query(
    `INSERT INTO alert_rule (person, rooms, urgency, only_mine, due_soon, overdue, browser, email, quiet_from, quiet_to, zone, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (person) DO UPDATE SET rooms = excluded.rooms, urgency = excluded.urgency, only_mine = excluded.only_mine,
       due_soon = excluded.due_soon, overdue = excluded.overdue, browser = excluded.browser, email = excluded.email,
       quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, zone = excluded.zone, at = excluded.at,
       version = alert_rule.version + 1`,
    [
      me,
      rule.rooms,
      rule.urgency,
      rule.onlyMine,
      rule.dueSoon,
      rule.overdue,
      rule.browser,
      rule.email,
      rule.quiet?.from ?? null,
      rule.quiet?.to ?? null,
      rule.zone,
      tx.now,
    ],
  );
  const { rooms, urgency, onlyMine, browser, email } = rule;
  deps.audit.record(tx, {
    act: 'alert.rule-set',
    entity: { kind: 'person', id: me.replace(/^person:/, '') },
    body: { rooms: [...(rooms ?? [])], urgency, onlyMine, browser, email: email !== null },
  });
  return readRule(tx);
}

/** Before the first rule or webhook: what is open is no news to anybody. */
export async function beginListening(deps: AlertDeps, tx: Tx): Promise<void> {
  const [row] = await tx.query<{ any: boolean }>(
    'SELECT EXISTS (SELECT FROM alert_rule) OR EXISTS (SELECT FROM alert_webhook WHERE ended_at IS NULL) AS any',
  );
  if (!row?.any) await deps.work.countAsTold(tx, SOON_MS);
  await deps.jobs.enqueue(tx, { kind: TELL_JOB, key: 'tell', payload: {} });
}
