import * as z from 'zod';
import { bureauCode, urgency, utcMillis, uuid } from '../protocol/schema/index.ts';
import { colour } from './form.ts';

/** What the API knows of a notice's distribution and life after it is out. */

const reason = z.string().trim().min(3).max(2000);
const version = z.int().min(1);
const day = z.iso.date();
const country = z.string().regex(/^[A-Z]{2}$/);

/** What happens when a suspension's date comes: back in force, ended, or asked of a reviewer (and ended after six months). */
export const suspensionEnd = z.enum(['resume', 'cancel', 'ask']);
export type SuspensionEnd = z.infer<typeof suspensionEnd>;

// ---- who holds it

/** From "not heard of" to "found there", and after the end from "asked" to "gone". */
export const HOLDER_STATES = [
  'purge-missing',
  'refused',
  'missing',
  'hit',
  'acting',
  'read',
  'delivered',
  'purged',
  'withheld',
  'not-connected',
] as const;
export const holderState = z.enum(HOLDER_STATES);
export type HolderState = z.infer<typeof holderState>;

export const holderRow = z.strictObject({
  bureau: bureauCode,
  state: holderState,
  /** The newest version it confirmed. */
  contentVersion: z.int().nullable(),
  deliveredAt: utcMillis.nullable(),
  readAt: utcMillis.nullable(),
  actingAt: utcMillis.nullable(),
  hitAt: utcMillis.nullable(),
  purgedAt: utcMillis.nullable(),
  /** How often it was reminded of a purge that is owed. */
  reminders: z.int(),
  remindedAt: utcMillis.nullable(),
  /** A diffusion's recipient that did not take it: why, as a code. */
  refusal: z.string().nullable(),
});
export const distributionView = z.strictObject({
  id: uuid,
  counts: z.record(z.string(), z.int()),
  holders: z.array(holderRow),
});

/** Bureaus that shall have it too. */
export const distributeInput = z.strictObject({ version, add: z.array(bureauCode).min(1).max(196) });
export const takeUpInput = z.strictObject({ version, note: z.string().trim().min(3).max(500) });

// ---- diffusions

export const diffuseInput = z.strictObject({ version, urgency: urgency.default('routine') });
export const recallInput = z.strictObject({ version, reason });
export const diffusionCheckInput = z.strictObject({
  version,
  decision: z.enum(['stands', 'withdraw']),
  reason: reason.optional(),
});

// ---- its life

export const extendInput = z.strictObject({
  version,
  /** At most five years after the date at which it would end. */
  until: utcMillis,
  reason,
});
export const reconfirmInput = z.strictObject({ version, confirmedWith: z.string().trim().min(2).max(500), on: day });

/** One field of the form that a version changed. */
export const fieldChange = z.strictObject({
  /** RFC 6901 pointer into the form. */
  pointer: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: z.json().nullable(),
  after: z.json().nullable(),
});
export type FieldChange = z.infer<typeof fieldChange>;
export const differenceView = z.strictObject({
  id: uuid,
  n: z.int(),
  /** The version it is compared with. */
  before: z.int(),
  /** An addendum takes nothing away. */
  kind: z.enum(['addendum', 'amendment']),
  reason: z.string().nullable(),
  changes: z.array(fieldChange),
});
export const versionParams = z.strictObject({ id: uuid, n: z.coerce.number().int().min(2).max(10_000) });

// ---- days until papers are due

export const papersDaysRow = z.strictObject({
  country,
  days: z.int(),
  basis: z.enum(['set', 'unverified']),
  source: z.string(),
  setAt: utcMillis.nullable(),
  version: z.int(),
});
export const papersDaysView = z.strictObject({
  default: z.strictObject({ days: z.int(), source: z.string() }),
  items: z.array(papersDaysRow),
});
export const papersDaysParams = z.strictObject({ country });
export const papersDaysInput = z.strictObject({
  /** 0 when the country has no figure yet. */
  version: z.int().min(0),
  days: z.int().min(1).max(180),
  source: z.string().trim().min(3).max(300),
});

// ---- national systems

export const systemKind = z.enum(['fugitive-file', 'border-lookout']);
export type SystemKind = z.infer<typeof systemKind>;
export const systemCode = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/);
export const ENTRY_STATES = ['offered', 'entered', 'change-owed', 'declined', 'removal-owed', 'removed'] as const;
export const entryState = z.enum(ENTRY_STATES);
export type EntryState = z.infer<typeof entryState>;

