import { refText, type Scope, systemScope, type Tx } from '../../platform/index.ts';
import type { Untold } from '../../work/index.ts';
import type { AlertBody, AlertRule } from '../contract-alerts.ts';
import { nameRefs, subject } from '../show-queue.ts';
import { queueDelivery } from './deliver-alert.ts';
import { type AlertDeps, isWanted, SOON_MS } from './deps.ts';
import { quietUntil } from './quiet-hours.ts';
import { allRules } from './set-rule.ts';
import { readSettings } from './settings.ts';
import { openWebhooks } from './webhooks.ts';

const PAGE = 200;
/** What moves no deadline may still be looked at. */
const LONGEST_MS = 6 * 3_600_000;

/**
 * Tells who wants to hear of what is new, due soon or overdue: a line in their list, and e-mail and webhooks as jobs. Each item is
 * told of once a reason, in the transaction that marks it so. Returns when to look again, in ms; null: nothing is left to tell;
 * `nobody`: no one wants to hear of anything.
 */
export async function raiseAlerts(deps: AlertDeps): Promise<number | null | 'nobody'> {
  for (;;) {
    const taken = await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => raisePage(deps, tx));
    if (taken === 'nobody') return 'nobody';
    if (taken === PAGE) continue;
    return deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      const at = await deps.work.nextTelling(tx, SOON_MS);
      return at === null ? null : Math.max(1_000, Math.min(LONGEST_MS, at - tx.now));
    });
  }
}

async function raisePage(deps: AlertDeps, tx: Tx): Promise<number | 'nobody'> {
  const rules = await allRules(tx);
  const webhooks = await openWebhooks(tx);
  if (rules.length + webhooks.length === 0) return 'nobody';
  const untold = await deps.work.takeUntold(tx, { soonMs: SOON_MS, limit: PAGE });
  if (untold.length === 0) return 0;
  const known = await nameRefs(
    deps.resolvers,
    tx,
    untold.map(({ item }) => item),
  );
  const scopes = await deps.access.scopesOf(
    tx,
    rules.map((rule) => rule.person),
  );
  const { consoleUrl } = await readSettings(tx);
  let people = 0;
  for (const one of untold) {
    const number = known.get(refText(subject(one.item)))?.number ?? null;
    const body = bodyOf(deps.runtime.bureau, one, number, consoleUrl);
    for (const rule of rules) {
      const scope = scopes.get(rule.person);
      if (!scope || !concerns(scope, rule, one)) continue;
      people++;
      await tell(deps, tx, rule, one, number, body);
    }
    for (const webhook of webhooks) {
      if (isWanted(webhook, one.item))
        await queueDelivery(deps, tx, { channel: 'webhook', target: webhook.id, person: null, body, at: tx.now });
    }
  }
  deps.audit.record(tx, {
    act: 'alert.raised',
    entity: { kind: 'alerts', id: deps.runtime.bureau },
    body: { items: untold.length, people },
  });
  return untold.length;
}

/** They may see it, it is theirs to do or to answer for, and they want to hear of it. */
function concerns(scope: Scope, rule: AlertRule, { item, compartment, reason }: Untold): boolean {
  if (!scope.compartments.includes(compartment)) return false;
  if (!isWanted(rule, item)) return false;
  if (reason === 'due-soon' && !rule.dueSoon) return false;
  if (reason === 'overdue' && !rule.overdue) return false;
  const me = scope.actor.id;
  if (('person' in item.owner && item.owner.person === me) || item.claimedBy === me) return true;
  if (rule.onlyMine) return false;
  if ('role' in item.owner && scope.roles.includes(item.owner.role)) return true;
  return scope.roles.some((role) => role === 'supervisor' || role === 'watch-officer');
}

async function tell(
  deps: AlertDeps,
  tx: Tx,
  rule: AlertRule & { readonly person: string },
  { item, reason }: Untold,
  number: string | null,
  body: AlertBody,
): Promise<void> {
  const quiet = item.urgency === 'life-at-risk' ? null : quietUntil(tx.now, rule.quiet, rule.zone);
  const made = await tx.query(
    `INSERT INTO alert (id, person, work_id, reason, task, ref, about, number, urgency, due_at, loud, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (person, work_id, reason) DO NOTHING RETURNING id`,
    [
      deps.runtime.newId(),
      rule.person,
      item.id,
      reason,
      item.task,
      refText(item.ref),
      item.about.map(refText),
      number,
      item.urgency,
      item.dueAt,
      quiet === null,
      tx.now,
    ],
  );
  if (made.length === 0 || rule.email === null) return;
  await queueDelivery(deps, tx, {
    channel: 'email',
    target: rule.email,
    person: rule.person,
    body,
    at: quiet ?? tx.now,
  });
}

/** All that leaves the house: codes, a number, a deadline and a link. */
function bodyOf(bureau: string, { item, reason }: Untold, number: string | null, consoleUrl: string | null): AlertBody {
  return {
    type: `work.${reason}`,
    bureau,
    task: item.task,
    kind: item.ref.kind,
    number,
    urgency: item.urgency,
    dueAt: item.dueAt,
    link: consoleUrl === null ? null : `${consoleUrl.replace(/\/$/, '')}/desk?item=${item.id}`,
  };
}
