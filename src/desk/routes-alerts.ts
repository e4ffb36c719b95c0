import * as z from 'zod';
import { freeRoute, type Route, route } from '../platform/index.ts';
import { decideDelivery, queueDelivery } from './alerts/deliver-alert.ts';
import type { AlertDeps } from './alerts/deps.ts';
import { listAlerts, listDeliveries, markRead, unreadAlerts } from './alerts/read-alerts.ts';
import { readRule, setRule } from './alerts/set-rule.ts';
import { changeSettings, readSettings, withoutSecret } from './alerts/settings.ts';
import { addWebhook, endWebhook, listWebhooks } from './alerts/webhooks.ts';
import {
  alertPage,
  alertRule,
  alertsRead,
  deliveryPage,
  deliveryQuery,
  settingsInput,
  settingsView,
  testInput,
  unreadView,
  webhookInput,
  webhookList,
  webhookMade,
  webhookView,
} from './contract-alerts.ts';
import { byId, logQuery, versionOnly } from './contract-watch.ts';

/** Telling people of work: in the page, by e-mail and to other systems, never with case content. */
export function alertRoutes(deps: AlertDeps): Route[] {
  return [...ownRoutes(deps), ...settingRoutes(deps), ...deliveryRoutes(deps)];
}

function ownRoutes(deps: AlertDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/alerts',
      action: 'alert.read',
      summary: 'One’s own alerts, newest first',
      query: logQuery,
      response: alertPage,
      handle: ({ tx, query }) => listAlerts(tx, query),
    }),
    route({
      method: 'GET',
      path: '/api/alerts/unread',
      action: 'alert.read',
      summary: 'How many of one’s own alerts are unread, and the newest of them',
      response: unreadView,
      handle: ({ tx }) => unreadAlerts(tx),
    }),
    route({
      method: 'POST',
      path: '/api/alerts/read',
      action: 'alert.read',
      summary: 'Mark one’s own alerts as read: those named, or all',
      body: alertsRead,
      handle: ({ tx, body }) => markRead(deps, tx, body.ids),
    }),
    route({
      method: 'GET',
      path: '/api/alerts/rule',
      action: 'alert.set-rule',
      summary: 'Of what one wants to hear, and how',
      response: alertRule,
      handle: ({ tx }) => readRule(tx),
    }),
    route({
      method: 'PUT',
      path: '/api/alerts/rule',
      action: 'alert.set-rule',
      summary: 'Set of what one wants to hear, and how',
      body: alertRule,
      response: alertRule,
      handle: ({ tx, body }) => setRule(deps, tx, body),
    }),
  ];
}

function settingRoutes(deps: AlertDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/alerts/settings',
      action: 'alert.read-settings',
      summary: 'How alerts leave the house',
      response: settingsView,
      handle: async ({ tx }) => withoutSecret(await readSettings(tx)),
    }),
    // Free of the table of stored answers: a secret given or told here must not lie in it.
    freeRoute({
      method: 'PUT',
      path: '/api/alerts/settings',
      action: 'alert.set-up',
      summary: 'Set the mail server, the console’s address and where webhooks may go',
      body: settingsInput,
      response: settingsView,
      handle: async ({ scope, db, body }) =>
        settingsView.parse(await db.tx(scope, (tx) => changeSettings(deps, tx, body))),
    }),
    route({
      method: 'POST',
      path: '/api/alerts/settings/test',
      action: 'alert.set-up',
      summary: 'Send a letter that says it is a test',
      body: testInput,
      handle: async ({ tx, body }) => {
        const id = await queueDelivery(deps, tx, {
          channel: 'email',
          target: body.email,
          person: tx.scope.actor.id,
          at: tx.now,
          body: {
            type: 'test',
            bureau: deps.runtime.bureau,
            task: 'test',
            kind: 'test',
            number: null,
            urgency: 'routine',
            dueAt: tx.now,
            link: (await readSettings(tx)).consoleUrl,
          },
        });
        deps.audit.record(tx, { act: 'alert.tested', entity: { kind: 'alert-delivery', id } });
        return { id };
      },
    }),
    route({
      method: 'GET',
      path: '/api/alerts/webhooks',
      action: 'alert.read-settings',
      summary: 'Addresses that are called, without their secrets',
      response: webhookList,
      handle: async ({ tx }) => ({ items: await listWebhooks(tx) }),
    }),
    freeRoute({
      method: 'POST',
      path: '/api/alerts/webhooks',
      action: 'alert.set-up',
      summary: 'Add an address to be called; its secret is told once',
      body: webhookInput,
      response: webhookMade,
      async handle({ scope, db, body, reply }) {
        const made = await db.tx(scope, (tx) => addWebhook(deps, tx, body));
        reply.status(201);
        return webhookMade.parse(made);
      },
    }),
    route({
      method: 'POST',
      path: '/api/alerts/webhooks/:id/end',
      action: 'alert.set-up',
      summary: 'Call an address no longer',
      params: byId,
      body: versionOnly,
      response: webhookView,
      handle: ({ tx, params, body }) => endWebhook(deps, tx, { ...params, ...body }),
    }),
  ];
}

function deliveryRoutes(deps: AlertDeps): Route[] {
  const decide = (decision: 'retry' | 'drop', summary: string): Route =>
    route({
      method: 'POST',
      path: `/api/alerts/deliveries/:id/${decision}`,
      action: 'alert.retry',
      summary,
      params: byId,
      body: versionOnly,
      response: z.strictObject({ decision: z.enum(['retry', 'drop']) }),
      handle: async ({ tx, params, body }) => {
        await decideDelivery(deps, tx, { ...params, ...body, decision });
        return { decision };
      },
    });
  return [
    route({
      method: 'GET',
      path: '/api/alerts/deliveries',
      action: 'alert.read-deliveries',
      summary: 'What went out by e-mail and webhook, and what became of it',
      query: deliveryQuery,
      response: deliveryPage,
      handle: ({ tx, query }) => listDeliveries(deps, tx, query),
    }),
    decide('retry', 'Try a delivery that was given up once more'),
    decide('drop', 'Let a delivery that was given up go for good'),
  ];
}