export const systemRow = z.strictObject({
  code: systemCode,
  name: z.string(),
  kind: systemKind,
  colours: z.array(colour),
  partner: uuid.nullable(),
  validateDays: z.int(),
  active: z.boolean(),
  counts: z.record(z.string(), z.int()),
  version,
});
export const systemList = z.strictObject({ items: z.array(systemRow) });
export const systemInput = z.strictObject({
  code: systemCode,
  name: z.string().trim().min(2).max(120),
  kind: systemKind,
  colours: z.array(colour).min(1).max(10),
  /** Id of the access key under which its software calls; absent: files only. */
  partner: uuid.nullish(),
  validateDays: z.int().min(1).max(1830).optional(),
});
export const systemParams = z.strictObject({ code: systemCode });

export const entryRow = z.strictObject({
  id: uuid,
  notice: uuid,
  noticeNumber: z.string().nullable(),
  colour,
  system: systemCode,
  state: entryState,
  number: z.string().nullable(),
  sentVersion: z.int(),
  heldVersion: z.int(),
  owner: z.string(),
  enteredAt: utcMillis.nullable(),
  validateAt: utcMillis.nullable(),
  validatedAt: utcMillis.nullable(),
  removedAt: utcMillis.nullable(),
  removalBy: z.string().nullable(),
  declineReason: z.string().nullable(),
  version,
});
export const entryList = z.strictObject({ items: z.array(entryRow), next: uuid.nullable() });
export const entryQuery = z.strictObject({
  system: systemCode.optional(),
  state: entryState.optional(),
  notice: uuid.optional(),
  due: z.enum(['validation']).optional(),
  cursor: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const entryParams = z.strictObject({ id: uuid });
export const validateEntryInput = z.strictObject({ version, checkedWith: z.string().trim().min(2).max(300) });
export const removeEntryInput = z.strictObject({ version, removedBy: z.string().trim().min(2).max(200), on: day });

/** What a system is to do with one entry. */
export const outboundRecord = z.strictObject({
  entry: uuid,
  action: z.enum(['add', 'change', 'remove']),
  /** The system's own number, once it gave one. */
  number: z.string().nullable(),
  noticeNumber: z.string().nullable(),
  version: z.int(),
  requester: bureauCode,
  colour,
  familyName: z.string().nullable(),
  forename: z.string().nullable(),
  aliases: z.array(z.string()),
  sex: z.string().nullable(),
  birthDate: z.string().nullable(),
  nationalities: z.array(z.string()),
  documents: z.array(z.string()),
  caution: z.string(),
  offence: z.string().nullable(),
  warrant: z.string().nullable(),
});
export type OutboundRecord = z.infer<typeof outboundRecord>;
export const outboundView = z.strictObject({
  system: systemCode,
  kind: systemKind,
  at: utcMillis,
  records: z.array(outboundRecord),
  /** More are waiting than were given. */
  more: z.boolean(),
});
/** For people: the same as a table beside it. */
export const outboundFile = outboundView.extend({ csv: z.string() });
export const outboundQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(5000).default(1000) });
export const outboundInput = z.strictObject({ limit: z.int().min(1).max(5000).default(1000) });

/** The system's answer to one record. */
export const confirmation = z.strictObject({
  entry: uuid,
  action: z.enum(['add', 'change', 'remove']),
  result: z.enum(['done', 'declined']),
  version: z.int().min(0).max(10_000),
  number: z.string().trim().min(1).max(40).nullish(),
  /** Who at the partner stands for it. */
  by: z.string().trim().min(2).max(120).nullish(),
  reason: z.string().trim().max(300).nullish(),
});
export type Confirmation = z.infer<typeof confirmation>;
export const confirmationsInput = z.strictObject({ items: z.array(z.unknown()).min(1).max(5000) });
export const confirmationFileInput = z.strictObject({
  format: z.enum(['csv', 'json']),
  text: z.string().min(1).max(900_000),
});
export const confirmationsResult = z.strictObject({
  taken: z.int(),
  refused: z.int(),
  rows: z.array(z.strictObject({ line: z.int(), entry: z.string().nullable(), code: z.string() })),
});
export type ConfirmationsResult = z.infer<typeof confirmationsResult>;

// ---- what travels

export const progressItem = z.strictObject({ kind: z.enum(['read', 'acting', 'hit']), at: utcMillis });
