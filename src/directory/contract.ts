import * as z from 'zod';
import { bureauCode, utcMillis, uuid } from '../protocol/schema/index.ts';

export * from './contract-requirements.ts';

export const names = z.strictObject({
  en: z.string().min(1).max(200),
  fr: z.string().min(1).max(200),
  es: z.string().min(1).max(200),
  ar: z.string().min(1).max(200),
});

export const bureauStatus = z.enum(['connected', 'hosted', 'not-connected']);
export const agencyLevel = z.enum(['federal', 'state', 'local', 'tribal']);

/** ORI: the nine characters by which US agencies are known. */
export const ori = z.string().regex(/^[A-Z0-9]{9}$/);
export const usState = z.string().regex(/^[A-Z]{2}$/);

export const bureauView = z.strictObject({
  code: bureauCode,
  names,
  region: z.string().nullable(),
  city: z.string().nullable(),
  cityBasis: z.string().nullable(),
  status: bureauStatus,
  endpoint: z.string().nullable(),
  signingKid: z.string().nullable(),
  encryptionKid: z.string().nullable(),
});

/** Who is asked to look after a child is no police, and confirms no officer. */
export const agencyKind = z.enum(['law-enforcement', 'child-welfare']);

export const agencyView = z.strictObject({
  ori,
  name: z.string(),
  level: agencyLevel,
  kind: agencyKind.default('law-enforcement'),
  state: usState.nullable(),
  city: z.string().nullable(),
  /** E.164. The number to dial when an officer of this agency is to be confirmed. */
  callBack: z.string(),
  email: z.string().nullable(),
  basis: z.string(),
});

export const agencyQuery = z.strictObject({
  /** Part of a name, or the beginning of an ORI. */
  q: z.string().trim().max(100).optional(),
  state: usState.optional(),
  level: agencyLevel.optional(),
  kind: agencyKind.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const taskForceView = z.strictObject({
  id: z.string(),
  name: z.string(),
  states: z.array(usState),
  leadAgency: z.string(),
  coverage: z.string(),
  basis: z.string(),
});

/** As far as it was read; `basis` says where. */
export const extraditionView = z.strictObject({
  signed: z.string().nullable(),
  inForce: z.string().nullable(),
  basis: z.string(),
  note: z.string().nullable(),
});

export const countryView = z.strictObject({
  code: z.string(),
  iso3: z.string().nullable(),
  names,
  member: z.boolean(),
  extradition: extraditionView.nullable(),
});

export const offenceView = z.strictObject({ code: z.string(), names });

const codeTable = z.record(z.string(), z.string());

/** Codes of the notices' form, with their English words. */
export const codesView = z.strictObject({
  source: z.string(),
  eyes: codeTable,
  hair: codeTable,
  sex: codeTable,
  languages: codeTable,
  /** Who may be named as a notice's requester: countries, tribunals. */
  issuers: codeTable,
});

const p256 = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().length(43),
  y: z.string().length(43),
});
const ed25519 = z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().length(43) });

/** Payload of a `homeward-key+jws`: a bureau's whole word on its keys and address. A later one has a higher serial. */
export const keyStatementBody = z.strictObject({
  v: z.literal(1),
  id: z.string().max(80),
  from: bureauCode,
  to: z.literal('IPSG'),
  iat: utcMillis,
  serial: z.int().min(1),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  keys: z.strictObject({ signing: p256, encryption: p256, recovery: p256, log: ed25519 }),
});

const jws = z.string().min(10).max(20_000);

/** Feed kind `directory.bureau`. */
export const feedBureau = z.strictObject({
  v: z.literal(1),
  bureau: bureauCode,
  status: z.enum(['connected', 'hosted']),
  statement: jws,
});

/** Feed kind `directory.key-revoked`. */
export const feedKeyRevoked = z.strictObject({
  v: z.literal(1),
  bureau: bureauCode,
  kid: z.string().length(43),
  revokedAt: utcMillis,
  reason: z.string().min(1).max(500),
});

/** Message kind `directory.key-change`: a bureau asks the Secretariat to publish its new keys. */
export const keyChange = z.strictObject({ statement: jws });

export const enrolmentInput = z.strictObject({ statement: jws, status: z.enum(['connected', 'hosted']) });

export const revokeInput = z.strictObject({ kid: z.string().length(43), reason: z.string().trim().min(1).max(500) });

export const rootView = z.strictObject({ root: p256, statement: jws });

export const alarmView = z.strictObject({
  id: uuid,
  bureau: bureauCode,
  /** Why the change was not taken: `key.not-proven`, `key.serial-behind`, … */
  code: z.string(),
  raisedAt: utcMillis,
  settledAt: utcMillis.nullable(),
  settledBy: z.string().nullable(),
  outcome: z.enum(['accepted', 'rejected']).nullable(),
  version: z.int(),
});

export const settleAlarmInput = z.strictObject({
  version: z.int().min(1),
  outcome: z.enum(['accepted', 'rejected']),
  /** How the change was confirmed outside the network, or why it was not believed. */
  reason: z.string().trim().min(1).max(500),
});

export type KeyStatementBody = z.infer<typeof keyStatementBody>;
