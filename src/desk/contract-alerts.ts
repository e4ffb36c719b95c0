import * as z from 'zod';
import { entityRef, urgency, utcMillis, uuid } from '../protocol/schema/index.ts';

/** The rooms whose work is meant, as tasks begin: `request`, `notice`; null: all. */
const rooms = z
  .array(z.string().regex(/^[a-z][a-z-]{0,31}$/))
  .min(1)
  .max(40)
  .nullable();
const minute = z.int().min(0).max(1439);
const version = z.int().min(1);

/** Of what one wants to hear, and how. Version 0: nothing was set yet. */
export const alertRule = z.strictObject({
  rooms,
  /** At least this urgent. */
  urgency,
  /** Only what I owe or hold; all that my roles owe otherwise. */
  onlyMine: z.boolean(),
  dueSoon: z.boolean(),
  overdue: z.boolean(),
  browser: z.boolean(),
  email: z.email().max(254).nullable(),
  /** Minutes of the day in `zone`: no sound and no e-mail then, but for a life at risk. */
  quiet: z.strictObject({ from: minute, to: minute }).nullable(),
  zone: z.string().min(1).max(64),
  version: z.int().min(0),
});

export const alertView = z.strictObject({
  id: uuid,
  reason: z.enum(['opened', 'due-soon', 'overdue']),
  task: z.string().max(128),
  ref: entityRef,
  about: z.array(entityRef).max(64),
  number: z.string().max(64).nullable(),
  urgency,
  dueAt: utcMillis,
  loud: z.boolean(),
  at: utcMillis,
  readAt: utcMillis.nullable(),
});
export const alertPage = z.strictObject({ items: z.array(alertView).max(200), next: z.string().nullable() });
export const unreadView = z.strictObject({
  unread: z.int().min(0),
  /** Whether the browser is to show them. */
  browser: z.boolean(),
  newest: z.array(alertView).max(10),
});
export const alertsRead = z.strictObject({ ids: z.array(uuid).min(1).max(200).nullable() });

const smtp = z.strictObject({
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** `starttls`: asks for encryption and goes no further without it; `tls`: from the first byte; `none`: on one machine alone. */
  security: z.enum(['starttls', 'tls', 'none']),
  username: z.string().max(200).nullable(),
  from: z.email().max(254),
  /** Certificate of the authority that signed the mail server's own (PEM), where no public one did. */
  ca: z.string().max(20_000).nullable(),
});
const link = z.url({ protocol: /^https?$/ }).max(500);

export const settingsInput = z.strictObject({
  consoleUrl: link.nullable(),
  smtp: smtp.nullable(),
  /** Absent: as it was. */
  smtpPassword: z.string().min(1).max(500).nullable().optional(),
  allowPrivate: z.boolean(),
  version: z.int().min(0),
});
export const settingsView = z.strictObject({
  consoleUrl: link.nullable(),
  smtp: smtp.nullable(),
  hasPassword: z.boolean(),
  /** Webhooks may go to this machine and private networks. */
  allowPrivate: z.boolean(),
  version: z.int().min(0),
});

const webhookName = z.string().trim().min(1).max(100);
export const webhookInput = z.strictObject({ name: webhookName, url: link, rooms, urgency });
export const webhookView = z.strictObject({
  id: uuid,
  name: webhookName,
  url: link,
  rooms,
  urgency,
  createdAt: utcMillis,
  endedAt: utcMillis.nullable(),
  version,
});
export const webhookMade = z.strictObject({
  ...webhookView.shape,
  /** `whsec_…`; told once and never again. */
  secret: z.string(),
});
export const webhookList = z.strictObject({ items: z.array(webhookView).max(100) });

/** All that ever goes out: codes, a number, a deadline and a link. */
export const alertBody = z.strictObject({
  type: z.enum(['work.opened', 'work.due-soon', 'work.overdue', 'test']),
  bureau: z.string(),
  task: z.string(),
  kind: z.string(),
  number: z.string().nullable(),
  urgency,
  dueAt: utcMillis,
  link: z.string().nullable(),
});

export const deliveryView = z.strictObject({
  id: uuid,
  channel: z.enum(['email', 'webhook']),
  /** The webhook's name; an e-mail's is the person. */
  target: z.string().max(254),
  person: z.string().max(128).nullable(),
  body: alertBody,
  state: z.enum(['queued', 'sent', 'dead', 'dropped']),
  attempts: z.int().min(0),
  error: z.string().max(128).nullable(),
  createdAt: utcMillis,
  nextAt: utcMillis.nullable(),
  endedAt: utcMillis.nullable(),
  version,
});
export const deliveryQuery = z.strictObject({
  state: z.enum(['queued', 'sent', 'dead', 'dropped']).optional(),
  cursor: z
    .string()
    .max(64)
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const deliveryPage = z.strictObject({ items: z.array(deliveryView).max(200), next: z.string().nullable() });
export const testInput = z.strictObject({ email: z.email().max(254) });

export type AlertRule = z.infer<typeof alertRule>;
export type AlertView = z.infer<typeof alertView>;
export type UnreadView = z.infer<typeof unreadView>;
export type AlertBody = z.infer<typeof alertBody>;
export type SettingsView = z.infer<typeof settingsView>;
export type SettingsInput = z.infer<typeof settingsInput>;
export type WebhookView = z.infer<typeof webhookView>;
export type DeliveryView = z.infer<typeof deliveryView>;
